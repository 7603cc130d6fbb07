{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
select
    locatie_id, document_id, document, document_datum, is_current, part_no, deel, deel_gebied,
    table_id, page, "row", col, x0, top, x1, bottom, thema,
    gebied_niveau, gebied_code, gebied, provincie_code, regio_code, locatie, adres,
    capaciteit, capaciteit_min, capaciteit_max, capaciteit_tekst, capaciteit_maat, kwalificatie,
    doelgroep, soort, beheer,
    startdatum, startdatum_precisie, startdatum_tekst, einddatum, einddatum_precisie, einddatum_tekst,
    status, besluitvorming, toelichting, correctie, origin, confidence
from {{ opnieuw('int_locaties') }}
