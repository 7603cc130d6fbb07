-- Two spellings of a location's name have one naamkern: no spaces, accents and dashes, no words that say what kind it is.
with namen as (
    select locatie as gedrukte_naam from {{ geraakt('stg_rijen') }} where locatie is not null
    union
    select tekst from {{ ref('int_kenmerken') }} where kenmerk = 'locatie'
),

woordenlijst as (
    select list(woord) as woorden from {{ ref('regels_locatiewoorden') }} where soort in ('soort', 'vulwoord')
),

gesplitst as (
    select namen.gedrukte_naam, {{ woorden_van('namen.gedrukte_naam') }} as woorden from namen
)

select
    gesplitst.gedrukte_naam,
    coalesce(
        nullif(array_to_string(
            list_filter(gesplitst.woorden, w -> not list_contains(woordenlijst.woorden, w)), ''
        ), ''),
        array_to_string(gesplitst.woorden, '')
    ) as naamkern
from gesplitst
cross join woordenlijst
