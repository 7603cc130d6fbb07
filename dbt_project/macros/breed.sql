{#-
  The figures of one thema that its wide mart holds. Figures of one location and breakdowns stay out, and so does a
  share ('waarvan structureel') where the whole is stated too.
-#}
{% macro brede_cijfers(thema) %}
select
    cijfers.*,
    exists (
        select 1 from {{ ref('regels_kwalificaties') }} as kwalificaties
        where kwalificaties.rol = 'onderdeel'
            and list_contains(string_split(cijfers.kwalificatie, '; '), kwalificaties.kwalificatie)
    ) as is_onderdeel
from {{ opnieuw('int_cijfers') }} as cijfers
where thema = '{{ thema }}' and locatie is null and rij_rol <> 'subrij' and maat <> 'capaciteit'
qualify not is_onderdeel
    or bool_and(is_onderdeel) over (partition by document_id, part_no, gebied_niveau, gebied_code, gebied, periode, maat)
{% endmacro %}

{#-
  The mart of one thema: one row per document part, area and period, a column per measure (var `maten_per_thema`).
  In a row that is current, a measure that an addendum states again is empty: it stands in the addendum's row, and
  `vervangen_maten` names it. A measure stated more than once in a part of the document with one value has that value; with different values the
  column is null and `conflict_maten` names it. `gecorrigeerde_maten` names what a correction was applied to.
-#}
{% macro breed(thema) %}
with cijfers as (
    select *, is_current < bool_or(is_current) over (
        partition by document_id, part_no, gebied_niveau, gebied_code, gebied, periode
    ) as is_vervangen
    from ({{ brede_cijfers(thema) }})
),

per_maat as (
    select
        document_id, part_no, gebied_niveau, gebied_code, gebied, periode, maat,
        any_value(waarde) filter (where not is_vervangen) as waarde,
        count(distinct (waarde_min, waarde_max)) filter (
            where not is_vervangen and (waarde_min is not null or waarde_max is not null)
        ) > 1 as heeft_conflict,
        bool_or(correctie is not null) as is_gecorrigeerd,
        bool_and(is_vervangen) as is_vervangen
    from cijfers
    group by all
),

per_gebied as (
    select
        document_id, part_no, gebied_niveau, gebied_code, gebied, periode,
        {% for maat in var('maten_per_thema')[thema] -%}
        any_value(if(heeft_conflict, null, waarde)) filter (where maat = '{{ maat }}') as {{ maat }},
        {% endfor -%}
        coalesce(list(maat order by maat) filter (where heeft_conflict), []) as conflict_maten,
        coalesce(list(maat order by maat) filter (where is_vervangen), []) as vervangen_maten,
        coalesce(list(maat order by maat) filter (where is_gecorrigeerd), []) as gecorrigeerde_maten
    from per_maat
    group by all
),

kenmerken as (
    select
        document_id, part_no, gebied_niveau, gebied_code, gebied, periode,
        any_value(document) as document, any_value(document_datum) as document_datum, bool_or(is_current) as is_current,
        any_value(deel) as deel, any_value(deel_gebied) as deel_gebied,
        any_value(provincie_code) as provincie_code, any_value(regio_code) as regio_code,
        if(count(distinct peildatum) = 1, any_value(peildatum), null) as peildatum,
        list(cijfer_id order by cijfer_id) as cijfer_ids
    from cijfers
    group by all
)

select
    kenmerken.document_id, kenmerken.document, kenmerken.document_datum, kenmerken.is_current, kenmerken.part_no,
    kenmerken.deel, kenmerken.deel_gebied,
    kenmerken.gebied_niveau, kenmerken.gebied_code, kenmerken.gebied,
    kenmerken.regio_code, regio.gebied as regio, kenmerken.provincie_code, provincie.gebied as provincie,
    kenmerken.periode, kenmerken.peildatum,
    {% for maat in var('maten_per_thema')[thema] -%}
    per_gebied.{{ maat }},
    {% endfor -%}
    per_gebied.conflict_maten, per_gebied.vervangen_maten, per_gebied.gecorrigeerde_maten,
    kenmerken.cijfer_ids
from kenmerken
inner join per_gebied
    on kenmerken.document_id = per_gebied.document_id and kenmerken.part_no = per_gebied.part_no
        and kenmerken.gebied_niveau = per_gebied.gebied_niveau
        and kenmerken.gebied_code is not distinct from per_gebied.gebied_code
        and kenmerken.gebied = per_gebied.gebied
        and kenmerken.periode is not distinct from per_gebied.periode
left join {{ ref('stg_gebieden') }} as regio
    on kenmerken.regio_code = regio.gebied_code and regio.gebied_niveau = 'regio'
left join {{ ref('stg_gebieden') }} as provincie
    on kenmerken.provincie_code = provincie.gebied_code and provincie.gebied_niveau = 'provincie'
{% endmacro %}
