-- Also the two halves of a from/until cell, and corrections.
{{ config(materialized='table') }}

{{ lees_datums(
    "(select text as tekst from " ~ source('raw', 'cells')
    ~ " union select unnest([van_tekst, tot_tekst]) from " ~ ref('stg_vensters')
    ~ " union select coalesce(wordt, '') from " ~ ref('regels_correcties') ~ ")",
    'tekst', var('datumwoorden')
) }}
