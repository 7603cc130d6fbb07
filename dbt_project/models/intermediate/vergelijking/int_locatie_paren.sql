-- The same location in two parts, although written differently: names, house numbers, capacity and dates decide together.
with namen as (
    -- the periods of a verslag ('van/tot') are of several locations at once; int_vergelijking_venster compares them
    select * from {{ ref('int_locatie_namen') }} where not is_venster
),

kandidaten as (
    select
        a.locatie_id as a_id,
        b.locatie_id as b_id,
        a.document_id || ':' || a.part_no as a_stuk,
        b.document_id || ':' || b.part_no as b_stuk,
        case
            when a.kern = '' or b.kern = '' then 0.3
            when a.kern = b.kern then 1.0
            when list_has_all(a.woorden, b.woorden) or list_has_all(b.woorden, a.woorden) then 0.95
            when least(len(a.kern), len(b.kern)) >= 4 and (starts_with(a.kern, b.kern) or starts_with(b.kern, a.kern))
                then 0.9
            when jaro_winkler_similarity(a.kern, b.kern) >= 0.92 then jaro_winkler_similarity(a.kern, b.kern) - 0.05
        end as naam_score,
        coalesce(a.capaciteit_min = b.capaciteit_min and a.capaciteit_max = b.capaciteit_max, false) as zelfde_capaciteit,
        coalesce(a.startdatum = b.startdatum, false) as zelfde_start,
        coalesce(a.einddatum = b.einddatum, false) as zelfde_eind,
        a.kern = '' or b.kern = '' as is_naamloos,
        a.is_voornemen or b.is_voornemen as is_voornemen,
        a.is_toekomst and b.is_toekomst as beide_toekomst,
        a.is_toevoeging <> b.is_toevoeging as andere_toevoeging,
        a.thema <> b.thema as ander_thema
    from namen as a
    inner join namen as b
        on b.gebied_sleutel = a.gebied_sleutel and b.familie = a.familie
            and (b.document_id, b.part_no) > (a.document_id, a.part_no)
            and (b.familie <> 'statushouders' or b.thema = a.thema)
    where (len(a.nummers) = 0 or len(b.nummers) = 0 or list_has_any(a.nummers, b.nummers))
),

gewogen as (
    select
        *,
        naam_score + 0.5 * zelfde_capaciteit::int + 0.25 * zelfde_start::int + 0.25 * zelfde_eind::int
            - 0.1 * andere_toevoeging::int - 0.2 * ander_thema::int as score
    from kandidaten
    where naam_score is not null
        -- without a name only places and dates are left to tell that it is the same; plans match what is not open yet
        and (
            not is_naamloos
            or (is_voornemen and beide_toekomst and zelfde_capaciteit)
            or (not is_voornemen and zelfde_capaciteit and (zelfde_start or zelfde_eind))
        )
)

-- Each location has at most one counterpart in another part, and only when both are each other's best.
select
    a_id,
    b_id,
    is_naamloos,
    score
from gewogen
qualify row_number() over (partition by a_id, b_stuk order by score desc, b_id) = 1
    and row_number() over (partition by b_id, a_stuk order by score desc, a_id) = 1
