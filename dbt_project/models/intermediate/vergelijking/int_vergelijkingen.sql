-- Every comparison made, also those that agree, with the rule it follows.
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='plangroep', on_schema_change='fail'
) }}
{% set modellen = ['som', 'kruis', 'hierarchie', 'afleiding', 'grens', 'datum', 'locatie', 'venster', 'locaties',
                   'ontwikkeling', 'definitie', 'volledigheid'] %}
with alle as (
    {% for model in modellen %}
    select {{ vergelijking_kolommen() }}{{ ', kolommen' if model == 'kruis' }} from {{ ref('int_vergelijking_' ~ model) }}
    {{ 'union all by name' if not loop.last }}
    {% endfor %}
),

-- The cells that were read from a picture with doubt: a misread digit is no error of the plan.
twijfel as (
    select list(concat_ws('|', document_id, table_id, "row", col)) as cellen
    from {{ geraakt('stg_cellen') }} as cellen
    where {{ is_twijfel('cellen') }}
),

-- How often the rule holds between the same two columns or parts. Where it seldom does, they measure something else.
gewogen as (
    select
        a.*,
        delen.plangroep,
        r.soort,
        r.groep,
        r.ernst as ernst_van_regel,
        r.tolerantie,
        r.eigenaar,
        coalesce(
            list_has_any(
                list_transform(
                    list_concat(a.bronnen_a, a.bronnen_b),
                    lambda b: concat_ws('|', b.document_id, b.table_id, b."row", b.col)
                ),
                twijfel.cellen
            ),
            false
        ) as onzeker_gelezen,
        count(*) over stukken >= 4
            and count(*) filter (where a.uitkomst <> 'afwijkend') over stukken < r.aandeel * count(*) over stukken
            and a.uitkomst = 'afwijkend' as meet_iets_anders
    from alle as a
    inner join {{ ref('regels_vergelijking') }} as r using (regel_id)
    inner join (select distinct document_id, plangroep from {{ in_groepen('int_delen') }}) as delen
        on delen.document_id = a.bronnen_a[1].document_id
    cross join twijfel
    window stukken as (
        partition by
            -- the figure of a region tells as much about two columns as that of a gemeente
            if(a.kolommen is null, a.regel_id, r.groep),
            coalesce(a.kolommen, concat_ws('|', a.thema, a.maat, a.periode,
                a.bronnen_a[1].document_id, a.bronnen_a[1].deel, a.bronnen_a[1].deel_gebied,
                a.bronnen_b[1].document_id, a.bronnen_b[1].deel, a.bronnen_b[1].deel_gebied))
    )
)

select
    md5(concat_ws('|', regel_id, gebied_sleutel, thema, maat, periode, locatie, veld,
        bronnen_a::varchar, bronnen_b::varchar)) as vergelijking_id,
    soort,
    groep,
    * exclude (soort, groep, kolommen, uitkomst, verklaring, ernst_van_regel, meet_iets_anders, onzeker_gelezen,
        tolerantie, eigenaar),
    if(meet_iets_anders, 'verklaard', uitkomst) as uitkomst,
    case
        when meet_iets_anders then 'de twee komen zelden overeen en meten waarschijnlijk iets anders'
        when onzeker_gelezen and uitkomst = 'afwijkend' then coalesce(verklaring, 'een van de cijfers is onzeker gelezen')
        else verklaring
    end as verklaring,
    case
        when uitkomst = 'gelijk' then null
        when uitkomst = 'verklaard' or meet_iets_anders then 'info'
        when onzeker_gelezen and ernst_van_regel = 'fout' then coalesce(ernst_lager, 'waarschuwing')
        else coalesce(ernst_lager, ernst_van_regel)
    end as ernst,
    tolerantie,
    eigenaar
from gewogen
