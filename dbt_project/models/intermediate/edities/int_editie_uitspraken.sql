-- Figures, and the dates and operators of locations, of the editions that are set against each other. `onderwerp` says
-- what a statement is about, `betekenis` what it says of it; neither depends on where it stands.
with paren as (
    select * from {{ ref('int_editie_paren') }} where nieuw_document_id in ({{ sleutels('nieuw_document_id') }})
),

cijfers as (
    select
        c.cijfer_id as uitspraak_id, c.is_current, c.document_id, c.part_no, c.deel, c.deel_gebied, c.table_id, c."row", c.col,
        c.gebied_niveau, c.gebied_code, c.gebied, c.thema, c.maat, null::varchar as veld, c.periode, c.locatie,
        c.naamkern, {{ onderdeel_van('c') }} as onderdeel, c.peildatum, c.header as kolomkop, c.raw_text as tekst,
        c.waarde,
        concat_ws('|',
            coalesce(concat_ws('-', c.waarde_min, c.waarde_max), ''),
            -- a footnote's mark is no part of what the figure says
            array_to_string(list_sort(list_distinct(list_filter(
                string_split(coalesce(c.kwalificatie, ''), '; '), k -> k not in ('', 'voetnoot')
            ))), '; ')
        ) as betekenis,
        {{ plaats('c') }} as plaats
    from {{ ref('int_cijfers') }} as c
    where c.document_id in (select document_id from paren)
),

{% set velden = ['startdatum', 'einddatum', 'beheer'] %}
locaties as (
    {% for veld in velden %}
    select
        l.locatie_id || '-{{ veld }}' as uitspraak_id, l.is_current, l.document_id, l.part_no, l.deel, l.deel_gebied, l.table_id,
        l."row", l.{{ veld }}_col as col,
        l.gebied_niveau, l.gebied_code, l.gebied, l.thema, null as maat, '{{ veld }}' as veld, null as periode,
        l.locatie, l.naamkern, null as onderdeel, null::date as peildatum, null as kolomkop,
        {% if veld == 'beheer' %}
        l.beheer as tekst, null::double as waarde,
        lower({{ gladde_tekst('l.beheer') }}) as betekenis,
        {% else %}
        l.{{ veld }}_tekst as tekst, null::double as waarde,
        coalesce(
            l.{{ veld }}::varchar,
            if(l.{{ veld }}_precisie in ('ongeldig', 'tekst'), null, l.{{ veld }}_precisie),
            lower({{ gladde_tekst('l.' ~ veld ~ '_tekst') }})
        ) || if(l.{{ veld }} is null, '', ' ' || l.{{ veld }}_precisie) as betekenis,
        {% endif %}
        {
            'document_id': l.document_id, 'deel': l.deel, 'deel_gebied': l.deel_gebied, 'table_id': l.table_id,
            'page': l.{{ veld }}_page::integer, 'row': l.{{ veld }}_row::integer, 'col': l.{{ veld }}_col::integer,
            'bbox': l.{{ veld }}_bbox, 'raw_text': {{ 'l.beheer' if veld == 'beheer' else 'l.' ~ veld ~ '_tekst' }}
        } as plaats
    from {{ ref('int_locaties') }} as l
    where l.document_id in (select document_id from paren)
        and l.gebied is not null
        and coalesce({{ 'l.beheer' if veld == 'beheer' else 'l.' ~ veld ~ '_tekst' }}, '') not in ('', '-')
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

uitspraken as (
    select p.paar_id, p.kant, p.is_addendum, d.document_datum, u.*, {{ gebied_van('u') }} as gebied_sleutel
    from (from cijfers union all from locaties) as u
    inner join paren as p using (document_id, part_no)
    inner join {{ ref('int_delen') }} as d using (document_id, part_no)
),

-- A location that only one of the two names, and the other nearly the same, was spelled otherwise.
namen as (
    select paar_id, any_value(kant) as kant, gebied_sleutel, thema, naamkern
    from uitspraken
    where naamkern <> ''
    group by paar_id, gebied_sleutel, thema, naamkern
    having count(distinct kant) = 1
),

hernoemd as (
    select
        o.paar_id, o.gebied_sleutel, o.thema, o.naamkern as oude_kern, n.naamkern,
        jaro_winkler_similarity(o.naamkern, n.naamkern) as gelijkenis
    from namen as o
    inner join namen as n
        on n.paar_id = o.paar_id and n.gebied_sleutel = o.gebied_sleutel and n.thema = o.thema
            and o.kant = 'oud' and n.kant = 'nieuw'
            -- two houses in one street are two
            and regexp_replace(o.naamkern, '\D', '', 'g') = regexp_replace(n.naamkern, '\D', '', 'g')
    where gelijkenis >= 0.92
    qualify row_number() over (
            partition by o.paar_id, o.gebied_sleutel, o.thema, oude_kern order by gelijkenis desc, n.naamkern
        ) = 1
        and row_number() over (
            partition by o.paar_id, o.gebied_sleutel, o.thema, n.naamkern order by gelijkenis desc, oude_kern
        ) = 1
),

benoemd as (
    select
        u.*,
        md5(concat_ws('|',
            u.gebied_sleutel, u.thema, coalesce(u.maat, ''), coalesce(u.veld, ''), coalesce(u.periode, ''),
            coalesce(u.onderdeel, ''), coalesce(h.oude_kern, u.naamkern)
        )) as onderwerp
    from uitspraken as u
    left join hernoemd as h
        on u.kant = 'nieuw' and h.paar_id = u.paar_id and h.gebied_sleutel = u.gebied_sleutel and h.thema = u.thema
            and h.naamkern = u.naamkern
)

select * exclude (is_addendum, document_datum, gebied_sleutel)
from benoemd
where not is_addendum
union all
-- an addendum is set against what it states again, where that was stated last
select * exclude (is_addendum, document_datum, gebied_sleutel)
from benoemd
where is_addendum
qualify kant = 'nieuw'
    or (
        bool_or(kant = 'nieuw') over (partition by paar_id, onderwerp)
        and document_datum is not distinct from
            max(document_datum) filter (where kant = 'oud') over (partition by paar_id, onderwerp)
    )
