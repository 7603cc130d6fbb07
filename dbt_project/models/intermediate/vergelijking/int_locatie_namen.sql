-- Locations of current parts with what their names have in common with other spellings: words, numbers, additions.
with woordenlijst as (
    select list(woord) as woorden, list(woord) filter (where soort = 'toevoeging') as toevoegingen
    from {{ ref('regels_locatiewoorden') }}
),

gesplitst as (
    select
        l.*,
        {{ sleutel_van_gebied('l') }} as gebied_sleutel,
        {{ familie('l.thema') }} as familie,
        {{ woorden_van('l.locatie') }} as woorden_gedrukt,
        {{ woorden_van('l.gebied') }} as gebied_woorden
    from {{ in_groepen('int_locaties') }} as l
    where l.is_current and l.gebied is not null
),

ontleed as (
    select
        g.*,
        list_filter(g.woorden_gedrukt, w -> regexp_full_match(w, '\d+[a-z]?')) as nummers,
        list_filter(
            g.woorden_gedrukt, w -> not regexp_full_match(w, '\d+[a-z]?') and not list_contains(v.woorden, w)
        ) as woorden,
        list_has_any(g.woorden_gedrukt, v.toevoegingen) as is_toevoeging
    from gesplitst as g
    cross join woordenlijst as v
),

-- a year that cannot be is reported as such; the location itself counts as open
grens as (
    select max(tolerantie) as jaren from {{ ref('regels_vergelijking') }} where regel_id = 'datum_jaar'
),

-- a list of locations has a column for their names, also where a row leaves it empty
lijsten as (
    select distinct document_id, table_id
    from {{ geraakt('stg_kolommen') }}
    where rol = 'kenmerk' and kenmerk in ('locatie', 'adres')
)

select
    o.* exclude (woorden, woorden_gedrukt, gebied_woorden),
    -- a name that only repeats the gemeente says nothing
    if(list_has_all(o.gebied_woorden, o.woorden), [], o.woorden) as woorden,
    array_to_string(if(list_has_all(o.gebied_woorden, o.woorden), [], o.woorden), '') as kern,
    case
        when abs(year(o.startdatum) - year(o.document_datum)) > g.jaren then o.document_datum
        -- open since some day that is not printed
        when o.startdatum is null and o.status = 'bestaand' then date '1900-01-01'
        else o.startdatum
    end as telt_vanaf,
    if(abs(year(o.einddatum) - year(o.document_datum)) > g.jaren, null, o.einddatum) as telt_tot,
    coalesce(o.capaciteit_maat = 'voornemens', false) as is_voornemen,
    -- from and until of the places of a gemeente, without a location's name
    l.table_id is null and o.capaciteit_maat is distinct from 'voornemens' as is_venster,
    -- not open yet when the document was written
    o.status is distinct from 'bestaand' and (
        coalesce(o.status in ('nieuw', 'in verkenning'), false)
        or telt_vanaf is null
        or (telt_vanaf > coalesce(o.document_datum, current_date) - interval 31 days and telt_vanaf = o.startdatum)
    ) as is_toekomst
from ontleed as o
cross join grens as g
left join lijsten as l on l.document_id = o.document_id and l.table_id = o.table_id
