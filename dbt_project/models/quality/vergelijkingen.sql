-- A view: the comparisons take more room than all else, and stand in int_vergelijkingen as it is.
{{ config(materialized='view') }}
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
from {{ ref('int_vergelijkingen') }}
