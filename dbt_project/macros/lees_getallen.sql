{#-
  Reads texts as Dutch numbers.

  lees_getallen(bron, kolom, woorden) is a query over the relation `bron` with one row per different text of `kolom`:
    tekst         the text as printed
    leeg          true for '' and dashes: no figure is stated
    waarde        the number; null for a range, an upper limit and where no number is stated
    waarde_min, waarde_max   the interval: of a plain number both are that number, also with 'circa' or 'minimaal'
    kwalificatie  why the number is not plain: nntb, onbekend, tekst, voetnoot, circa, minimum, maximum or a unit
    merk          the footnote mark behind it

  `woorden` is the var `getalwoorden`. Points and spaces are thousands, a comma is the decimal sign.
-#}
{% macro lees_getallen(bron, kolom, woorden) %}
{%- set getal = "\\d{1,3}(?:[. ]\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?" -%}
{%- set teken = "-[-/]*|\\+" -%}
{%- set tussen = "-|tot(?: en met)?|à|t/m" -%}
with schoon as (
    -- one kind of dash and space; line breaks are spaces
    select
        tekst,
        trim(regexp_replace(translate(lower(tekst), '‐‑‒–—−', '------'), '[\s\x{00A0}\x{2007}-\x{200B}\x{202F}]+', ' ', 'g'))
            as schoon
    from (select distinct {{ kolom }} as tekst from {{ bron }})
),

ontleed as (
    select
        tekst,
        regexp_extract(schoon, '^(.*?)\s?([*†‡§¹²³⁰⁴-⁹]+)?$', ['kern', 'merk']) as delen,
        delen['kern'] as kern,
        nullif(delen['merk'], '') as merk,
        {{ woord_van("delen['kern']", woorden.geheel) }} as reden,
        regexp_extract(delen['kern'], '^(?:({{ alternatieven(woorden.vooraf) }})(?:\s|\b))?(.*)$', ['woord', 'rest']) as vooraf,
        vooraf['rest'] as rest,
        -- a number, perhaps a second one that makes it a range, perhaps a unit, then other words
        regexp_extract(
            rest,
            '^({{ teken }})?\s?({{ getal }})(?:\s?(?:{{ tussen }})\s?({{ getal }}))?\s?({{ alternatieven(woorden.eenheid) }})?(\)?[\s(;:,.].*)?$',
            ['teken', 'eerste', 'tweede', 'eenheid', 'vervolg']
        ) as getal
    from schoon
),

gelezen as (
    select
        *,
        reden is not distinct from 'leeg' and merk is null as leeg,
        {{ woord_van("vooraf['woord']", woorden.vooraf) }} as voorwoord,
        {{ woord_van("getal['eenheid']", woorden.eenheid) }} as eenheid,
        {{ getalwaarde("getal['eerste']") }} * if(getal['teken'] like '-%', -1, 1) as eerste,
        {{ getalwaarde("getal['tweede']") }} as tweede,
        getal['vervolg'] = '' as zuiver,
        reden is null
            and eerste is not null
            -- '40 (waarvan 10 amv)' counts, '3 van de 4' and '1 huis per 2 maanden' do not
            and (zuiver or eenheid is not null or regexp_matches(getal['vervolg'], '^\s?\('))
            and not regexp_matches(getal['vervolg'], '\bper\b')
            and coalesce(tweede >= eerste, true) as is_getal
    from ontleed
)

select
    tekst,
    leeg,
    case when is_getal and tweede is null and voorwoord is distinct from 'maximum' then eerste end as waarde,
    case when is_getal and voorwoord is distinct from 'maximum' then eerste end as waarde_min,
    case when is_getal then coalesce(tweede, eerste) end as waarde_max,
    case
        when leeg then null
        when reden = 'leeg' then 'voetnoot'
        when reden is not null then reden
        when not is_getal then 'tekst'
        else nullif(concat_ws('; ',
            if(eenheid = 'procent' and zuiver and voorwoord is null, null, eenheid),
            voorwoord,
            if(merk is null, null, 'voetnoot')
        ), '')
    end as kwalificatie,
    merk
from gelezen
{% endmacro %}

{#- SQL of a printed Dutch number without sign as a double; null for ''. -#}
{% macro getalwaarde(uitdrukking) -%}
    try_cast(replace(regexp_replace({{ uitdrukking }}, '[. ](\d{3})', '\1', 'g'), ',', '.') as double)
{%- endmacro %}

{#- All patterns of a word list as the alternatives of one regular expression. -#}
{% macro alternatieven(lijst) -%}
    {{ lijst.values() | map('join', '|') | join('|') | replace("'", "''") }}
{%- endmacro %}

{#- SQL that gives the name of the list whose pattern matches the whole expression, else null. -#}
{% macro woord_van(uitdrukking, lijst) -%}
    case
        {%- for naam in lijst %}
        when regexp_full_match({{ uitdrukking }}, '{{ lijst[naam] | join('|') | replace("'", "''") }}') then '{{ naam }}'
        {%- endfor %}
    end
{%- endmacro %}
