with cijfers as (
    select
        uitspraken.*, delen.document, delen.document_datum, delen.deel, delen.deel_gebied, delen.is_current,
        coalesce(delen.deel_gebied_sleutel, delen.document_id) as plangebied,
        concat_ws('|',
            uitspraken.document_id, table_id, "row", col, thema, maat, coalesce(periode, '')
        ) as sleutel
    from {{ ref('int_cijfers_alle') }} as uitspraken
    inner join {{ ref('int_delen') }} as delen using (document_id, part_no)
    where len(ontbreekt) = 0
),

geordend as (
    select
        *,
        -- two figures of one kind in one remark are told apart by their order
        row_number() over (partition by sleutel order by mention_no) as volgnummer,
        max(document_datum) filter (where is_current and deel = 'addendum') over gelijke as laatste_addendum,
        max(document_datum) filter (where is_current) over gelijke as laatste
    from cijfers
    window gelijke as (partition by plangebied, coalesce(gebied_code, gebied), thema, maat, periode, locatie)
)

select
    left(md5(sleutel || if(volgnummer = 1, '', '|' || volgnummer)), 16) as cijfer_id,
    document_id, document, document_datum,
    -- an addendum supersedes the figures that it states again, and is itself superseded figure by figure
    is_current and coalesce(document_datum >= if(deel = 'addendum', laatste, laatste_addendum), true) as is_current,
    part_no, deel, deel_gebied, table_id, table_no, kind, kop, page, "row", col, x0, top, x1, bottom,
    gebied_niveau, gebied_code, gebied, gebied_printed, provincie_code, regio_code,
    thema, maat, periode, periode_bron, peildatum, locatie,
    raw_text, waarde, waarde_min, waarde_max, kwalificatie, origin, confidence, rij_rol, ouder_row, groep, header
from geordend
