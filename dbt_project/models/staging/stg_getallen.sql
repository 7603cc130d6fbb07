-- Also the figures within remarks, and corrections: they are read like cells.
{{ config(materialized='table') }}

{{ lees_getallen(
    "(select text as tekst from " ~ source('raw', 'cells')
    ~ " union select waarde_text from " ~ source('raw', 'mentions')
    ~ " union select coalesce(wordt, '') from " ~ ref('regels_correcties') ~ ")",
    'tekst', var('getalwoorden')
) }}
