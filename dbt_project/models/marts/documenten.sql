{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
with tabellen as (
    select
        document_id, part_no, count(*) as tabellen,
        count(*) filter (where status = 'begrepen') as tabellen_begrepen,
        count(*) filter (where status = 'niet_begrepen') as tabellen_niet_begrepen
    from {{ opnieuw('stg_tabellen') }}
    group by all
),

cijfers as (
    select document_id, part_no, count(*) as cijfers
    from {{ opnieuw('int_cijfers') }}
    group by all
),

hiaten as (
    select document_id, part_no, count(*) as hiaten
    from {{ opnieuw('stg_hiaten') }}
    group by all
)

select
    delen.document_id, delen.document, delen.part_no, delen.deel, delen.deel_gebied, delen.deel_gebied_niveau,
    delen.deel_gebied_code, delen.provincie_code, delen.titel, delen.page_from, delen.page_to, delen.document_datum,
    delen.datum_bron, delen.cyclus, delen.is_current, delen.vervangen_door,
    coalesce(tabellen.tabellen, 0) as tabellen, coalesce(tabellen.tabellen_begrepen, 0) as tabellen_begrepen,
    coalesce(tabellen.tabellen_niet_begrepen, 0) as tabellen_niet_begrepen,
    coalesce(cijfers.cijfers, 0) as cijfers, coalesce(hiaten.hiaten, 0) as hiaten,
    documenten.sha256, documenten.n_bytes, documenten.n_pages, documenten.extractor_version, documenten.loaded_at
from {{ opnieuw('int_delen') }} as delen
inner join {{ ref('stg_documenten') }} as documenten using (document_id)
left join tabellen using (document_id, part_no)
left join cijfers using (document_id, part_no)
left join hiaten using (document_id, part_no)
