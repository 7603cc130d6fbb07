{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='nieuw_document_id', on_schema_change='fail'
) }}
select * exclude (paar_id, is_opvolgend)
from {{ ref('int_veranderingen') }}
where is_opvolgend
    and nieuw_document_id in ({{ sleutels('nieuw_document_id') }})
