{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
with cijfers as (
    select
        uitspraken.*, delen.document, delen.document_datum, delen.deel, delen.deel_gebied, delen.plangebied,
        delen.plangroep,
        delen.is_current,
        coalesce(kernen.naamkern, '') as naamkern,
        concat_ws('|',
            uitspraken.document_id, table_id, "row", col, thema, maat, coalesce(periode, '')
        ) as sleutel
    from {{ ref('int_cijfers_alle') }} as uitspraken
    inner join {{ ref('int_delen') }} as delen using (document_id, part_no)
    left join {{ ref('int_naamkernen') }} as kernen on uitspraken.locatie = kernen.gedrukte_naam
    where len(ontbreekt) = 0
),

genummerd as (
    select
        *,
        -- two figures of one kind in one remark are told apart by their order
        row_number() over (partition by sleutel order by mention_no) as volgnummer,
        left(md5(sleutel || if(volgnummer = 1, '', '|' || volgnummer)), 16) as cijfer_id,
        {{ onderdeel_van('cijfers') }} as onderdeel
    from cijfers
)

select
    cijfer_id, document_id, document, document_datum,
    {{ nog_actueel('gelijke') }} as is_current,
    is_current as is_nieuwste_editie,
    -- the figure that an addendum puts in the place of this one
    if(
        is_nieuwste_editie and not ({{ nog_actueel('gelijke') }}),
        arg_max(cijfer_id, document_datum) filter (where is_current and deel = 'addendum') over gelijke,
        null
    ) as vervangen_door,
    part_no, deel, deel_gebied, table_id, table_no, kind, kop, page, "row", col, x0, top, x1, bottom,
    gebied_niveau, gebied_code, gebied, gebied_printed, provincie_code, regio_code,
    thema, maat, periode, periode_bron, peildatum, locatie, naamkern,
    raw_text, gelezen, correctie, waarde, waarde_min, waarde_max, kwalificatie, origin, confidence, rij_rol, ouder_row,
    groep, header, plangroep
from genummerd
window gelijke as (
    partition by plangebied, coalesce(gebied_code, gebied), thema, maat, periode, naamkern, onderdeel
)
