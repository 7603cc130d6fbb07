-- Also the figures within remarks: they are read like cells.
{{ config(materialized='table') }}

{{ lees_getallen(
    "(select text as tekst from " ~ source('raw', 'cells')
    ~ " union select waarde_text from " ~ source('raw', 'mentions') ~ ")",
    'tekst', var('getalwoorden')
) }}
