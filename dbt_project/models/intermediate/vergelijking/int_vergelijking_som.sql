-- Printed totals against the figures they are the sum of, within one table. A total that an addendum states again is
-- no longer judged; a figure that it states again still counts in its own table.
with rijen as (
    select
        c.*,
        {{ sleutel_van_gebied('c') }} as gebied_sleutel,
        {{ onderdeel_van('c') }} as onderdeel,
        {{ plaats('c') }} as plaats,
        coalesce(m.met_teken, false) as met_teken
    from {{ in_groepen('int_cijfers') }} as c
    left join {{ ref('stg_maten') }} as m on m.maat = c.maat
    where c.is_nieuwste_editie and c.gebied is not null and coalesce(m.optelbaar, true)
),

sommen as (
    select
        p.regel_id,
        p.samenstelling,
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
    from {{ ref('int_som_delen') }} as p
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
    -- a total holds when it is the sum in one way
    qualify row_number() over (
        partition by s.regel_id, s.cijfer_id
        order by
            abs(t.waarde_min - s.som_min) < 0.005 desc,
            if(coalesce(t.deel = 'addendum', false), -s.samenstelling, s.samenstelling)
    ) = 1
)

select
    regel_id,
    case
        when abs(verschil) < 0.005 then 'gelijk'
        when waarde_min between som_min and som_max then 'verklaard'
        -- a row without a number, in a column of shortages and surpluses, could be either
        when met_teken and n_zonder_waarde > 0 then 'verklaard'
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
        when (verschil > 0 or met_teken) and n_zonder_waarde > 0
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
-- the rows of an addendum are not all there is
where deel is distinct from 'addendum' or regel_id <> 'som_totaal' or samenstelling = 4 or abs(verschil) < 0.005
