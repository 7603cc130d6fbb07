-- The name under which all statements of one location are known, however each of them writes it.
with recursive paren as (
    select a_id as van, b_id as naar from {{ ref('int_locatie_paren') }}
    union all
    select b_id, a_id from {{ ref('int_locatie_paren') }}
),

bereikbaar as (
    select locatie_id as van, locatie_id as naar from {{ ref('int_locatie_namen') }}
    union
    select b.van, p.naar
    from bereikbaar as b
    inner join paren as p on p.van = b.naar
),

groepen as (
    select
        b.van as locatie_id,
        min(b.naar) as groep_id,
        regexp_replace(
            coalesce(arg_min(n.locatie, (len(n.locatie), n.locatie)) filter (where n.kern <> ''), min(n.locatie)),
            '\s+', ' ', 'g'
        ) as naam,
        min(n.capaciteit_min) as capaciteit
    from bereikbaar as b
    inner join {{ ref('int_locatie_namen') }} as n on n.locatie_id = b.naar
    group by b.van
),

-- two locations of one name ('uitbreiding' aside) are told apart by their capacity
namen as (
    select
        g.*,
        count(distinct g.groep_id) over (partition by n.gebied_sleutel, n.familie, lower(trim(g.naam, '* ')))
            as n_naamgenoten
    from groepen as g
    inner join {{ ref('int_locatie_namen') }} as n using (locatie_id)
)

select
    locatie_id,
    groep_id,
    case
        when naam is null then {{ nl_getal('capaciteit') }} || ' plekken'
        when n_naamgenoten > 1 and capaciteit is not null
            then trim(naam, '* ') || ' (' || {{ nl_getal('capaciteit') }} || ' plekken)'
        else trim(naam, '* ')
    end as locatie
from namen
