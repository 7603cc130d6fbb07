-- Every comparison made, also those that agree, with the rule it follows.
{% set modellen = ['som', 'kruis', 'hierarchie', 'afleiding', 'grens', 'datum', 'locatie', 'venster', 'locaties',
                   'ontwikkeling', 'definitie', 'volledigheid'] %}
with alle as (
    {% for model in modellen %}
    select {{ vergelijking_kolommen() }} from {{ ref('int_vergelijking_' ~ model) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    md5(concat_ws('|', a.regel_id, a.gebied_sleutel, a.thema, a.maat, a.periode, a.locatie, a.veld,
        a.bronnen_a::varchar, a.bronnen_b::varchar)) as vergelijking_id,
    r.soort,
    r.groep,
    a.*,
    case
        when a.uitkomst = 'gelijk' then null
        when a.uitkomst = 'verklaard' then 'info'
        else coalesce(a.ernst_lager, r.ernst)
    end as ernst,
    r.tolerantie,
    r.eigenaar
from alle as a
inner join {{ ref('regels_vergelijking') }} as r using (regel_id)
