-- The same location in two parts: capacity, start, end and operator, field by field.
with namen as (
    select n.*, g.locatie as locatie_groep
    from {{ ref('int_locatie_namen') }} as n
    inner join {{ ref('int_locatie_groepen') }} as g using (locatie_id)
),

paren as (
    select * from {{ ref('int_locatie_paren') }}
),

velden as (
    select
        p.a_id,
        p.b_id,
        p.is_naamloos,
        unnest(['capaciteit', 'startdatum', 'einddatum', 'beheer']) as veld
    from paren as p
),

zijden as (
    select
        v.*,
        a.document_id,
        a.gebied_niveau,
        a.gebied_code,
        a.gebied,
        a.gebied_sleutel,
        if(a.thema = b.thema, a.thema, a.familie) as thema,
        a.locatie_groep as locatie,
        case v.veld when 'startdatum' then a.startdatum when 'einddatum' then a.einddatum end as a_datum,
        case v.veld when 'startdatum' then b.startdatum when 'einddatum' then b.einddatum end as b_datum,
        case v.veld when 'startdatum' then a.startdatum_precisie when 'einddatum' then a.einddatum_precisie end
            as a_precisie,
        case v.veld when 'startdatum' then b.startdatum_precisie when 'einddatum' then b.einddatum_precisie end
            as b_precisie,
        case v.veld
            when 'startdatum' then a.startdatum_tekst when 'einddatum' then a.einddatum_tekst
            when 'beheer' then a.beheer else a.capaciteit_tekst
        end as a_tekst,
        case v.veld
            when 'startdatum' then b.startdatum_tekst when 'einddatum' then b.einddatum_tekst
            when 'beheer' then b.beheer else b.capaciteit_tekst
        end as b_tekst,
        a.capaciteit_min as a_min, a.capaciteit_max as a_max, b.capaciteit_min as b_min, b.capaciteit_max as b_max,
        case v.veld
            when 'startdatum' then {{ plaats('a', 'a.startdatum_col', 'a.startdatum_bbox', 'a.startdatum_tekst') }}
            when 'einddatum' then {{ plaats('a', 'a.einddatum_col', 'a.einddatum_bbox', 'a.einddatum_tekst') }}
            when 'beheer' then {{ plaats('a', 'a.beheer_col', 'a.beheer_bbox', 'a.beheer') }}
            else {{ plaats('a', raw_text='a.capaciteit_tekst') }}
        end as a_plaats,
        case v.veld
            when 'startdatum' then {{ plaats('b', 'b.startdatum_col', 'b.startdatum_bbox', 'b.startdatum_tekst') }}
            when 'einddatum' then {{ plaats('b', 'b.einddatum_col', 'b.einddatum_bbox', 'b.einddatum_tekst') }}
            when 'beheer' then {{ plaats('b', 'b.beheer_col', 'b.beheer_bbox', 'b.beheer') }}
            else {{ plaats('b', raw_text='b.capaciteit_tekst') }}
        end as b_plaats
    from velden as v
    inner join namen as a on a.locatie_id = v.a_id
    inner join namen as b on b.locatie_id = v.b_id
),

beoordeeld as (
    select
        z.*,
        abs(date_diff('day', a_datum, b_datum)) as dagen,
        {{ zelfde_datum('a_datum', 'a_precisie', 'b_datum', 'b_precisie') }} as zelfde_datum,
        lower(trim(a_tekst, ' *.?')) as a_woord,
        lower(trim(b_tekst, ' *.?')) as b_woord
    from zijden as z
    where coalesce(a_tekst, '') not in ('', '-') and coalesce(b_tekst, '') not in ('', '-')
        and (veld <> 'capaciteit' or (a_min is not null and b_min is not null))
),

uitkomsten as (
    select
        *,
        case
            when veld = 'capaciteit' then case
                when a_min = b_min and a_max = b_max then 'gelijk'
                when a_min <= b_max and b_min <= a_max then 'verklaard'
                else 'afwijkend'
            end
            when veld = 'beheer' then if(contains(a_woord, b_woord) or contains(b_woord, a_woord), 'gelijk', 'afwijkend')
            when a_datum is not null and b_datum is not null then if(zelfde_datum, 'gelijk', 'afwijkend')
            when a_datum is null and b_datum is null then
                if(a_precisie is not distinct from b_precisie or a_woord = b_woord, 'gelijk', 'verklaard')
            when 'onbepaald' in (a_precisie, b_precisie) then 'afwijkend'
            else 'verklaard'
        end as uitkomst
    from beoordeeld
)

select
    'locatie_' || veld as regel_id,
    uitkomst,
    case
        when is_naamloos or coalesce(dagen <= 31, false) or (a_datum is null) <> (b_datum is null) then 'waarschuwing'
    end as ernst_lager,
    gebied_niveau,
    gebied_code,
    gebied,
    gebied_sleutel,
    null::varchar as regio_code,
    thema,
    if(veld = 'capaciteit', 'capaciteit', null) as maat,
    null::varchar as periode,
    locatie,
    veld,
    if(veld = 'capaciteit', a_min, null) as waarde_a,
    if(veld = 'capaciteit', b_min, null) as waarde_b,
    a_tekst as tekst_a,
    b_tekst as tekst_b,
    if(veld = 'capaciteit', a_min - b_min, null) as verschil,
    case
        when uitkomst = 'gelijk' then null
        when uitkomst = 'verklaard' and veld = 'capaciteit' then 'het ene cijfer ligt binnen het bereik van het andere'
        when uitkomst = 'verklaard' then 'op een van de plaatsen is de datum nog niet bekend'
        when dagen <= 31 then 'een verschil van hooguit een maand'
        when is_naamloos then 'gekoppeld op capaciteit, zonder naam'
    end as verklaring,
    null::varchar as zin,
    [a_plaats] as bronnen_a,
    [b_plaats] as bronnen_b
from uitkomsten
