-- What a figure is about: the words in the cell win over the row, the row over the column, the column over the table.
with uitspraken as (
    select
        document_id, table_id, "row", col, 0 as mention_no, page, x0, top, x1, bottom, text as raw_text,
        gelezen, correctie, waarde, waarde_min, waarde_max, kwalificatie, origin, confidence,
        null::varchar as thema, null::varchar as maat, null::varchar as periode, null::date as peildatum
    from {{ geraakt('stg_cellen') }}
    where not leeg
    union all
    select
        cellen.document_id, cellen.table_id, cellen."row", cellen.col, vermeldingen.mention_no,
        cellen.page, cellen.x0, cellen.top, cellen.x1, cellen.bottom, vermeldingen.text,
        vermeldingen.text, null, vermeldingen.waarde, vermeldingen.waarde_min, vermeldingen.waarde_max,
        vermeldingen.kwalificatie,
        cellen.origin, cellen.confidence,
        vermeldingen.thema, vermeldingen.maat, vermeldingen.periode, vermeldingen.peildatum
    from {{ geraakt('stg_vermeldingen') }} as vermeldingen
    inner join {{ geraakt('stg_cellen') }} as cellen using (document_id, table_id, "row", col)
),

samengesteld as (
    select
        uitspraken.* exclude (kwalificatie, confidence, thema, maat, periode, peildatum),
        tabellen.part_no, tabellen.table_no, tabellen.kind, tabellen.kop,
        coalesce(uitspraken.thema, rijen.thema, kolommen.thema, tabellen.thema) as thema,
        coalesce(uitspraken.maat, rijen.maat, kolommen.maat, tabellen.maat) as gedrukte_maat,
        coalesce(uitspraken.periode, rijen.periode, kolommen.periode, tabellen.periode) as cel_periode,
        coalesce(uitspraken.peildatum, rijen.peildatum, kolommen.peildatum, tabellen.peildatum) as peildatum,
        case
            when rijen.gebied is not null
                then struct_pack(g := rijen.gebied, s := rijen.gebied_sleutel, n := rijen.gebied_niveau)
            when kolommen.gebied is not null
                then struct_pack(g := kolommen.gebied, s := kolommen.gebied_sleutel, n := kolommen.gebied_niveau)
            when tabellen.gebied is not null
                then struct_pack(g := tabellen.gebied, s := tabellen.gebied_sleutel, n := tabellen.gebied_niveau)
        end as gebied,
        coalesce(
            rijen.locatie, if(rijen.rol = 'totaal', null, coalesce(eigen_naam.tekst, tabel_naam.tekst))
        ) as locatie,
        nullif(concat_ws('; ',
            nullif(rijen.kwalificatie, 'regulier'),
            if(kolommen.kwalificatie in (rijen.kwalificatie, 'regulier'), null, kolommen.kwalificatie),
            uitspraken.kwalificatie
        ), '') as kwalificatie,
        -- 'regulier' leaves amv out of what the row or column beside it counts
        coalesce('regulier' in (rijen.kwalificatie, kolommen.kwalificatie), false) as zonder_amv,
        least(uitspraken.confidence, rijen.confidence, kolommen.confidence) as confidence,
        rijen.rol as rij_rol, rijen.ouder_row, kolommen.groep, kolommen.header
    from uitspraken
    inner join {{ geraakt('stg_tabellen') }} as tabellen using (document_id, table_id)
    inner join {{ geraakt('stg_rijen') }} as rijen using (document_id, table_id, "row")
    inner join {{ geraakt('stg_kolommen') }} as kolommen using (document_id, table_id, col)
    left join {{ ref('int_kenmerken') }} as eigen_naam
        on uitspraken.document_id = eigen_naam.document_id and uitspraken.table_id = eigen_naam.table_id
            and uitspraken."row" = eigen_naam."row" and kolommen.groep = eigen_naam.groep
            and eigen_naam.kenmerk = 'locatie'
    left join {{ ref('int_kenmerken') }} as tabel_naam
        on uitspraken.document_id = tabel_naam.document_id and uitspraken.table_id = tabel_naam.table_id
            and uitspraken."row" = tabel_naam."row" and tabel_naam.groep = 0
            and tabel_naam.kenmerk = 'locatie'
    where
        tabellen.status = 'begrepen'
        and rijen.rol in ('data', 'totaal', 'subrij')
        and (kolommen.rol = 'cijfer' or uitspraken.mention_no > 0)
)

select
    samengesteld.* exclude (gebied, gedrukte_maat, cel_periode, zonder_amv),
    gebied.g as gebied_printed, gebied.s as gebied_sleutel, gebied.n as gedrukt_niveau,
    coalesce(vertaling.wordt, if(zonder_amv, null, samengesteld.gedrukte_maat)) as maat,
    coalesce(samengesteld.cel_periode, perioden.periode) as periode,
    case
        when samengesteld.cel_periode is not null then 'cel'
        when perioden.periode is not null then 'deel'
    end as periode_bron
from samengesteld
left join {{ ref('stg_maat_vertaling') }} as vertaling
    on if(zonder_amv, 'regulier', samengesteld.thema) = vertaling.thema and samengesteld.gedrukte_maat = vertaling.maat
left join {{ geraakt('stg_deel_perioden') }} as perioden
    on samengesteld.document_id = perioden.document_id and samengesteld.part_no = perioden.part_no
        and samengesteld.thema = perioden.thema
