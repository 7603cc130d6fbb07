-- Also the two halves of a from/until cell.
{{ config(materialized='table') }}

{{ lees_datums(
    "(select text as tekst from " ~ source('raw', 'cells')
    ~ " union select unnest([van_tekst, tot_tekst]) from " ~ ref('stg_vensters') ~ ")",
    'tekst', var('datumwoorden')
) }}
