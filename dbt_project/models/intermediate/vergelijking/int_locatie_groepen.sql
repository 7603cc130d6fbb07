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
        min((n.document_datum, n.document_id, n.part_no, n.page, n."row", n.groep)) as eerste_plaats
    from bereikbaar as b
    inner join {{ ref('int_locatie_namen') }} as n on n.locatie_id = b.naar
    group by b.van
),

-- Two locations of one name ('uitbreiding' aside) are told apart by their order in the plan: what is said of them can
-- change, and then it is still the same conflict.
namen as (
    select
        g.*,
        dense_rank() over (
            partition by n.gebied_sleutel, n.familie, lower(trim(g.naam, '* ')) order by g.eerste_plaats, g.groep_id
        ) as volgnummer
    from groepen as g
    inner join {{ ref('int_locatie_namen') }} as n using (locatie_id)
)

select
    locatie_id,
    groep_id,
    coalesce(trim(naam, '* '), 'zonder naam') || if(volgnummer > 1, ' (' || volgnummer || ')', '') as locatie
from namen
