-- Which table of the newer edition is which of the older one: by what they state figures about, then by the figures
-- themselves, then by heading and order. Pages and positions do not count.
with uitspraken as (
    select * from {{ ref('int_editie_uitspraken') }}
),

tabellen as (
    select
        u.paar_id, u.kant, u.document_id, u.table_id,
        list(distinct u.onderwerp) as onderwerpen,
        list(distinct u.onderwerp || u.betekenis) as inhoud,
        any_value(lower({{ gladde_tekst("t.kop") }})) as kop,
        row_number() over (partition by u.paar_id, u.kant order by u.document_id, any_value(t.table_no)) as volgorde
    from uitspraken as u
    inner join {{ ref('stg_tabellen') }} as t using (document_id, table_id)
    group by u.paar_id, u.kant, u.document_id, u.table_id
),

onderwerpen as (
    select distinct paar_id, kant, document_id, table_id, onderwerp from uitspraken
),

-- tables that state something about the same thing
raakvlakken as (
    select distinct
        o.paar_id, o.document_id as oud_document_id, o.table_id as oud_table_id,
        n.document_id as nieuw_document_id, n.table_id as nieuw_table_id
    from onderwerpen as o
    inner join onderwerpen as n using (paar_id, onderwerp)
    where o.kant = 'oud' and n.kant = 'nieuw'
),

kandidaten as (
    select
        r.*,
        2 * len(list_intersect(o.onderwerpen, n.onderwerpen)) / (len(o.onderwerpen) + len(n.onderwerpen))
            + len(list_intersect(o.inhoud, n.inhoud)) / (len(o.inhoud) + len(n.inhoud))
            + if(o.kop = n.kop, 0.25, 0) as score,
        abs(o.volgorde - n.volgorde) as afstand
    from raakvlakken as r
    inner join tabellen as o
        on o.paar_id = r.paar_id and o.kant = 'oud' and o.document_id = r.oud_document_id and o.table_id = r.oud_table_id
    inner join tabellen as n
        on n.paar_id = r.paar_id and n.kant = 'nieuw' and n.document_id = r.nieuw_document_id and n.table_id = r.nieuw_table_id
),

{% set rondes = 3 %}
{% for ronde in range(rondes) %}
-- each other's best, of what is left
gekozen_{{ ronde }} as (
    select *
    from {{ 'rest_' ~ ronde if ronde else 'kandidaten' }}
    qualify row_number() over (
            partition by paar_id, oud_document_id, oud_table_id
            order by score desc, afstand, nieuw_document_id, nieuw_table_id
        ) = 1
        and row_number() over (
            partition by paar_id, nieuw_document_id, nieuw_table_id
            order by score desc, afstand, oud_document_id, oud_table_id
        ) = 1
),

rest_{{ ronde + 1 }} as (
    select r.*
    from {{ 'rest_' ~ ronde if ronde else 'kandidaten' }} as r
    anti join gekozen_{{ ronde }} as g
        on g.paar_id = r.paar_id and g.oud_document_id = r.oud_document_id and g.oud_table_id = r.oud_table_id
    anti join gekozen_{{ ronde }} as h
        on h.paar_id = r.paar_id and h.nieuw_document_id = r.nieuw_document_id and h.nieuw_table_id = r.nieuw_table_id
),

{% endfor %}
gekozen as (
    {% for ronde in range(rondes) %}
    from gekozen_{{ ronde }}{{ ' union all' if not loop.last }}
    {% endfor %}
)

select
    paar_id,
    unnest(['oud', 'nieuw']) as kant,
    unnest([oud_document_id, nieuw_document_id]) as document_id,
    unnest([oud_table_id, nieuw_table_id]) as table_id,
    oud_document_id || ':' || oud_table_id as tabelpaar
from gekozen
