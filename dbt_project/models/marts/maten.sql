{#- Measures whose own unit holds under every topic; of the others 'plekken' stands for what the topic counts. -#}
{% set eigen_plekken = ['capaciteit', 'kso_plekken', 'kwg_plekken', 'kwe_plekken', 'dsl_plekken'] -%}
with gebruikt as (
    {% for thema, maten in var('maten_per_thema').items() -%}
    select '{{ thema }}' as thema, unnest([{{ tekstlijst(maten) }}]) as maat
    union
    {% endfor -%}
    select thema, maat from {{ ref('int_cijfers') }}
)

select
    gebruikt.thema,
    gebruikt.maat,
    maten.omschrijving,
    if(
        maten.eenheid = 'plekken' and gebruikt.maat not in ({{ tekstlijst(eigen_plekken) }}), themas.eenheid, maten.eenheid
    ) as eenheid,
    maten.optelbaar,
    concat_ws(' ', if(maten.optelbaar, null, 'Niet op te tellen.'), themas.gebruik) as gebruik
from gebruikt
inner join {{ ref('stg_maten') }} as maten using (maat)
inner join {{ ref('regels_themas') }} as themas using (thema)
