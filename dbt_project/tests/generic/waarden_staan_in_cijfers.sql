{#- Fails for every value of a wide mart that none of the figures its row names states. -#}
{% test waarden_staan_in_cijfers(model, thema) %}
with rijen as (
    select *, row_number() over () as rij from {{ model }}
),

gesteld as (
    select genoemd.rij, cijfers.maat, cijfers.waarde
    from (select rij, unnest(cijfer_ids) as cijfer_id from rijen) as genoemd
    inner join {{ ref('cijfers') }} as cijfers using (cijfer_id)
),

waarden as (
    {% for maat in var('maten_per_thema')[thema] %}
    select rij, '{{ maat }}' as maat, {{ maat }} as waarde from rijen where {{ maat }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select waarden.*
from waarden
anti join gesteld using (rij, maat, waarde)
{% endtest %}
