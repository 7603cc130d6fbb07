-- Also the figures within remarks, and corrections: they are read like cells.
{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='fail') }}

{{ lees_getallen(
    nieuwe_teksten(
        "(select text as tekst from " ~ geraakte_bron('cells')
        ~ " union select waarde_text from " ~ geraakte_bron('mentions')
        ~ " union select coalesce(wordt, '') from " ~ ref('regels_correcties') ~ ")"
    ),
    'tekst', var('getalwoorden')
) }}
