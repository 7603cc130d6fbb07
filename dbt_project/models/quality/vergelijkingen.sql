{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='plangroep', on_schema_change='fail'
) }}
select
    vergelijking_id,
    regel_id,
    soort,
    uitkomst,
    ernst,
    thema,
    maat,
    periode,
    gebied_niveau,
    gebied_code,
    gebied,
    locatie,
    veld,
    waarde_a,
    waarde_b,
    tekst_a,
    tekst_b,
    verschil,
    tolerantie,
    verklaring,
    eigenaar,
    bronnen_a,
    bronnen_b,
    plangroep
from {{ in_groepen('int_vergelijkingen') }}
