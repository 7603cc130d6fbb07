-- A mark whose footnote says what it means ('* minimum aantal') qualifies the figure; any other is just a footnote.
with noten as (
    select document_id, table_id, merk, any_value(kwalificatie) as kwalificatie
    from {{ ref('stg_noten') }}
    where merk <> '' and kwalificatie is not null
    group by all
)

select
    cellen.document_id, cellen.table_id, cellen."row", cellen.col, cellen.rowspan, cellen.colspan, cellen.text,
    cellen.page, cellen.x0, cellen.top, cellen.x1, cellen.bottom, cellen.origin, cellen.ocr_text, cellen.confidence,
    getallen.leeg, getallen.waarde, getallen.waarde_min, getallen.waarde_max,
    case
        when noten.kwalificatie is null then getallen.kwalificatie
        else replace(getallen.kwalificatie, 'voetnoot', noten.kwalificatie)
    end as kwalificatie,
    getallen.merk,
    datums.datum, datums.precisie as datum_precisie
from {{ source('raw', 'cells') }} as cellen
inner join {{ ref('stg_getallen') }} as getallen on cellen.text = getallen.tekst
inner join {{ ref('stg_datums') }} as datums on cellen.text = datums.tekst
left join noten
    on cellen.document_id = noten.document_id and cellen.table_id = noten.table_id and getallen.merk = noten.merk
