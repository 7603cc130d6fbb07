-- What was read from a picture with doubt: a person looks at the page before the figure counts as certain.
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
with cijfers as (
    select
        document_id, table_id, "row", col,
        list(cijfer_id order by cijfer_id) as cijfer_ids,
        min(gebied) as gebied, min(thema) as thema, min(maat) as maat, min(periode) as periode
    from {{ opnieuw('int_cijfers') }}
    group by all
)

select
    cellen.document_id,
    delen.document,
    delen.deel,
    delen.deel_gebied,
    delen.is_current,
    cellen.table_id,
    tabellen.kop,
    cellen.page,
    cellen."row",
    cellen.col,
    [cellen.x0, cellen.top, cellen.x1, cellen.bottom] as bbox,
    cellen.text as tekst,
    cellen.confidence,
    cijfers.cijfer_ids,
    cijfers.gebied,
    cijfers.thema,
    cijfers.maat,
    cijfers.periode,
    'onzeker gelezen uit een afbeelding; vergelijk met de bladzijde' as reden
from {{ opnieuw('stg_cellen') }} as cellen
inner join {{ opnieuw('stg_tabellen') }} as tabellen using (document_id, table_id)
inner join {{ ref('int_delen') }} as delen using (document_id, part_no)
left join cijfers using (document_id, table_id, "row", col)
where {{ is_twijfel('cellen') }}
