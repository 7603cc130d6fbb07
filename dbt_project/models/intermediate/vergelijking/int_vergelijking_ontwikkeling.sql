-- What a gemeente has in development against its plans, as figures or as locations that are still to open.
with u as (
    select * from {{ ref('int_uitspraken') }}
    where gebied_niveau = 'gemeente' and thema in ('asiel', 'amv', 'oekraine') and not andere_eenheid
),

-- several rows of one table (nood and structureel; two plans) are one amount
bedragen as (
    select
        document_id, table_id, thema, gebied_sleutel, maat_gelezen as maat,
        any_value(deel) as deel,
        sum(waarde_min) as waarde_min,
        sum(waarde_max) as waarde_max,
        list(plaats order by "row", col) as plaatsen,
        arg_min(cijfer_id, ("row", col)) as cijfer_id
    from u
    where maat_gelezen in ('in_ontwikkeling', 'voornemens') and waarde_min is not null
    group by all
),

locaties as (
    select
        document_id, part_no, gebied_sleutel, familie as thema,
        list(capaciteit_min) as delen,
        sum(capaciteit_min) as som_min
    from {{ ref('int_locatie_namen') }}
    where is_toekomst and not is_venster and not is_voornemen and capaciteit_max > 0
    group by all
),

paren as (
    select
        o.cijfer_id,
        o.waarde_min as ontwikkeling,
        o.plaatsen as ontwikkeling_plaatsen,
        v.waarde_min as voornemen_min,
        v.waarde_max as voornemen_max,
        v.plaatsen as voornemen_plaatsen,
        'addendum' in (o.deel, v.deel) and o.deel <> v.deel as is_bijgewerkt,
        coalesce(bool_or(l.som_min = o.waarde_min), false) as is_som,
        coalesce(bool_or(list_contains(l.delen, o.waarde_min)), false) as is_locatie
    from bedragen as o
    inner join bedragen as v on v.gebied_sleutel = o.gebied_sleutel and v.thema = o.thema and v.maat = 'voornemens'
    left join locaties as l on l.gebied_sleutel = o.gebied_sleutel and l.thema = o.thema
    -- places that close are no plans
    where o.maat = 'in_ontwikkeling' and o.waarde_min >= 0
    group by all
)

select
    'kruis_ontwikkeling' as regel_id,
    case
        when p.ontwikkeling between p.voornemen_min and p.voornemen_max then 'gelijk'
        when p.is_som or p.is_locatie or p.is_bijgewerkt then 'verklaard'
        else 'afwijkend'
    end as uitkomst,
    null::varchar as ernst_lager,
    t.gebied_niveau,
    t.gebied_code,
    t.gebied,
    t.gebied_sleutel,
    t.regio_code,
    t.thema,
    'in_ontwikkeling' as maat,
    t.periode_gelezen as periode,
    null::varchar as locatie,
    null::varchar as veld,
    p.ontwikkeling as waarde_a,
    p.voornemen_min as waarde_b,
    {{ kaal_getal('p.ontwikkeling') }} as tekst_a,
    {{ kaal_getal('p.voornemen_min') }} as tekst_b,
    p.ontwikkeling - p.voornemen_min as verschil,
    case
        when p.ontwikkeling between p.voornemen_min and p.voornemen_max then null
        when p.is_som then 'gelijk aan de toekomstige locaties samen'
        when p.is_locatie then 'gelijk aan één toekomstige locatie'
        when p.is_bijgewerkt then 'het addendum geeft een nieuwere stand'
    end as verklaring,
    'er zijn ' || {{ nl_getal('p.ontwikkeling') }} || ' plekken in ontwikkeling, maar de voornemens zijn '
        || {{ nl_bereik('p.voornemen_min', 'p.voornemen_max') }} as zin,
    p.ontwikkeling_plaatsen as bronnen_a,
    p.voornemen_plaatsen as bronnen_b
from paren as p
inner join u as t using (cijfer_id)
