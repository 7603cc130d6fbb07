-- Comparisons that disagree, put together: one conflict per area, topic, measure and period (and location and field).
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='plangroep', on_schema_change='fail'
) }}
with vergelijkingen as (
    select
        *,
        left(md5(concat_ws('|', plangroep, groep, gebied_sleutel, coalesce(thema, ''), coalesce(maat, ''), coalesce(periode, ''),
            coalesce(locatie, ''), coalesce(veld, ''))), 12) as conflict_id
    from {{ in_groepen('int_vergelijkingen') }}
),

-- what is the same thing in many places shows all of them, also those that agree; a sum shows the sum that fails
leden as (
    select *
    from vergelijkingen
    qualify bool_or(uitkomst <> 'gelijk') over (partition by conflict_id)
        and (uitkomst <> 'gelijk' or groep in ('kruis', 'locatie', 'locaties') or (groep = 'locatiedatum' and zin is null))
),

-- Each side of each comparison: what stands there and where.
zijden as (
    select
        conflict_id, uitkomst, waarde_a as waarde, tekst_a as tekst, unnest(bronnen_a) as bron, waarde_a = waarde_b as gelijke
    from leden
    union all
    select conflict_id, uitkomst, waarde_b, tekst_b, unnest(bronnen_b), waarde_a = waarde_b
    from leden
    where groep in ('kruis', 'locatie', 'locatiedatum', 'kruis_ontwikkeling')
    union all
    -- a sum names the cells it adds up without their values
    select conflict_id, uitkomst, null, null, unnest(bronnen_b), false
    from leden
    where groep not in ('kruis', 'locatie', 'locatiedatum', 'kruis_ontwikkeling')
    union all
    select
        conflict_id, uitkomst, waarde_b, unnest(if(waarde_b is null, string_split(tekst_b, ', '), [tekst_b])), null,
        waarde_a = waarde_b
    from leden
    where groep not in ('kruis', 'locatie', 'locatiedatum', 'kruis_ontwikkeling')
),

getoond as (
    -- numbers plain, dates as printed; equal numbers that are printed unlike (550 and 550-580) as printed
    select
        conflict_id,
        uitkomst,
        bron,
        waarde,
        case
            when waarde is null or (gelijke and uitkomst = 'verklaard') then tekst else {{ kaal_getal('waarde') }}
        end as getoond
    from zijden
),

waarden as (
    select
        conflict_id,
        list(getoond order by waarde, getoond) as waarden,
        max(waarde) - min(waarde) as spreiding
    from (select distinct conflict_id, getoond, waarde from getoond where getoond is not null)
    group by conflict_id
),

bronnen as (
    select conflict_id, list(bron order by bron.document_id, bron.page, bron.table_id, bron."row", bron.col) as bronnen
    from (select distinct conflict_id, bron from getoond where bron is not null)
    group by conflict_id
),

-- 'regionaal plan Twente (p. 41, 60)' for each value that differs
per_stuk as (
    select
        conflict_id,
        getoond,
        min(waarde) as waarde,
        {{ deel_naam('bron.deel', 'bron.deel_gebied') }}
            || ' (p. ' || array_to_string(list_sort(list(distinct bron.page)), ', ') || ')' as plek,
        count(*) as n
    from (select distinct conflict_id, getoond, waarde, bron from getoond where bron is not null and getoond is not null)
    group by conflict_id, getoond, bron.deel, bron.deel_gebied
),

per_waarde as (
    select
        conflict_id,
        getoond,
        min(waarde) as waarde,
        sum(n) as n,
        -- a range stays as printed
        coalesce(
            if(contains(getoond, '-') and min(waarde) >= 0, getoond, {{ nl_getal('min(waarde)') }}), getoond
        )
            || ' in ' || string_agg(plek, ' en ' order by plek) as tekst
    from per_stuk
    group by conflict_id, getoond
),

opsomming as (
    select
        conflict_id,
        concat_ws(', maar ', teksten[1], nullif(array_to_string(teksten[2:], ' en '), '')) as tekst
    from (
        select conflict_id, list(tekst order by n desc, getoond) as teksten from per_waarde group by conflict_id
    )
),

samengevat as (
    select
        conflict_id,
        any_value(plangroep) as plangroep,
        any_value(groep) as groep,
        -- the weightiest comparison speaks for the conflict
        arg_min(soort, rang) as soort,
        arg_min(ernst, rang) as ernst,
        any_value(thema) as thema,
        any_value(maat) as maat,
        any_value(periode) as periode,
        any_value(gebied_niveau) as gebied_niveau,
        any_value(gebied_code) as gebied_code,
        any_value(gebied) as gebied,
        any_value(locatie) as locatie,
        any_value(veld) as veld,
        arg_min(verschil, rang) as verschil,
        arg_min(zin, rang) filter (where uitkomst <> 'gelijk') as zin,
        string_agg(distinct verklaring, '; ' order by verklaring) filter (where ernst = hoogste_ernst) as verklaring,
        list(distinct regel_id order by regel_id) filter (where uitkomst <> 'gelijk') as regels,
        arg_min(eigenaar, rang) as eigenaar
    from (
        select
            *,
            arg_min(ernst, array_position(['fout', 'waarschuwing', 'info'], ernst)) over (partition by conflict_id)
                as hoogste_ernst,
            row_number() over (
                partition by conflict_id
                order by
                    array_position(['fout', 'waarschuwing', 'info'], ernst) nulls last,
                    array_position(['hierarchie', 'datum', 'kruis'], soort) nulls last,
                    abs(verschil) desc nulls last,
                    vergelijking_id
            ) as rang
        from leden
    )
    group by conflict_id
),

met_zin as (
    select
        s.*,
        w.waarden,
        coalesce(if(s.groep = 'kruis', w.spreiding, null), s.verschil, w.spreiding) as verschil_getoond,
        b.bronnen,
        s.gebied || ', ' || t.naam || ': '
            || case
                when s.groep in ('locatie', 'locatiedatum') and s.zin is null then
                    s.veld || ' van ' || s.locatie || ' is ' || o.tekst
                when s.groep = 'kruis' then
                    coalesce(s.veld || ' ', '') || {{ maat_naam('s.maat') }}
                    || coalesce(' (' || {{ nl_periode('s.periode') }} || ')', '') || ' is ' || o.tekst
                else
                    coalesce(
                        {{ maat_naam('s.maat') }} || coalesce(' (' || {{ nl_periode('s.periode') }} || ')', '') || ': ',
                        s.locatie || ': ', ''
                    )
                    || s.zin || if(s.groep = 'locatiedatum' and len(w.waarden) > 1, '; er staat ' || o.tekst, '')
            end
            || '.' as zin_volledig
    from samengevat as s
    left join waarden as w using (conflict_id)
    left join bronnen as b using (conflict_id)
    left join opsomming as o using (conflict_id)
    left join {{ ref('regels_themas') }} as t on t.thema = s.thema
),

-- Whose cause is another conflict: a total that differs by what one gemeente differs, and locations that add up to
-- something else because of what is wrong with one of them.
oorzaken as (
    select
        g.conflict_id,
        o.conflict_id as oorzaak_id,
        o.gebied || ' (' || {{ maat_naam('o.maat') }} || ' ' || array_to_string(o.waarden, ' tegen ') || ')' as oorzaak,
        o.maat = g.maat as zelfde_maat
    from met_zin as g
    inner join met_zin as o
        on o.plangroep = g.plangroep and o.groep = 'kruis' and o.gebied_niveau = 'gemeente' and o.thema = g.thema
            and o.periode is not distinct from g.periode
            and o.ernst <> 'info' and abs(o.verschil_getoond) = abs(g.verschil_getoond)
    inner join {{ ref('stg_gebieden') }} as n
        on n.gebied_code = o.gebied_code and n.gebied_niveau = 'gemeente'
            and g.gebied_code
                = case g.gebied_niveau when 'regio' then n.regio_code when 'provincie' then n.provincie_code end
    where g.groep = 'kruis' and g.verschil_getoond <> 0
    union all
    select
        g.conflict_id,
        o.conflict_id,
        o.locatie || ' (' || array_to_string(o.waarden, ' tegen ') || ')',
        o.veld is not null
    from met_zin as g
    inner join met_zin as o
        on o.groep in ('locatie', 'locatiedatum', 'datum_volgorde', 'datum_status') and o.ernst <> 'info'
            and o.plangroep = g.plangroep
            and o.gebied = g.gebied and o.gebied_niveau is not distinct from g.gebied_niveau
            and list_has_any(
                list_transform(g.bronnen, lambda b: concat_ws('|', b.table_id, b."row")),
                list_transform(o.bronnen, lambda b: concat_ws('|', b.table_id, b."row"))
            )
    where g.groep = 'locaties'
),

gevolgen as (
    select *
    from oorzaken
    qualify row_number() over (partition by conflict_id order by zelfde_maat desc, oorzaak_id) = 1
)

select
    m.conflict_id,
    m.soort,
    m.ernst,
    m.thema,
    m.maat,
    m.periode,
    m.gebied_niveau,
    m.gebied_code,
    m.gebied,
    m.locatie,
    m.veld,
    regexp_replace(m.zin_volledig, '\s+', ' ', 'g')
        || coalesce(' Dit volgt uit ' || v.oorzaak || '.', '')
        || coalesce(' Mogelijke verklaring: ' || {{ nl_periode('m.verklaring') }} || '.', '') as omschrijving,
    m.waarden,
    m.verschil_getoond as verschil,
    m.verklaring,
    v.oorzaak_id,
    m.regels,
    m.eigenaar,
    m.bronnen,
    m.plangroep
from met_zin as m
left join gevolgen as v using (conflict_id)
