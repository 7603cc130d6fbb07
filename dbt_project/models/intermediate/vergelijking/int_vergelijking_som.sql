-- Printed totals against the figures they are the sum of, within one table. A total that an addendum states again is
-- no longer judged; a figure that it states again still counts in its own table.
with rijen as (
    select
        c.*,
        {{ sleutel_van_gebied('c') }} as gebied_sleutel,
        {{ onderdeel_van('c') }} as onderdeel,
        {{ plaats('c') }} as plaats
    from {{ ref('int_cijfers') }} as c
    left join {{ ref('stg_maten') }} as m on m.maat = c.maat
    where c.is_nieuwste_editie and c.gebied is not null and coalesce(m.optelbaar, true)
),

-- The figures that a total adds up: the regions of a province where they have totals of their own, else the gemeenten.
totalen as (
    select
        t.cijfer_id as totaal_id,
        r.cijfer_id as deel_id
    from rijen as t
    inner join rijen as r
        on r.document_id = t.document_id and r.table_id = t.table_id and r.col = t.col and r.cijfer_id <> t.cijfer_id
            -- places for amv are asylum places in a list of locations
            and (r.thema = t.thema or (t.maat = 'capaciteit' and {{ familie('r.thema') }} = t.thema))
            and r.maat = t.maat and r.periode is not distinct from t.periode
            and r.onderdeel is not distinct from t.onderdeel
    -- the block of a total, for areas without codes: what stands between it and the total before it, or the one
    -- after it in a table that opens with the total of a region
    left join (
        select
            document_id, table_id, "row",
            lag("row") over (partition by document_id, table_id order by "row") as vorig,
            lead("row") over (partition by document_id, table_id order by "row") as volgend
        from (select distinct document_id, table_id, "row" from rijen where rij_rol = 'totaal')
    ) as b on b.document_id = t.document_id and b.table_id = t.table_id and b."row" = t."row"
    left join (
        select
            document_id, table_id,
            min("row") filter (where gebied_niveau = 'regio') < min("row") filter (where gebied_niveau = 'gemeente') as bovenaan
        from rijen
        group by document_id, table_id
    ) as o on o.document_id = t.document_id and o.table_id = t.table_id
    where t.rij_rol = 'totaal' and t.is_current
        and case t.gebied_niveau
            when 'gemeente' then r.rij_rol = 'data' and r.gebied_sleutel = t.gebied_sleutel
            when 'regio' then
                r.rij_rol = 'data' and r.gebied_niveau = 'gemeente'
                and case
                    when t.gebied_code is not null then r.regio_code = t.gebied_code
                    when o.bovenaan then r."row" > t."row" and (b.volgend is null or r."row" < b.volgend)
                    else r."row" < t."row" and r."row" > coalesce(b.vorig, -1)
                end
            when 'land' then r.gebied_niveau = 'provincie'
            else
                r.gebied_niveau = 'regio'
                or (
                    r.rij_rol = 'data' and r.gebied_niveau = 'gemeente'
                    and not exists (
                        select 1 from rijen as g
                        where g.document_id = t.document_id and g.table_id = t.table_id and g.col = t.col
                            and g.gebied_niveau = 'regio'
                    )
                )
        end
),

-- Tables that set areas of two levels side by side, without calling one of them a total. Only all parts make a sum.
aantallen as (
    select gebied_niveau, provincie_code, null as regio_code, count(*) as n
    from {{ ref('stg_gebieden') }}
    where gebied_niveau = 'regio'
    group by gebied_niveau, provincie_code
    union all
    select gebied_niveau, null, regio_code, count(*)
    from {{ ref('stg_gebieden') }}
    where gebied_niveau = 'gemeente'
    group by gebied_niveau, regio_code
),

gebieden as (
    select t.cijfer_id as totaal_id, r.cijfer_id as deel_id
    from rijen as t
    inner join rijen as r
        on r.document_id = t.document_id and r.table_id = t.table_id and r.cijfer_id <> t.cijfer_id
            and r.thema = t.thema and r.maat = t.maat and r.periode is not distinct from t.periode
            and r.peildatum is not distinct from t.peildatum and r.onderdeel is not distinct from t.onderdeel
            and (r.col = t.col or r."row" = t."row")
    left join aantallen as n
        on n.gebied_niveau = r.gebied_niveau
            and case t.gebied_niveau when 'provincie' then n.provincie_code else n.regio_code end = t.gebied_code
    where t.rij_rol = 'data' and r.rij_rol = 'data' and t.is_current
        and (
            (t.gebied_niveau = 'provincie' and r.gebied_niveau = 'regio' and r.provincie_code = t.gebied_code)
            or (t.gebied_niveau = 'regio' and r.gebied_niveau = 'gemeente' and r.regio_code = t.gebied_code)
        )
    qualify count(*) over (partition by t.cijfer_id) >= case
        -- regions that the document names itself are taken to be all there are
        when bool_or(r.gebied_code is null) over (partition by t.cijfer_id) then 2
        else greatest(2, max(n.n) over (partition by t.cijfer_id))
    end
),

subrijen as (
    select t.cijfer_id as totaal_id, r.cijfer_id as deel_id
    from rijen as r
    inner join rijen as t
        on t.document_id = r.document_id and t.table_id = r.table_id and t.col = r.col and t."row" = r.ouder_row
    where r.rij_rol = 'subrij' and t.is_current
),

paren as (
    select 'som_totaal' as regel_id, * from totalen
    union all
    select 'som_gebieden', * from gebieden
    union all
    select 'som_subrijen', * from subrijen
),

sommen as (
    select
        p.regel_id,
        t.cijfer_id,
        -- the figures as printed, or as an addendum states them again where that makes the sum hold
        if(
            any_value(t.waarde_min) = sum(coalesce(h.waarde_min, r.waarde_min)),
            any_value(t.waarde_min), sum(r.waarde_min)
        ) as som_min,
        sum(coalesce(r.waarde_max, r.waarde_min)) as som_max,
        count(r.waarde_min) as n_delen,
        count(*) filter (where r.waarde_min is null) as n_zonder_waarde,
        list(r.plaats order by r."row", r.col) as plaatsen,
        list({'gebied': r.gebied, 'waarde': r.waarde_min}) as delen
    from paren as p
    inner join rijen as t on t.cijfer_id = p.totaal_id
    inner join rijen as r on r.cijfer_id = p.deel_id
    left join rijen as h on h.cijfer_id = r.vervangen_door
    group by all
),

beoordeeld as (
    select
        s.*,
        t.*,
        t.waarde_min - s.som_min as verschil,
        -- one row that counts with the other sign, twice or not at all would make it fit
        list_filter(s.delen, d -> d.waarde <> 0 and -2 * d.waarde = t.waarde_min - s.som_min) as ander_teken,
        list_filter(s.delen, d -> d.waarde <> 0 and -d.waarde = t.waarde_min - s.som_min) as niet_geteld,
        list_filter(s.delen, d -> d.waarde <> 0 and d.waarde = t.waarde_min - s.som_min) as dubbel_geteld
    from sommen as s
    inner join rijen as t using (cijfer_id)
    where s.n_delen > 0 and t.waarde_min is not null
)

select
    regel_id,
    case
        when abs(verschil) < 0.005 then 'gelijk'
        when waarde_min between som_min and som_max then 'verklaard'
        else 'afwijkend'
    end as uitkomst,
    case when verschil > 0 and n_zonder_waarde > 0 then 'waarschuwing' end as ernst_lager,
    gebied_niveau,
    gebied_code,
    gebied,
    gebied_sleutel,
    regio_code,
    thema,
    maat,
    periode,
    null::varchar as locatie,
    null::varchar as veld,
    waarde_min as waarde_a,
    som_min as waarde_b,
    raw_text as tekst_a,
    {{ kaal_getal('som_min') }} as tekst_b,
    verschil,
    case
        when abs(verschil) < 0.005 then null
        when waarde_min between som_min and som_max then 'het totaal ligt binnen het bereik van de rijen'
        when verschil > 0 and n_zonder_waarde > 0
            then n_zonder_waarde || ' rijen zonder getal (n.n.t.b.) kunnen het verschil zijn'
        when len(ander_teken) = 1 then 'past als ' || ander_teken[1].gebied || ' met het andere teken telt'
        when len(niet_geteld) = 1 then 'past als ' || niet_geteld[1].gebied || ' niet meetelt'
        when len(dubbel_geteld) = 1 then 'past als ' || dubbel_geteld[1].gebied || ' dubbel telt'
    end as verklaring,
    'het ' || if(regel_id = 'som_subrijen', 'cijfer', 'totaal') || ' is ' || {{ nl_getal('waarde_min') }} || ', maar de '
        || if(regel_id = 'som_subrijen', 'onderverdeling geeft ', n_delen || ' cijfers waaruit het bestaat geven ')
        || {{ nl_bereik('som_min', 'som_max') }} as zin,
    [plaats] as bronnen_a,
    plaatsen as bronnen_b
from beoordeeld
