-- Figures against the bounds they cannot cross: amv is a part of asiel, and a number of places is not negative.
with u as (
    select * from {{ ref('int_uitspraken') }}
),

paren as (
    select
        a.*,
        b.waarde_max as asiel_waarde,
        b.raw_text as asiel_tekst,
        b.plaats as asiel_plaats
    from u as a
    inner join u as b
        on b.document_id = a.document_id and b.part_no = a.part_no and b.gebied_sleutel = a.gebied_sleutel
            and b.thema = 'asiel' and b.maat_gelezen = a.maat_gelezen
            and b.periode_gelezen is not distinct from a.periode_gelezen
            and b.onderdeel is not distinct from a.onderdeel
            and b.peildatum is not distinct from a.peildatum
    where a.thema = 'amv' and a.maat_gelezen in ('opgave', 'realisatie', 'voornemens', 'realisatie_plus_voornemens')
        and a.waarde_min is not null and b.waarde_max is not null
)

select
    'grens_amv' as regel_id,
    if(waarde_min <= asiel_waarde, 'gelijk', 'afwijkend') as uitkomst,
    null::varchar as ernst_lager,
    gebied_niveau,
    gebied_code,
    gebied,
    gebied_sleutel,
    regio_code,
    thema,
    maat_gelezen as maat,
    periode_gelezen as periode,
    null::varchar as locatie,
    null::varchar as veld,
    waarde_min as waarde_a,
    asiel_waarde as waarde_b,
    raw_text as tekst_a,
    asiel_tekst as tekst_b,
    waarde_min - asiel_waarde as verschil,
    null::varchar as verklaring,
    'amv is ' || {{ nl_getal('waarde_min') }} || ', meer dan asiel inclusief amv: ' || {{ nl_getal('asiel_waarde') }} as zin,
    [plaats] as bronnen_a,
    [asiel_plaats] as bronnen_b
from paren

union all

select
    'grens_negatief',
    if(c.waarde_min >= 0, 'gelijk', 'afwijkend'),
    null,
    c.gebied_niveau,
    c.gebied_code,
    c.gebied,
    {{ sleutel_van_gebied('c') }},
    c.regio_code,
    c.thema,
    c.maat,
    c.periode,
    c.locatie,
    null,
    c.waarde_min,
    0,
    c.raw_text,
    '0',
    c.waarde_min,
    null,
    'er staat ' || c.raw_text || ', maar een aantal kan niet negatief zijn',
    [{{ plaats('c') }}],
    []
from {{ in_groepen('int_cijfers') }} as c
inner join {{ ref('stg_maten') }} as maten using (maat)
where c.is_current and c.gebied is not null and c.waarde_min is not null and not maten.met_teken
