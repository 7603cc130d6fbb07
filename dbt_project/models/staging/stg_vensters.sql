{{ config(materialized='table') }}

{{ lees_vensters(source('raw', 'cells'), 'text', var('datumwoorden')) }}
