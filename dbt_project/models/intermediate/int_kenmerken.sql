-- A cell merged over several rows holds for each of them.
select
    cellen.document_id, cellen.table_id, rijen."row", kolommen.groep, kolommen.kenmerk,
    arg_min(cellen.gelezen, cellen.col) as tekst,
    arg_min(cellen.text, cellen.col) as gedrukt,
    string_agg(distinct cellen.correctie, '; ' order by cellen.correctie) as correctie,
    min(cellen.col) as col,
    arg_min(cellen."row", cellen.col) as cel_row,
    arg_min(cellen.page, cellen.col) as page,
    arg_min([cellen.x0, cellen.top, cellen.x1, cellen.bottom], cellen.col) as bbox,
    arg_min(cellen.origin, cellen.col) as origin,
    arg_min(cellen.confidence, cellen.col) as confidence
from {{ geraakt('stg_kolommen') }} as kolommen
inner join {{ geraakt('stg_cellen') }} as cellen using (document_id, table_id, col)
inner join {{ geraakt('stg_rijen') }} as rijen
    on cellen.document_id = rijen.document_id and cellen.table_id = rijen.table_id
        and rijen."row" >= cellen."row" and rijen."row" < cellen."row" + cellen.rowspan
where
    kolommen.rol = 'kenmerk' and not cellen.leeg and rijen.rol in ('data', 'subrij')
    and not (
        kolommen.kenmerk in ('locatie', 'adres')
        and {{ woord_van('lower(trim(cellen.gelezen))', var('naamwoorden')) }} is not null
    )
group by cellen.document_id, cellen.table_id, rijen."row", kolommen.groep, kolommen.kenmerk
