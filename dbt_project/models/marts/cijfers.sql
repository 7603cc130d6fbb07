{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
select
    cijfer_id, document_id, document, document_datum, is_current, part_no, deel, deel_gebied,
    table_id, page, "row", col, x0, top, x1, bottom,
    gebied_niveau, gebied_code, gebied, provincie_code, regio_code, thema, maat, periode, peildatum,
    locatie, raw_text, waarde, waarde_min, waarde_max, kwalificatie, correctie, origin, confidence, kop, header
from {{ opnieuw('int_cijfers') }}
-- the total of a list of locations is the capacity of none of them
qualify
    not (maat = 'capaciteit' and rij_rol = 'totaal')
    or not (gebied_niveau = 'gemeente' or bool_or(locatie is not null) over (partition by document_id, table_id))
