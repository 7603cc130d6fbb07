-- Dates of locations that cannot be: days that do not exist, years far off, an end before the start.
with datums as (
    select
        l.*,
        {{ beide_datums('l') }}
    from {{ in_groepen('int_locaties') }} as l
    where l.is_current
),

jaren as (
    select max(tolerantie) as grens from {{ ref('regels_vergelijking') }} where regel_id = 'datum_jaar'
),

afgekeurd as (
    select
        d.*,
        j.grens,
        abs(year(d.datum) - year(coalesce(d.document_datum, current_date))) > j.grens as ver_weg,
        {{ plaats('d', col='d.datum_col', bbox='d.datum_bbox', raw_text='d.tekst') }} as plaats
    from datums as d
    cross join jaren as j
    where d.datum is not null or d.precisie = 'ongeldig'
),

volgorde as (
    select
        s.*,
        e.datum as eind,
        e.tekst as eind_tekst,
        e.plaats as eind_plaats
    from afgekeurd as s
    inner join afgekeurd as e using (locatie_id)
    where s.veld = 'startdatum' and e.veld = 'einddatum' and s.precisie = 'dag' and e.precisie = 'dag'
        -- a year that is far off is the error, not the order
        and not s.ver_weg and not e.ver_weg
),

status as (
    select
        a.*,
        date_diff('day', a.document_datum, a.datum) as dagen_later
    from afgekeurd as a
    where a.veld = 'startdatum' and a.precisie = 'dag' and a.document_datum is not null and a.status = 'bestaand'
        and not a.ver_weg
),

gevonden as (
    select
        if(precisie = 'ongeldig', 'datum_ongeldig', 'datum_jaar') as regel_id,
        if(precisie = 'ongeldig' or ver_weg, 'afwijkend', 'gelijk') as uitkomst,
        veld,
        tekst as tekst_a,
        null::varchar as tekst_b,
        replace(veld, 'datum', 'datum ') || tekst
            || case
                when precisie = 'ongeldig' then ' bestaat niet'
                else ' ligt meer dan ' || grens::integer || ' jaar van de datum van het stuk'
            end as zin,
        [plaats] as bronnen_a,
        [] as bronnen_b,
        locatie_id
    from afgekeurd
    union all by name
    select
        'datum_volgorde' as regel_id,
        if(eind >= datum, 'gelijk', 'afwijkend') as uitkomst,
        'einddatum' as veld,
        tekst as tekst_a,
        eind_tekst as tekst_b,
        'de einddatum ' || eind_tekst || ' ligt voor de startdatum ' || tekst as zin,
        [plaats] as bronnen_a,
        [eind_plaats] as bronnen_b,
        locatie_id
    from volgorde
    union all by name
    select
        'datum_status' as regel_id,
        if(s.dagen_later <= r.tolerantie, 'gelijk', 'afwijkend') as uitkomst,
        'startdatum' as veld,
        s.tekst as tekst_a,
        null as tekst_b,
        'de locatie heet bestaand, maar begint pas op ' || s.tekst as zin,
        [s.plaats] as bronnen_a,
        [] as bronnen_b,
        s.locatie_id
    from status as s
    inner join {{ ref('regels_vergelijking') }} as r on r.regel_id = 'datum_status'
)

select
    g.regel_id,
    g.uitkomst,
    null::varchar as ernst_lager,
    l.gebied_niveau,
    l.gebied_code,
    l.gebied,
    {{ sleutel_van_gebied('l') }} as gebied_sleutel,
    null::varchar as regio_code,
    l.thema,
    null::varchar as maat,
    null::varchar as periode,
    n.locatie,
    g.veld,
    null::double as waarde_a,
    null::double as waarde_b,
    g.tekst_a,
    g.tekst_b,
    null::double as verschil,
    null::varchar as verklaring,
    g.zin,
    g.bronnen_a,
    g.bronnen_b
from gevonden as g
inner join {{ in_groepen('int_locaties') }} as l using (locatie_id)
left join {{ ref('int_locatie_groepen') }} as n using (locatie_id)
