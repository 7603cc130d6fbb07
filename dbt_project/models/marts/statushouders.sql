{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
{{ breed('statushouders') }}
