-- Also the two halves of a from/until cell, and corrections.
{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='fail') }}

{{ lees_datums(
    nieuwe_teksten(
        "(select text as tekst from " ~ geraakte_bron('cells')
        ~ " union select unnest([van_tekst, tot_tekst]) from " ~ ref('stg_vensters')
        ~ " union select coalesce(wordt, '') from " ~ ref('regels_correcties') ~ ")"
    ),
    'tekst', var('datumwoorden')
) }}
