-- Derived figures against what follows from the figures beside them. Where a rule can be read in more than one way
-- (which denominator, which sign), the reading that fits most rows of the column holds for all of it.
with u as (
    select *, maat_gelezen as m
    from {{ ref('int_uitspraken') }}
),

opgaven as (
    select * from u where m in ('opgave', 'taakstelling', 'taakstelling_incl_achterstand')
),

resultaten as (
    select * from u where m in ('realisatie', 'behaald')
),

-- The result that a derived figure is about: of its own period where the table has one.
over_resultaat as (
    select t.cijfer_id, r.cijfer_id as resultaat_id
    from u as t
    inner join resultaten as r on {{ naast('t', 'r') }} and {{ van_hetzelfde('t', 'r') }}
    where t.m in ('verschil', 'restopgave', 'percentage')
    qualify dense_rank() over (
        partition by t.cijfer_id
        order by
            r.periode_gelezen is not distinct from t.periode_gelezen desc,
            r.peildatum is not distinct from t.peildatum desc
    ) = 1
),

-- And the task it is measured by: that of its own period, of each kind of task.
over_opgave as (
    select t.cijfer_id, o.cijfer_id as opgave_id
    from u as t
    inner join opgaven as o on {{ naast('t', 'o') }} and {{ van_hetzelfde('t', 'o') }}
    where t.m in ('verschil', 'restopgave', 'percentage')
    qualify dense_rank() over (
        partition by t.cijfer_id, o.m
        order by o.periode_gelezen is not distinct from t.periode_gelezen desc
    ) = 1
),

verschillen as (
    select
        'afleiding_verschil' as regel_id,
        t.cijfer_id,
        unnest(['realisatie − ' || o.m, o.m || ' − realisatie']) as lezing,
        unnest([r.waarde - o.waarde, o.waarde - r.waarde]) as berekend,
        [r.plaats, o.plaats] as plaatsen,
        {{ nl_getal('r.waarde') }} || ' en ' || {{ nl_getal('o.waarde') }} as uit
    from u as t
    inner join over_resultaat as b on b.cijfer_id = t.cijfer_id
    inner join resultaten as r on r.cijfer_id = b.resultaat_id
    inner join over_opgave as n on n.cijfer_id = t.cijfer_id
    inner join opgaven as o on o.cijfer_id = n.opgave_id
    where t.m = 'verschil'
),

restopgaven as (
    select
        'afleiding_restopgave' as regel_id,
        t.cijfer_id,
        unnest([o.m || ' − realisatie', o.m || ' − realisatie, ten minste nul', 'realisatie − ' || o.m]) as lezing,
        unnest([o.waarde - r.waarde, greatest(o.waarde - r.waarde, 0), r.waarde - o.waarde]) as berekend,
        [o.plaats, r.plaats] as plaatsen,
        {{ nl_getal('o.waarde') }} || ' en ' || {{ nl_getal('r.waarde') }} as uit
    from u as t
    inner join over_resultaat as b on b.cijfer_id = t.cijfer_id
    inner join resultaten as r on r.cijfer_id = b.resultaat_id
    inner join over_opgave as n on n.cijfer_id = t.cijfer_id
    inner join opgaven as o on o.cijfer_id = n.opgave_id
    where t.m = 'restopgave'
),

-- A row that has more than asked makes up for no other: the total is then that of the rows.
restopgaven_per_rij as (
    select
        'afleiding_restopgave' as regel_id,
        p.totaal_id as cijfer_id,
        unnest([r.lezing || ', per rij', r.lezing || ', zoals gedrukt per rij']) as lezing,
        unnest([sum(r.berekend), sum(t.waarde)]) as berekend,
        list_distinct(flatten(list(r.plaatsen))) as plaatsen,
        count(*) || ' rijen' as uit
    from restopgaven as r
    inner join u as t using (cijfer_id)
    inner join {{ ref('int_som_delen') }} as p on p.deel_id = r.cijfer_id and p.regel_id <> 'som_subrijen'
    where ends_with(r.lezing, 'ten minste nul')
    group by p.totaal_id, p.regel_id, p.samenstelling, r.lezing
),

percentages as (
    select
        'afleiding_percentage' as regel_id,
        t.cijfer_id,
        'realisatie / ' || o.m as lezing,
        100 * r.waarde / o.waarde as berekend,
        [r.plaats, o.plaats] as plaatsen,
        {{ nl_getal('r.waarde') }} || ' van ' || {{ nl_getal('o.waarde') }} as uit
    from u as t
    inner join over_resultaat as b on b.cijfer_id = t.cijfer_id
    inner join resultaten as r on r.cijfer_id = b.resultaat_id
    inner join over_opgave as n on n.cijfer_id = t.cijfer_id
    inner join opgaven as o on o.cijfer_id = n.opgave_id
    where t.m = 'percentage' and o.waarde > 0
),

plus_voornemens as (
    select
        'afleiding_plus_voornemens' as regel_id,
        t.cijfer_id,
        'realisatie (' || r.periode_gelezen || ') + voornemens' as lezing,
        r.waarde + v.waarde_min as berekend,
        [r.plaats, v.plaats] as plaatsen,
        {{ nl_getal('r.waarde') }} || ' en ' || {{ nl_getal('v.waarde_min') }} as uit
    from u as t
    inner join resultaten as r on {{ naast('t', 'r') }} and r.thema = t.thema
    inner join u as v on {{ naast('t', 'v') }} and v.thema = t.thema and v.m = 'voornemens'
    where t.m = 'realisatie_plus_voornemens'
),

-- A dash for one of the two parts is nothing.
regulier_amv as (
    select
        'afleiding_regulier_amv' as regel_id,
        t.cijfer_id,
        'regulier + amv' as lezing,
        coalesce(any_value(r.waarde), 0) + coalesce(any_value(a.waarde), 0) as berekend,
        list_filter([any_value(r.plaats), any_value(a.plaats)], p -> p is not null) as plaatsen,
        {{ nl_getal('coalesce(any_value(r.waarde), 0)') }} || ' en '
            || {{ nl_getal('coalesce(any_value(a.waarde), 0)') }} as uit
    from u as t
    left join u as r on {{ naast('t', 'r') }} and r.thema = 'asiel' and r.m = t.m || '_regulier'
    left join u as a on {{ naast('t', 'a') }} and a.thema = 'amv' and a.m = t.m
        and a.periode_gelezen is not distinct from t.periode_gelezen
    where t.thema = 'asiel' and t.m in ('opgave', 'realisatie')
        and exists (
            select 1 from u as x
            where x.document_id = t.document_id and x.table_id = t.table_id and x.m = t.m || '_regulier'
        )
    group by t.cijfer_id
    having count(r.cijfer_id) + count(a.cijfer_id) > 0
        and count(r.cijfer_id) = count(r.waarde) and count(a.cijfer_id) = count(a.waarde)
),

kso as (
    select
        'afleiding_kso' as regel_id,
        t.cijfer_id,
        'kwg + kwe' as lezing,
        sum(d.waarde) as berekend,
        list(d.plaats order by d.col) as plaatsen,
        string_agg({{ nl_getal('d.waarde') }}, ' en ' order by d.col) as uit
    from u as t
    inner join u as d on {{ naast('t', 'd') }} and d.m in ('kwg_plekken', 'kwe_plekken')
    where t.m = 'kso_plekken'
    group by t.cijfer_id
    having count(*) = count(d.waarde)
),

netto as (
    select
        'afleiding_netto' as regel_id,
        t.cijfer_id,
        unnest(['behaald − opgave', 'behaald + in ontwikkeling − opgave', 'in ontwikkeling − opgave']) as lezing,
        unnest([
            coalesce(b.waarde, 0) - o.waarde,
            coalesce(b.waarde, 0) + coalesce(i.waarde, 0) - o.waarde,
            i.waarde - o.waarde
        ]) as berekend,
        list_filter([b.plaats, i.plaats, o.plaats], p -> p is not null) as plaatsen,
        concat_ws(', ',
            'behaald ' || {{ nl_getal('b.waarde') }}, 'in ontwikkeling ' || {{ nl_getal('i.waarde') }},
            'opgave ' || {{ nl_getal('o.waarde') }}
        ) as uit
    from u as t
    inner join opgaven as o on {{ naast('t', 'o') }} and {{ van_hetzelfde('t', 'o') }}
    left join resultaten as b on {{ naast('t', 'b') }} and {{ van_hetzelfde('t', 'b') }}
    left join u as i on {{ naast('t', 'i') }} and {{ van_hetzelfde('t', 'i') }}
        and i.m = 'in_ontwikkeling' and i.periode_gelezen is not distinct from t.periode_gelezen
    where t.m = 'netto' and o."row" = t."row" and coalesce(b.waarde, i.waarde) is not null
),

kandidaten as (
    select * from verschillen
    union all by name
    select * from restopgaven
    union all by name
    select * from restopgaven_per_rij
    union all by name
    select * from percentages
    union all by name
    select * from plus_voornemens
    union all by name
    select * from regulier_amv
    union all by name
    select * from kso
    union all by name
    select * from netto
),

gewogen as (
    select
        k.*,
        t.kolomgroep,
        t.document_id || t.table_id || t.m as tabel,
        t.waarde,
        -- half a unit of what is printed; rounded up or down it is a whole unit
        case when k.regel_id = 'afleiding_percentage' then 0.5 * pow(10, -t.decimalen) else 0 end + 0.001 as marge,
        abs(t.waarde - k.berekend) <= marge as past
    from kandidaten as k
    inner join u as t using (cijfer_id)
    where t.waarde is not null and k.berekend is not null
),

-- A column of one or two cells shows no rule: it follows what the table does with the same measure of other topics.
richtingen as (
    select
        regel_id, kolomgroep, tabel, lezing,
        regexp_replace(lezing, 'taakstelling(_incl_achterstand)?', 'opgave') as richting,
        count(*) as n,
        count(*) filter (where past) as n_past
    from gewogen
    where regel_id <> 'afleiding_netto' and not ends_with(lezing, 'per rij')
    group by all
),

lezing_van_kolom as (
    select regel_id, kolomgroep, lezing
    from (select *, sum(n_past) over (partition by regel_id, tabel, richting) as n_past_in_tabel from richtingen)
    qualify row_number() over (
        partition by regel_id, kolomgroep
        order by
            if(n < 3, 0, n_past) desc,
            n_past_in_tabel desc,
            n_past desc,
            lezing in (
                'realisatie − opgave', 'opgave − realisatie, ten minste nul', 'realisatie / taakstelling_incl_achterstand'
            ) desc,
            lezing
    ) = 1
),

-- One row per derived figure: with the reading of its column; a net figure with the one that comes nearest.
gekozen as (
    select g.*
    from gewogen as g
    left join lezing_van_kolom as l using (regel_id, kolomgroep, lezing)
    where l.lezing is not null or g.regel_id = 'afleiding_netto' or (ends_with(g.lezing, 'per rij') and g.past)
    qualify row_number() over (
        partition by g.regel_id, g.cijfer_id
        -- without what was achieved is no fair reading, but explains a figure that fits nothing else
        order by g.past and g.lezing <> 'in ontwikkeling − opgave' desc, g.lezing <> 'in ontwikkeling − opgave' desc,
            abs(g.waarde - g.berekend), g.lezing
    ) = 1
),

zonder_behaald as (
    select distinct cijfer_id from gewogen where lezing = 'in ontwikkeling − opgave' and past
)

select
    g.regel_id,
    case
        when g.past then 'gelijk'
        when g.regel_id = 'afleiding_percentage' and abs(g.waarde - g.berekend) < 1.99 * g.marge then 'verklaard'
        else 'afwijkend'
    end as uitkomst,
    case when not g.past and z.cijfer_id is not null then 'waarschuwing' end as ernst_lager,
    t.gebied_niveau,
    t.gebied_code,
    t.gebied,
    t.gebied_sleutel,
    t.regio_code,
    t.thema,
    t.maat,
    t.periode_gelezen as periode,
    null::varchar as locatie,
    t.onderdeel as veld,
    t.waarde as waarde_a,
    round(g.berekend, 2) as waarde_b,
    t.raw_text as tekst_a,
    {{ kaal_getal('g.berekend') }} as tekst_b,
    t.waarde - g.berekend as verschil,
    case
        when g.past then null
        when z.cijfer_id is not null then 'past als behaald niet meetelt'
        when g.regel_id = 'afleiding_percentage' and abs(g.waarde - g.berekend) < 1.99 * g.marge
            then 'afronding naar boven of beneden'
        when abs(t.waarde + g.berekend) < 0.005 then 'het teken is omgekeerd'
    end as verklaring,
    'er staat ' || t.raw_text || ', maar uit ' || g.uit || ' volgt ' || {{ nl_getal('g.berekend') }}
        || if(g.regel_id = 'afleiding_percentage', '%', '') || ' (' || {{ maat_naam('g.lezing') }} || ')' as zin,
    [t.plaats] as bronnen_a,
    g.plaatsen as bronnen_b
from gekozen as g
inner join u as t using (cijfer_id)
left join zonder_behaald as z on z.cijfer_id = g.cijfer_id and g.regel_id = 'afleiding_netto'
