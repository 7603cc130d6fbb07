-- A location statement is a row, within a group of columns that names a location or gives its dates.
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
{% set kenmerken = ['locatie', 'adres', 'doelgroep', 'soort', 'beheer', 'status', 'besluitvorming', 'toelichting',
                    'startdatum', 'einddatum', 'realisatiedatum', 'periode'] %}
{% set capaciteitsmaten = ['capaciteit', 'dsl_plekken', 'kso_plekken', 'kwg_plekken', 'kwe_plekken', 'voornemens',
                           'in_ontwikkeling', 'realisatie_regulier', 'realisatie', 'vaste_voorraad'] %}
with groepen as (
    select
        document_id, table_id, groep,
        bool_or(kenmerk = 'locatie') as heeft_naam,
        any_value(thema) as thema,
        any_value(kwalificatie) filter (where kwalificatie in ({{ tekstlijst(var('statuswoorden')) }})) as status
    from {{ geraakt('stg_kolommen') }}
    where rol = 'kenmerk' or maat in ({{ tekstlijst(capaciteitsmaten) }})
    group by document_id, table_id, groep
    -- some column of the table tells one location from another
    qualify bool_or(bool_or(kenmerk in ('locatie', 'adres', 'startdatum', 'einddatum', 'periode')))
        over (partition by document_id, table_id)
),

-- group 0 belongs to all: it is a statement of its own only in a table without other groups
eigen_groepen as (
    select *
    from groepen
    qualify groep > 0 or count(*) over (partition by document_id, table_id) = 1
),

plaatsen as (
    select
        tabellen.document_id, tabellen.table_id, tabellen.part_no, tabellen.kind, rijen."row", groepen.groep,
        coalesce(groepen.heeft_naam, algemeen.heeft_naam, false) or rijen.locatie is not null as heeft_naam,
        coalesce(rijen.thema, groepen.thema, tabellen.thema) as thema,
        coalesce(
            if(rijen.kwalificatie in ({{ tekstlijst(var('statuswoorden')) }}), rijen.kwalificatie, null),
            groepen.status
        ) as status,
        rijen.locatie,
        coalesce(rijen.gebied, tabellen.gebied) as gebied_printed,
        if(rijen.gebied is null, tabellen.gebied_sleutel, rijen.gebied_sleutel) as gebied_sleutel,
        if(rijen.gebied is null, tabellen.gebied_niveau, rijen.gebied_niveau) as gedrukt_niveau
    from {{ geraakt('stg_tabellen') }} as tabellen
    inner join {{ geraakt('stg_rijen') }} as rijen using (document_id, table_id)
    inner join eigen_groepen as groepen using (document_id, table_id)
    left join groepen as algemeen
        on tabellen.document_id = algemeen.document_id and tabellen.table_id = algemeen.table_id and algemeen.groep = 0
    where tabellen.status = 'begrepen' and rijen.rol in ('data', 'subrij')
),

-- what the group itself says goes before what holds for all groups
kenmerken as (
    select
        plaatsen.document_id, plaatsen.table_id, plaatsen."row", plaatsen.groep,
        {% for kenmerk in kenmerken %}
        arg_max(kenmerken, kenmerken.groep) filter (where kenmerken.kenmerk = '{{ kenmerk }}')
            as {{ kenmerk }},
        {% endfor %}
        string_agg(distinct kenmerken.correctie, '; ' order by kenmerken.correctie) as correctie
    from plaatsen
    inner join {{ ref('int_kenmerken') }} as kenmerken
        on plaatsen.document_id = kenmerken.document_id and plaatsen.table_id = kenmerken.table_id
            and plaatsen."row" = kenmerken."row" and kenmerken.groep in (0, plaatsen.groep)
    group by all
),

capaciteiten as (
    select document_id, table_id, "row", groep, part_no, arg_min(cijfer, rang) as cijfer
    from (
        select
            document_id, table_id, "row", groep, part_no, uitspraken as cijfer,
            array_position([{{ tekstlijst(capaciteitsmaten) }}], maat) * 1000 + col as rang
        from {{ ref('int_cijfers_alle') }} as uitspraken
        where maat in ({{ tekstlijst(capaciteitsmaten) }}) and mention_no = 0
    )
    group by all
),

uitspraken as (
    select
        plaatsen.*, kenmerken.* exclude (document_id, table_id, "row", groep, locatie, status),
        kenmerken.locatie as naam, kenmerken.status as statuscel, capaciteiten.cijfer,
        coalesce(kenmerken.startdatum, kenmerken.periode, kenmerken.realisatiedatum) as startcel,
        coalesce(kenmerken.einddatum, kenmerken.periode) as eindcel
    from plaatsen
    left join kenmerken using (document_id, table_id, "row", groep)
    left join capaciteiten using (document_id, table_id, "row", groep)
    where
        -- a cell merged over several rows is stated once, at its first row
        kenmerken.locatie.cel_row = plaatsen."row"
        or kenmerken.startdatum.cel_row = plaatsen."row"
        or kenmerken.einddatum.cel_row = plaatsen."row"
        or kenmerken.periode.cel_row = plaatsen."row"
        -- a 0 without a name says that there is no location
        or (
            plaatsen.heeft_naam and capaciteiten.cijfer is not null
            and (
                coalesce(plaatsen.locatie, kenmerken.locatie.tekst) is not null
                or capaciteiten.cijfer.waarde is distinct from 0
            )
        )
),

datums as (
    select
        uitspraken.*,
        if(startdatum is null and periode is not null, vensters.van_tekst, startcel.tekst) as startdatum_gelezen,
        if(einddatum is null and periode is not null, vensters.tot_tekst, eindcel.tekst) as einddatum_gelezen,
        if(startcel.correctie is null, startdatum_gelezen, startcel.gedrukt) as startdatum_tekst,
        if(eindcel.correctie is null, einddatum_gelezen, eindcel.gedrukt) as einddatum_tekst,
        coalesce(cijfer.page, naam.page, startcel.page, eindcel.page) as page,
        coalesce(cijfer.col, naam.col, startcel.col, eindcel.col) as col,
        coalesce(
            if(cijfer is null, null, [cijfer.x0, cijfer.top, cijfer.x1, cijfer.bottom]),
            naam.bbox, startcel.bbox, eindcel.bbox
        ) as bbox
    from uitspraken
    left join {{ ref('stg_vensters') }} as vensters on uitspraken.periode.tekst = vensters.tekst
),

samengesteld as (
    select
        left(md5(concat_ws('|', datums.document_id, table_id, "row", groep)), 16) as locatie_id,
        datums.document_id, delen.document, delen.document_datum, delen.is_current, datums.part_no, delen.deel,
        delen.deel_gebied, delen.plangebied, delen.plangroep, table_id, kind, datums.page, "row", datums.col,
        datums.bbox[1] as x0, datums.bbox[2] as top, datums.bbox[3] as x1, datums.bbox[4] as bottom,
        coalesce(cijfer.thema, datums.thema) as thema,
        gebieden.gebied_niveau, gebieden.gebied_code, gebieden.gebied, gebieden.provincie_code, gebieden.regio_code,
        coalesce(datums.locatie, naam.tekst) as locatie, coalesce(kernen.naamkern, '') as naamkern,
        adres.tekst as adres,
        cijfer.waarde as capaciteit, cijfer.waarde_min as capaciteit_min, cijfer.waarde_max as capaciteit_max,
        cijfer.raw_text as capaciteit_tekst, cijfer.maat as capaciteit_maat, cijfer.kwalificatie as kwalificatie,
        doelgroep.tekst as doelgroep,
        coalesce(
            soort.tekst, if(suffix(cijfer.maat, '_plekken'), upper(split_part(cijfer.maat, '_', 1)), null)
        ) as soort,
        beheer.tekst as beheer, beheer.cel_row as beheer_row, beheer.col as beheer_col, beheer.page as beheer_page,
        beheer.bbox as beheer_bbox,
        start.datum as startdatum, start.precisie as startdatum_precisie, startdatum_tekst,
        startcel.cel_row as startdatum_row, startcel.col as startdatum_col,
        startcel.page as startdatum_page, startcel.bbox as startdatum_bbox,
        eind.datum as einddatum, eind.precisie as einddatum_precisie, einddatum_tekst,
        eindcel.cel_row as einddatum_row, eindcel.col as einddatum_col,
        eindcel.page as einddatum_page, eindcel.bbox as einddatum_bbox,
        coalesce(
            {{ woord_van('lower(trim(statuscel.tekst))', var('statuswoorden')) }}, lower(trim(statuscel.tekst)), status
        ) as status,
        besluitvorming.tekst as besluitvorming,
        toelichting.tekst as toelichting,
        nullif(concat_ws('; ', cijfer.correctie, datums.correctie), '') as correctie,
        coalesce(cijfer.origin, naam.origin, startcel.origin, eindcel.origin) as origin,
        least(cijfer.confidence, naam.confidence, startcel.confidence, eindcel.confidence) as confidence,
        groep
    from datums
    inner join {{ ref('int_delen') }} as delen
        on datums.document_id = delen.document_id and datums.part_no = delen.part_no
    left join {{ ref('int_gebieden_in_document') }} as gebieden
        on datums.document_id = gebieden.document_id and datums.part_no = gebieden.part_no
            and datums.gebied_printed = gebieden.gebied_printed
            and datums.gebied_sleutel is not distinct from gebieden.sleutel
            and datums.gedrukt_niveau is not distinct from gebieden.gedrukt_niveau
    left join {{ ref('stg_datums') }} as start on startdatum_gelezen = start.tekst
    left join {{ ref('stg_datums') }} as eind on einddatum_gelezen = eind.tekst
    left join {{ ref('int_naamkernen') }} as kernen on coalesce(datums.locatie, naam.tekst) = kernen.gedrukte_naam
)

select
    * exclude (is_current, plangebied),
    is_current as is_nieuwste_editie,
    -- an addendum that names a location again speaks for the whole of it
    if(naamkern = '', is_current, {{ nog_actueel('gelijke') }}) as is_current,
    if(
        naamkern <> '' and is_nieuwste_editie and not ({{ nog_actueel('gelijke') }}),
        arg_max(locatie_id, document_datum) filter (where is_current and deel = 'addendum') over gelijke,
        null
    ) as vervangen_door
from samengesteld
window gelijke as (
    partition by plangebied, coalesce(gebied_code, gebied), thema, naamkern,
        if(suffix(capaciteit_maat, '_plekken'), capaciteit_maat, null)
)
