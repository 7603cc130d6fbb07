{#-
  Reads texts as Dutch numbers.

  lees_getallen(bron, kolom, woorden) is a query over the relation `bron` with one row per different text of `kolom`:
    tekst         the text as printed
    leeg          true for '' and dashes: no figure is stated
    waarde        the number; null for a range, an upper limit and where no number is stated
    waarde_min, waarde_max   the interval: of a plain number both are that number, also with 'circa' or 'minimaal'
    kwalificatie  why the number is not plain: nihil (a 0 in words), nntb, onbekend, tekst, voetnoot, circa, minimum, maximum or a unit
    merk          the footnote mark behind it

  `woorden` is the var `getalwoorden`. Points and spaces are thousands, a comma is the decimal sign.
-#}
{% macro lees_getallen(bron, kolom, woorden) %}
{%- set getal = "\\d{1,3}(?:[. ]\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?" -%}
{%- set teken = "-[-/]*|\\+" -%}
{%- set bereik = "\\s?(?:-|tot(?: en met)?|à|t/m)\\s?" -%}
{%- set voorwoord = "(?:" ~ alternatieven(woorden.vooraf) ~ ")(?:\\s|\\b)" -%}
{%- set eenheid = alternatieven(woorden.eenheid) -%}
{%- set tussenwoorden = "\\s?(?:[\\p{L}-]+ ){0,3}?" -%}
with schoon as (
    select tekst, lower({{ gladde_tekst('tekst') }}) as schoon
    from (select distinct {{ kolom }} as tekst from {{ bron }})
),

ontleed as (
    select
        tekst,
        if(
            regexp_matches(schoon, '^[^(]*\d [\da-f]\)$'), -- '260 1)'
            regexp_extract(schoon, '^(.*) (\S+)$', ['kern', 'merk']),
            regexp_extract(schoon, '^(.*?)\s?([*†‡§¹²³⁰⁴-⁹]+[)⁾]?)?$', ['kern', 'merk'])
        ) as delen,
        delen['kern'] as kern,
        nullif(delen['merk'], '') as merk,
        {{ woord_van("delen['kern']", woorden.geheel) }} as reden,
        -- a sentence counts from its first number of something ('naar verwachting 25% van de woningen')
        if(
            regexp_matches(kern, '^(?:{{ voorwoord }})?(?:{{ teken }})?\s?\d'), kern,
            coalesce(nullif(regexp_extract(
                kern,
                '(?:^|[^\p{L}\d.,/-])((?:{{ voorwoord }})?(?:{{ getal }})(?:{{ bereik }}(?:{{ getal }}))?'
                || '\s?(?:{{ eenheid }})(?:[^\p{L}].*)?)$', 1
            ), ''), kern)
        ) as vanaf_getal,
        regexp_extract(
            vanaf_getal, '^(?:({{ alternatieven(woorden.vooraf) }})(?:\s|\b))?(.*)$', ['woord', 'rest']
        ) as vooraf,
        -- a number, perhaps a second one that makes it a range, perhaps what is counted, then other words
        regexp_extract(
            vooraf['rest'],
            '^({{ teken }})?\s?({{ getal }})(?:{{ bereik }}({{ getal }}))?'
            || '(?:({{ tussenwoorden }})({{ eenheid }}))?(\)?[\s(;:,.].*)?$',
            ['teken', 'eerste', 'tweede', 'tussen', 'eenheid', 'vervolg']
        ) as getal
    from schoon
),

gelezen as (
    select
        *,
        reden is not distinct from 'leeg' and merk is null as leeg,
        {{ woord_van("vooraf['woord']", woorden.vooraf) }} as voorwoord,
        {{ woord_van("getal['eenheid']", woorden.eenheid) }} as eenheid,
        if(
            reden = 'nihil', 0, {{ getalwaarde("getal['eerste']") }} * if(getal['teken'] like '-%', -1, 1)
        ) as eerste,
        {{ getalwaarde("getal['tweede']") }} as tweede,
        getal['vervolg'] = '' as zuiver,
        reden is not distinct from 'nihil' or reden is null
            and eerste is not null
            and coalesce(tweede >= eerste, true)
            -- '40 (waarvan 10 amv)' counts, '3 van de 4' and '1 huis per 2 maanden' do not
            and (zuiver or eenheid is not null or {{ begint_met("getal['vervolg']", woorden.vervolg) }})
            and not {{ noemt("getal['tussen']", woorden.anders) }}
            and not {{ noemt("kern", woorden.tempo) }} as is_getal
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

{#- SQL that tells whether an expression begins with one of the patterns. -#}
{% macro begint_met(uitdrukking, patronen) -%}
    regexp_matches({{ uitdrukking }}, '^\s?(?:{{ patronen | join("|") }})')
{%- endmacro %}

{#- SQL that tells whether one of the patterns stands in an expression as whole words. -#}
{% macro noemt(uitdrukking, patronen) -%}
    regexp_matches({{ uitdrukking }}, '(?:^|[^\p{L}])(?:{{ patronen | join("|") }})(?:$|[^\p{L}])')
{%- endmacro %}
