-- A mark whose footnote says what it means ('* minimum aantal') qualifies the figure; any other is just a footnote.
with noten as (
    select document_id, table_id, merk, any_value(kwalificatie) as kwalificatie
    from {{ ref('stg_noten') }}
    where merk <> '' and kwalificatie is not null
    group by all
),

-- A correction holds for the text it was made for: where the plan says something else by now, it has no effect.
gelezen as (
    select
        cellen.*,
        if(correcties.reden is null, cellen.text, coalesce(correcties.wordt, '')) as gelezen,
        'gelezen als ' || coalesce(correcties.wordt, 'leeg') || ': ' || correcties.reden
            || ' (' || correcties.bron || ')' as correctie
    from {{ source('raw', 'cells') }} as cellen
    left join {{ ref('regels_correcties') }} as correcties
        on cellen.document_id = correcties.document_id and cellen.table_id = correcties.table_id
            and cellen."row" = correcties."row" and cellen.col = correcties.col
            and cellen.text = coalesce(correcties.verwacht, '')
)

select
    cellen.document_id, cellen.table_id, cellen."row", cellen.col, cellen.rowspan, cellen.colspan, cellen.text,
    cellen.gelezen, cellen.correctie,
    cellen.page, cellen.x0, cellen.top, cellen.x1, cellen.bottom, cellen.origin, cellen.ocr_text, cellen.confidence,
    getallen.leeg, getallen.waarde, getallen.waarde_min, getallen.waarde_max,
    case
        when noten.kwalificatie is null then getallen.kwalificatie
        else replace(getallen.kwalificatie, 'voetnoot', noten.kwalificatie)
    end as kwalificatie,
    getallen.merk,
    datums.datum, datums.precisie as datum_precisie
from gelezen as cellen
inner join {{ ref('stg_getallen') }} as getallen on cellen.gelezen = getallen.tekst
inner join {{ ref('stg_datums') }} as datums on cellen.gelezen = datums.tekst
left join noten
    on cellen.document_id = noten.document_id and cellen.table_id = noten.table_id and getallen.merk = noten.merk
