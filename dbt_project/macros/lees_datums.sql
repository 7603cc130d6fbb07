{#-
  Reads texts as Dutch dates.

  lees_datums(bron, kolom, woorden) is a query over the relation `bron` with one row per different text of `kolom`:
    tekst      the text as printed
    datum      the date; the first day of a month, quarter, half-year or year where no day is printed
    precisie   dag, maand, kwartaal, halfjaar, jaar; onbepaald, nntb or onbekend where a word stands for the date;
               ongeldig for a day that does not exist, tekst for what is no date; null for an empty cell
    kwalificatie  beoogd, vanaf, tot, begin, voetnoot: what stands around the date

  `woorden` is the var `datumwoorden`. A date is read as printed: 05-04-2202 lies in the year 2202.
-#}
{% macro lees_datums(bron, kolom, woorden) %}
with schoon as (
    select tekst, lower({{ datumtekst('tekst') }}) as schoon
    from (select distinct {{ kolom }} as tekst from {{ bron }})
),

ontleed as (
    select
        tekst,
        regexp_extract(schoon, '^(.*?)\s?([*†‡§]+)?$', ['kern', 'merk']) as delen,
        delen['kern'] as kern,
        delen['merk'] <> '' as heeft_merk,
        {{ woord_van("delen['kern']", woorden.geheel) }} as reden,
        regexp_extract(
            kern, '^((?:(?:{{ alternatieven(woorden.vooraf) }})(?: |\b))*)(.*)$', ['woorden', 'rest']
        ) as vooraf,
        vooraf['rest'] as rest
    from schoon
),

gelezen as (
    select
        *,
        case
            when reden = 'leeg' then null
            when reden is not null then struct_pack(precisie := reden, jaar := '', maand := 1, dag := '1')
            {%- for vorm in woorden.vormen %}
            when regexp_full_match(rest, '(?:{{ vormpatroon(vorm, woorden) }})(?:[\s(;,].*)?')
                then {{ gelezen_vorm(vorm, woorden) }}
            {%- endfor %}
            else struct_pack(precisie := 'tekst', jaar := '', maand := 1, dag := '1')
        end as deel,
        right('20' || replace(deel['jaar'], '''', ''), 4) || '-' || deel['maand'] || '-' || deel['dag'] as iso
    from ontleed
)

select
    tekst,
    case when deel['jaar'] <> '' then try_strptime(iso, '%Y-%m-%d')::date end as datum,
    if(deel['jaar'] <> '' and datum is null, 'ongeldig', deel['precisie']) as precisie,
    nullif(concat_ws('; ',
        if(precisie = 'tekst', null, {{ woord_van("trim(vooraf['woorden'])", woorden.vooraf) }}),
        if(heeft_merk, 'voetnoot', null)
    ), '') as kwalificatie
from gelezen
{% endmacro %}

{#-
  Splits texts that hold a from and an until ('01/01/25 – 2035').

  lees_vensters(bron, kolom, woorden) is a query with one row per different text of `kolom`:
    tekst, van_tekst, tot_tekst   the two dates as printed; null where the text does not give one
-#}
{% macro lees_vensters(bron, kolom, woorden) %}
{%- set ns = namespace(patronen=[]) -%}
{%- for vorm in woorden.vormen -%}
    {%- set ns.patronen = ns.patronen + [vormpatroon(vorm, woorden)] -%}
{%- endfor -%}
{%- set open_einde = dict(woorden.geheel.items() | rejectattr(0, 'equalto', 'leeg')) -%}
{%- set vooraf = "(?:(?:" ~ alternatieven(woorden.vooraf) ~ ")(?: |\\b))*" -%}
{%- set datum = vooraf ~ "(?:" ~ ns.patronen | join("|") ~ "|" ~ alternatieven(open_einde) ~ ")[*†‡§]*" -%}
with schoon as (
    select tekst, {{ datumtekst('tekst') }} as schoon
    from (select distinct {{ kolom }} as tekst from {{ bron }})
),

ontleed as (
    select
        tekst,
        schoon,
        regexp_extract(
            schoon, '(?i)^(?:van )?({{ datum }}) ?(?:-|tot en met|t/m|tot|/) ?({{ datum }})$', ['van', 'tot']
        ) as paar,
        regexp_full_match(schoon, '(?i){{ datum }}') as is_datum,
        regexp_matches(schoon, '(?i)^(?:{{ woorden.vooraf.vanaf | join("|") }}) ') as is_van,
        regexp_matches(schoon, '(?i)^(?:{{ woorden.vooraf.tot | join("|") }}) ')
            or coalesce({{ woord_van('lower(schoon)', woorden.geheel) }} <> 'leeg', false) as is_tot
    from schoon
)

select
    tekst,
    case when paar['van'] <> '' then trim(paar['van']) when is_datum and is_van then schoon end as van_tekst,
    case when paar['tot'] <> '' then trim(paar['tot']) when is_datum and is_tot then schoon end as tot_tekst
from ontleed
{% endmacro %}

{#- SQL of a text without spaces around the separators of a date. -#}
{% macro datumtekst(kolom) -%}
    regexp_replace({{ gladde_tekst(kolom) }}, ' ?([-/]) ?', '\1', 'g')
{%- endmacro %}

{#- The regular expression of a form of date; with `groepen` its named parts are groups, in order of appearance. -#}
{% macro vormpatroon(vorm, woorden, groepen=false) -%}
    {%- set begin = "(" if groepen else "(?:" -%}
    {{ vorm.patroon
        | replace("{dag}", begin ~ "\\d{1,2})")
        | replace("{maand}", begin ~ "\\d{1,2})")
        | replace("{maandnaam}", begin ~ woorden.maanden.keys() | join("|") ~ ")")
        | replace("{kwartaal}", begin ~ "[1-4])")
        | replace("{rang}", begin ~ woorden.rangtelwoorden.keys() | join("|") ~ ")")
        | replace("{jaartal}", begin ~ "\\d{4})")
        | replace("{jaar}", begin ~ "\\d{4}|''?\\d{2})") }}
{%- endmacro %}

{#- SQL that reads `rest` in a form of date, as a struct of precisie, jaar (as printed), maand and dag. -#}
{% macro gelezen_vorm(vorm, woorden) -%}
    {%- set ns = namespace(namen=[]) -%}
    {%- for stuk in vorm.patroon.split("{")[1:] -%}
        {%- set ns.namen = ns.namen + [stuk.split("}")[0]] -%}
    {%- endfor -%}
    {%- set patroon = vormpatroon(vorm, woorden, groepen=true) -%}
    {%- set deel -%} regexp_extract(rest, '^(?:{{ patroon }})', ['{{ ns.namen | join("', '") }}']) {%- endset -%}
    struct_pack(
        precisie := '{{ vorm.precisie }}',
        jaar := {{ deel }}['{{ "jaartal" if "jaartal" in ns.namen else "jaar" }}'],
        maand :=
            {%- if "maand" in ns.namen %} try_cast({{ deel }}['maand'] as integer)
            {%- elif "maandnaam" in ns.namen %} {{ nummer_van(deel ~ "['maandnaam']", woorden.maanden) }}
            {%- elif "kwartaal" in ns.namen %} try_cast({{ deel }}['kwartaal'] as integer) * 3 - 2
            {%- elif "rang" in ns.namen %}
                {%- set maanden = 3 if vorm.precisie == "kwartaal" else 6 %}
            {{ nummer_van(deel ~ "['rang']", woorden.rangtelwoorden) }} * {{ maanden }} - {{ maanden - 1 }}
            {%- else %} 1
            {%- endif %},
        dag := {% if "dag" in ns.namen %}{{ deel }}['dag']{% else %}'1'{% endif %}
    )
{%- endmacro %}
