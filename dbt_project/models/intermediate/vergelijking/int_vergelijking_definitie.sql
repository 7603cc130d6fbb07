-- Columns that say one measure and state another, against what is stated under the measure they name.
with u as (
    select * from {{ ref('int_uitspraken') }} where waarde is not null
)

select
    'definitie_lezing' as regel_id,
    if(a.waarde = b.waarde, 'gelijk', 'verklaard') as uitkomst,
    null::varchar as ernst_lager,
    a.gebied_niveau,
    a.gebied_code,
    a.gebied,
    a.gebied_sleutel,
    a.regio_code,
    a.thema,
    a.maat,
    a.periode,
    null::varchar as locatie,
    a.onderdeel as veld,
    b.waarde as waarde_a,
    a.waarde as waarde_b,
    b.raw_text as tekst_a,
    a.raw_text as tekst_b,
    b.waarde - a.waarde as verschil,
    {{ nl_getal('a.waarde') }} || ' is ' || a.lezing as verklaring,
    'er staat ' || {{ nl_getal('b.waarde') }} || ' en elders ' || {{ nl_getal('a.waarde') }} as zin,
    [b.plaats] as bronnen_a,
    [a.plaats] as bronnen_b
from u as a
inner join u as b
    on b.gebied_sleutel = a.gebied_sleutel and b.thema = a.thema and b.maat_gelezen = a.maat
        and b.periode_gelezen is not distinct from a.periode and b.lezing is null
        and (b.document_id, b.table_id) <> (a.document_id, a.table_id)
        and b.onderdeel is not distinct from a.onderdeel
where a.lezing is not null
