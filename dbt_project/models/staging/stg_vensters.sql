{{ config(materialized='table') }}

{{ lees_vensters(
    "(select text from " ~ source('raw', 'cells')
    ~ " union select coalesce(wordt, '') from " ~ ref('regels_correcties') ~ ")",
    'text', var('datumwoorden')
) }}
