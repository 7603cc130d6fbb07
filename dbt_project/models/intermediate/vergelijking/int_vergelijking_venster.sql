-- The dates from and until which a gemeente says it has places, against the dates of its locations in other parts.
with namen as (
    select * from {{ ref('int_locatie_namen') }}
),

vensters as (
    select
        n.*,
        -- the windows of a gemeente are told apart by their order
        row_number() over (
            partition by n.gebied_sleutel, n.thema order by n.document_datum, n.document_id, n.page, n."row", n.groep
        ) as volgnummer,
        {{ beide_datums('n') }}
    from namen as n
    -- a window that is merged over more rows belongs to the row that has the places
    where n.is_venster and n.capaciteit_min is not null
),

locaties as (
    select
        n.*,
        {{ beide_datums('n') }}
    from namen as n
    where not n.is_venster and not n.is_voornemen and n.locatie is not null
),

paren as (
    select
        v.locatie_id as venster_id,
        v.veld,
        l.tekst as l_tekst,
        l.locatie,
        {{ zelfde_datum('v.datum', 'v.precisie', 'l.datum', 'l.precisie') }} as zelfde,
        coalesce(v.capaciteit_min = l.capaciteit_min and v.thema = l.thema, false) as zelfde_capaciteit,
        {{ plaats('l', 'l.datum_col', 'l.datum_bbox', 'l.tekst') }} as l_plaats
    from vensters as v
    inner join locaties as l
        on l.gebied_sleutel = v.gebied_sleutel and l.familie = v.familie and l.veld = v.veld
            and (l.document_id, l.part_no) <> (v.document_id, v.part_no)
            and coalesce(l.tekst, '') not in ('', '-')
    where v.datum is not null
),

-- The location meant is the one with as many places; where none has, all of them are named.
gekozen as (
    select *
    from paren
    qualify zelfde_capaciteit or not bool_or(zelfde_capaciteit) over (partition by venster_id, veld)
),

oordelen as (
    select
        venster_id,
        veld,
        bool_or(zelfde) as past,
        array_to_string(
            list_sort(list_distinct(list(trim(regexp_replace(locatie, '\s+', ' ', 'g'), '* ')))), ', '
        ) as locaties,
        string_agg(distinct l_tekst, ', ' order by l_tekst) as teksten,
        list(distinct l_plaats order by l_plaats) as plaatsen
    from gekozen
    group by venster_id, veld
),

ergens as (
    select venster_id, veld, bool_or(zelfde) as past_ergens from paren group by venster_id, veld
)

select
    'locatie_venster' as regel_id,
    if(o.past or e.past_ergens, 'gelijk', 'afwijkend') as uitkomst,
    null::varchar as ernst_lager,
    v.gebied_niveau,
    v.gebied_code,
    v.gebied,
    v.gebied_sleutel,
    null::varchar as regio_code,
    v.thema,
    null::varchar as maat,
    null::varchar as periode,
    'plekken' || if(v.volgnummer > 1, ' (' || v.volgnummer || ')', '') as locatie,
    v.veld,
    null::double as waarde_a,
    null::double as waarde_b,
    v.tekst as tekst_a,
    o.teksten as tekst_b,
    null::double as verschil,
    null::varchar as verklaring,
    'de ' || {{ nl_getal('v.capaciteit_min') }} || ' plekken zijn ' || if(v.veld = 'startdatum', 'er vanaf ', 'er tot ') || v.tekst || ', maar '
        || if(v.veld = 'startdatum', 'de start', 'het einde') || ' van ' || o.locaties || ' is ' || o.teksten as zin,
    -- the number of places is what chose the locations, so it may be what is wrong
    [{{ plaats('v', 'v.datum_col', 'v.datum_bbox', 'v.tekst') }}, {{ plaats('v', raw_text='v.capaciteit_tekst') }}]
        as bronnen_a,
    o.plaatsen as bronnen_b
from vensters as v
inner join oordelen as o on o.venster_id = v.locatie_id and o.veld = v.veld
inner join ergens as e on e.venster_id = v.locatie_id and e.veld = v.veld
