-- What was extracted and says no figure: not understood, or left out with a reason.
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
with tabellen as (
    select t.*, d.document, d.deel, d.deel_gebied, d.is_current
    from {{ opnieuw('stg_tabellen') }} as t
    inner join {{ ref('int_delen') }} as d using (document_id, part_no)
),

eerste_cel as (
    select document_id, table_id, page, [x0, top, x1, bottom] as bbox
    from {{ opnieuw('stg_cellen') }}
    qualify row_number() over (partition by document_id, table_id order by "row", col) = 1
),

gevonden as (
    select
        'tabel' as soort,
        if(status = 'genegeerd', 'genegeerd', 'niet begrepen') as status,
        document_id, table_id,
        null::integer as "row", null::integer as col,
        coalesce(nullif(bijschrift, ''), kop) as tekst,
        coalesce(reden, 'de tabel is niet begrepen') as reden,
        suggestie
    from tabellen
    where status <> 'begrepen'
    union all
    select
        'kolom',
        if(k.rol = 'onbekend', 'niet begrepen', 'genegeerd'),
        k.document_id, k.table_id, null, k.col, k.header,
        coalesce(k.reden, 'de kolom is niet begrepen'), k.suggestie
    from {{ opnieuw('stg_kolommen') }} as k
    inner join tabellen as t using (document_id, table_id)
    where t.status = 'begrepen' and (k.rol = 'onbekend' or k.reden is not null)
    union all
    select
        'rij',
        if(r.rol = 'onbekend', 'niet begrepen', 'genegeerd'),
        r.document_id, r.table_id, r."row", null, r.label,
        coalesce(r.reden, 'de rij is niet begrepen'), r.suggestie
    from {{ opnieuw('stg_rijen') }} as r
    inner join tabellen as t using (document_id, table_id)
    where t.status = 'begrepen' and (r.rol = 'onbekend' or r.reden is not null)
    union all
    -- a figure without an area, topic or measure is no figure
    select
        'cijfer', 'niet begrepen', document_id, table_id, "row", col, raw_text,
        'van dit cijfer is niet bekend: ' || array_to_string(ontbreekt, ', ')
            || coalesce(if(list_contains(ontbreekt, 'gebied'), ' (gedrukt: ' || gebied_printed || ')', null), ''),
        null
    from {{ opnieuw('int_cijfers_alle') }}
    where len(ontbreekt) > 0
)

select
    g.soort,
    g.status,
    g.document_id,
    t.document,
    t.deel,
    t.deel_gebied,
    t.is_current,
    g.table_id,
    t.kop,
    e.page,
    g."row",
    g.col,
    e.bbox,
    g.tekst,
    g.reden,
    g.suggestie
from gevonden as g
inner join tabellen as t using (document_id, table_id)
left join eerste_cel as e using (document_id, table_id)
