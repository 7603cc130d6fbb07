-- Statements of two editions about one thing are paired: place by place where their tables are the same, then by what
-- they say. Pairs that say the same are no change; what is left over on one side is new, or gone.
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='nieuw_document_id', on_schema_change='fail'
) }}
{% set stappen = [
    ['tabelpaar', 'kolomkop', 'betekenis'], ['tabelpaar', 'kolomkop'], ['tabelpaar', 'betekenis'], ['tabelpaar'],
    ['betekenis'], [],
] %}
with uitspraken as (
    select
        u.* replace (lower({{ gladde_tekst("coalesce(u.kolomkop, '')") }}) as kolomkop),
        coalesce(t.tabelpaar, u.kant || u.document_id || ':' || u.table_id) as tabelpaar
    from {{ ref('int_editie_uitspraken') }} as u
    left join {{ ref('int_editie_tabellen') }} as t using (paar_id, kant, document_id, table_id)
),

-- only what pairing needs: the places are looked up again when all is paired
rest_0 as (
    select
        paar_id, kant, onderwerp, betekenis, tabelpaar, kolomkop, peildatum, document_id, table_id, "row", col, uitspraak_id
    from uitspraken
),

{% for kolommen in stappen %}
{% set stap = loop.index0 %}
{% if not kolommen %}
-- What is left of a figure that still stands with the same value is neither new nor gone, unless its own table, a list
-- of several, has one more or one less.
over as (
    select r.*
    from rest_{{ stap }} as r
    where not exists (
            select 1 from uitspraken as u
            where u.paar_id = r.paar_id and u.onderwerp = r.onderwerp and u.kant <> r.kant and u.betekenis = r.betekenis
        )
        or exists (
            select 1 from uitspraken as u
            where u.paar_id = r.paar_id and u.onderwerp = r.onderwerp and u.kant <> r.kant and u.tabelpaar = r.tabelpaar
        )
),

{% endif %}
{% set bron = 'over' if not kolommen else 'rest_' ~ stap %}
genummerd_{{ stap }} as (
    select
        *,
        row_number() over (
            partition by {{ (['paar_id', 'kant', 'onderwerp'] + kolommen) | join(', ') }}
            order by peildatum, document_id, table_id, "row", col, uitspraak_id
        ) as nummer
    from {{ bron }}
),

koppels_{{ stap }} as (
    select o.paar_id, o.uitspraak_id as oud_id, n.uitspraak_id as nieuw_id
    from genummerd_{{ stap }} as o
    inner join genummerd_{{ stap }} as n
        using ({{ (['paar_id', 'onderwerp', 'nummer'] + kolommen) | join(', ') }})
    where o.kant = 'oud' and n.kant = 'nieuw'
),

rest_{{ stap + 1 }} as (
    select r.*
    from {{ bron }} as r
    anti join (
        select paar_id, unnest(['oud', 'nieuw']) as kant, unnest([oud_id, nieuw_id]) as uitspraak_id
        from koppels_{{ stap }}
    ) using (paar_id, kant, uitspraak_id)
),

{% endfor %}
gewijzigd as (
    select k.paar_id, o.onderwerp, o as oud, n as nieuw
    from (
        {% for stap in range(stappen | length) %}
        from koppels_{{ stap }}{{ ' union all' if not loop.last }}
        {% endfor %}
    ) as k
    inner join uitspraken as o on o.paar_id = k.paar_id and o.kant = 'oud' and o.uitspraak_id = k.oud_id
    inner join uitspraken as n on n.paar_id = k.paar_id and n.kant = 'nieuw' and n.uitspraak_id = k.nieuw_id
    where o.betekenis <> n.betekenis
),

-- what stands on the other side of a value that changed
andere as (
    select paar_id, onderwerp, 'oud' as kant, oud.betekenis as betekenis, min(nieuw.betekenis) as andere
    from gewijzigd
    group by all
    union all
    select paar_id, onderwerp, 'nieuw', nieuw.betekenis, min(oud.betekenis)
    from gewijzigd
    group by all
),

paren as (
    select
        p.paar_id,
        any_value(p.is_addendum) as is_addendum,
        any_value(p.is_opvolgend) as is_opvolgend,
        any_value(d) filter (where p.kant = 'nieuw') as nieuw,
        -- an addendum is set against several documents
        if(count(distinct d.document_id) filter (where p.kant = 'oud') = 1, any_value(d) filter (where p.kant = 'oud'), null)
            as oud
    from {{ ref('int_editie_paren') }} as p
    inner join {{ ref('int_delen') }} as d using (document_id, part_no)
    where p.paar_id in (select paar_id from uitspraken)
    group by p.paar_id
),

herhaald as (
    select paar_id, onderwerp, min(betekenis) as betekenis from uitspraken where kant = 'nieuw' group by all
),

-- Another place of a value that changed belongs to that change; an addendum changes every place of what it states again.
overig as (
    select
        r.*,
        coalesce(
            if(exists (
                select 1 from uitspraken as u
                where u.paar_id = r.paar_id and u.onderwerp = r.onderwerp and u.kant <> r.kant and u.tabelpaar = r.tabelpaar
            ), null, a.andere),
            if(p.is_addendum and r.kant = 'oud', h.betekenis, null)
        ) as andere
    from rest_{{ stappen | length }} as r
    inner join paren as p using (paar_id)
    left join andere as a using (paar_id, onderwerp, kant, betekenis)
    left join herhaald as h on h.paar_id = r.paar_id and h.onderwerp = r.onderwerp
),

zijden as (
    select paar_id, oud.betekenis as oud_betekenis, nieuw.betekenis as nieuw_betekenis, unnest([oud, nieuw]) as uitspraak
    from gewijzigd
    union all
    select
        o.paar_id, if(o.kant = 'oud', o.betekenis, o.andere), if(o.kant = 'oud', o.andere, o.betekenis), u
    from overig as o
    inner join uitspraken as u on u.paar_id = o.paar_id and u.kant = o.kant and u.uitspraak_id = o.uitspraak_id
    union all
    select
        o.paar_id, if(o.kant = 'oud', o.betekenis, o.andere), if(o.kant = 'oud', o.andere, o.betekenis), u
    from overig as o
    inner join uitspraken as u
        on u.paar_id = o.paar_id and u.onderwerp = o.onderwerp and u.betekenis = o.andere and u.kant <> o.kant
),

veranderingen as (
    select
        paar_id, uitspraak.onderwerp as onderwerp, oud_betekenis, nieuw_betekenis,
        case when oud_betekenis is null then 'nieuw' when nieuw_betekenis is null then 'vervallen' else 'gewijzigd' end
            as soort,
        arg_min(uitspraak, uitspraak.plaats) filter (where uitspraak.kant = 'oud') as oud,
        arg_min(uitspraak, uitspraak.plaats) filter (where uitspraak.kant = 'nieuw') as nieuw,
        list(distinct uitspraak.plaats order by uitspraak.plaats) filter (where uitspraak.kant = 'oud') as bronnen_oud,
        list(distinct uitspraak.plaats order by uitspraak.plaats) filter (where uitspraak.kant = 'nieuw') as bronnen_nieuw,
        bool_or(uitspraak.is_current) filter (where uitspraak.kant = 'nieuw') as geldt
    from zijden
    group by all
),

beschreven as (
    select
        v.*, p.is_opvolgend, p.is_addendum, coalesce(v.nieuw, v.oud) as u, p.nieuw as nieuw_deel,
        if(d.document_id is null, p.oud, d) as oud_deel,
        if(p.is_addendum, v.geldt, p.nieuw.is_current) as is_current
    from veranderingen as v
    inner join paren as p using (paar_id)
    left join {{ ref('int_delen') }} as d on d.document_id = v.oud.document_id and d.part_no = v.oud.part_no
)

select
    left(md5(concat_ws('|', paar_id, onderwerp, soort, coalesce(oud_betekenis, ''), coalesce(nieuw_betekenis, ''))), 16)
        as verandering_id,
    soort,
    paar_id,
    oud_deel.document_id as oud_document_id,
    oud_deel.document as oud_document,
    oud_deel.document_datum as oud_datum,
    nieuw_deel.document_id as nieuw_document_id,
    nieuw_deel.document as nieuw_document,
    nieuw_deel.document_datum as nieuw_datum,
    nieuw_deel.deel as deel,
    nieuw_deel.deel_gebied as deel_gebied,
    is_opvolgend,
    is_current,
    u.gebied_niveau as gebied_niveau,
    u.gebied_code as gebied_code,
    u.gebied as gebied,
    u.thema as thema,
    u.maat as maat,
    u.veld as veld,
    u.periode as periode,
    u.onderdeel as onderdeel,
    u.locatie as locatie,
    oud.waarde as waarde_oud,
    nieuw.waarde as waarde_nieuw,
    oud.tekst as tekst_oud,
    nieuw.tekst as tekst_nieuw,
    nieuw.waarde - oud.waarde as verschil,
    u.gebied || ', ' || t.naam || ': ' || coalesce(u.veld, {{ maat_naam('u.maat') }})
        || coalesce(' (' || {{ nl_periode('u.periode') }} || ')', '')
        || coalesce(' ' || u.onderdeel, '')
        || coalesce(' van ' || regexp_replace(u.locatie, '\s+', ' ', 'g'), '')
        || case soort
            when 'nieuw' then ' is nieuw: ' || nieuw.tekst
            when 'vervallen' then ' staat er niet meer; het was ' || oud.tekst
            else ' was ' || oud.tekst || ' en is nu ' || nieuw.tekst
        end || '.' as omschrijving,
    coalesce(bronnen_oud, []) as bronnen_oud,
    coalesce(bronnen_nieuw, []) as bronnen_nieuw
from beschreven
left join {{ ref('regels_themas') }} as t on t.thema = u.thema
