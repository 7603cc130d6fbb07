{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='fail') }}

{{ lees_vensters(
    nieuwe_teksten(
        "(select text as tekst from " ~ geraakte_bron('cells')
        ~ " union select coalesce(wordt, '') from " ~ ref('regels_correcties') ~ ")"
    ),
    'tekst', var('datumwoorden')
) }}
