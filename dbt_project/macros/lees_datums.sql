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
{%- set maand = woorden.maanden.keys() | join('|') -%}
{%- set rang = woorden.rangtelwoorden.keys() | join('|') -%}
{%- set jaar = "\\d{4}|''?\\d{2}" -%}
{%- set einde = "(?:[\\s(;,].*)?$" -%}
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
            delen['kern'], '^((?:(?:{{ alternatieven(woorden.vooraf) }})(?: |\b))*)(.*)$', ['woorden', 'rest']
        ) as vooraf,
        vooraf['rest'] as rest,
        regexp_extract(rest, '^(\d{1,2})[-/.](\d{1,2})[-/.]({{ jaar }}){{ einde }}', ['d', 'm', 'j']) as dmj,
        regexp_extract(rest, '^(\d{4})-(\d{1,2})-(\d{1,2}){{ einde }}', ['j', 'm', 'd']) as jmd,
        regexp_extract(
            rest, '^(\d{1,2})?\.?[- ]?({{ maand }})\.?(?:-(?:{{ maand }})\.?)?[- ]?({{ jaar }}){{ einde }}', ['d', 'm', 'j']
        ) as dag_maand,
        regexp_extract(rest, '^(\d{1,2})[-/](\d{4}){{ einde }}', ['m', 'j']) as maand_jaar,
        regexp_extract(rest, '^(?:q([1-4])[-/ ]?({{ jaar }})|(\d{4})[-/ ]?q([1-4])){{ einde }}', ['q', 'j', 'j2', 'q2'])
            as q_jaar,
        regexp_extract(
            rest, '^({{ rang }}) ?(kwartaal|helft|halfjaar)(?: van)?(?: het jaar)? ({{ jaar }}){{ einde }}', ['n', 'deel', 'j']
        ) as deel_jaar,
        regexp_extract(rest, '^(\d{4}){{ einde }}', 1) as heel_jaar
    from schoon
),

gelezen as (
    select
        *,
        case
            when reden = 'leeg' then null
            when reden is not null then struct_pack(precisie := reden, j := '', m := 1, d := '1')
            when dmj['d'] <> '' then struct_pack(
                precisie := 'dag', j := dmj['j'], m := try_cast(dmj['m'] as integer), d := dmj['d'])
            when jmd['d'] <> '' then struct_pack(
                precisie := 'dag', j := jmd['j'], m := try_cast(jmd['m'] as integer), d := jmd['d'])
            when dag_maand['m'] <> '' then struct_pack(
                precisie := if(dag_maand['d'] = '', 'maand', 'dag'), j := dag_maand['j'],
                m := {{ nummer_van("dag_maand['m']", woorden.maanden) }}, d := if(dag_maand['d'] = '', '1', dag_maand['d']))
            when maand_jaar['m'] <> '' then struct_pack(
                precisie := 'maand', j := maand_jaar['j'], m := try_cast(maand_jaar['m'] as integer), d := '1')
            when q_jaar['j'] || q_jaar['j2'] <> '' then struct_pack(
                precisie := 'kwartaal', j := q_jaar['j'] || q_jaar['j2'],
                m := 3 * try_cast(q_jaar['q'] || q_jaar['q2'] as integer) - 2, d := '1')
            when deel_jaar['deel'] = 'kwartaal' then struct_pack(
                precisie := 'kwartaal', j := deel_jaar['j'],
                m := 3 * {{ nummer_van("deel_jaar['n']", woorden.rangtelwoorden) }} - 2, d := '1')
            when deel_jaar['deel'] <> '' then struct_pack(
                precisie := 'halfjaar', j := deel_jaar['j'],
                m := 6 * {{ nummer_van("deel_jaar['n']", woorden.rangtelwoorden) }} - 5, d := '1')
            when heel_jaar <> '' then struct_pack(precisie := 'jaar', j := heel_jaar, m := 1, d := '1')
            else struct_pack(precisie := 'tekst', j := '', m := 1, d := '1')
        end as deel,
        right('20' || replace(deel['j'], '''', ''), 4) as jaartal
    from ontleed
)

select
    tekst,
    case when deel['j'] <> '' then try_strptime(jaartal || '-' || deel['m'] || '-' || deel['d'], '%Y-%m-%d')::date end as datum,
    if(deel['j'] <> '' and datum is null, 'ongeldig', deel['precisie']) as precisie,
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
{%- set maand = woorden.maanden.keys() | join('|') -%}
{%- set open = dict(woorden.geheel.items() | rejectattr(0, 'equalto', 'leeg')) -%}
{%- set datum -%}
(?:(?:{{ alternatieven(woorden.vooraf) }})(?: |\b))*(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|''?\d{2})|\d{4}-\d{1,2}-\d{1,2}|(?:\d{1,2}\.?[- ]?)?(?:{{ maand }})\.?[- ]?(?:\d{4}|''?\d{2})|q[1-4][-/ ]?\d{4}|\d{1,2}[-/]\d{4}|\d{4}|{{ alternatieven(open) }})[*†‡§]*
{%- endset -%}
with schoon as (
    select tekst, {{ datumtekst('tekst') }} as schoon
    from (select distinct {{ kolom }} as tekst from {{ bron }})
),

ontleed as (
    select
        tekst,
        regexp_extract(schoon, '(?i)^(?:van )?({{ datum }}) ?(?:-|tot en met|t/m|tot|/) ?({{ datum }})$', ['van', 'tot']) as paar,
        regexp_full_match(schoon, '(?i){{ datum }}') as is_datum,
        regexp_matches(schoon, '(?i)^(?:{{ woorden.vooraf.vanaf | join("|") }}) ') as is_van,
        regexp_matches(schoon, '(?i)^(?:{{ woorden.vooraf.tot | join("|") }}) ')
            or coalesce({{ woord_van('lower(schoon)', woorden.geheel) }} <> 'leeg', false) as is_tot,
        schoon
    from schoon
)

select
    tekst,
    case when paar['van'] <> '' then trim(paar['van']) when is_datum and is_van then schoon end as van_tekst,
    case when paar['tot'] <> '' then trim(paar['tot']) when is_datum and is_tot then schoon end as tot_tekst
from ontleed
{% endmacro %}

{#- SQL of a text with one kind of dash, quote and space, without spaces around separators. -#}
{% macro datumtekst(kolom) -%}
    regexp_replace(
        trim(regexp_replace(translate({{ kolom }}, '‐‑‒–—−’‘`', '------'''''''), '[\s\x{00A0}\x{2007}-\x{200B}\x{202F}]+', ' ', 'g')),
        ' ?([-/]) ?', '\1', 'g'
    )
{%- endmacro %}

{#- SQL that gives the number that belongs to a word, else null. -#}
{% macro nummer_van(uitdrukking, tabel) -%}
    case {{ uitdrukking }}{% for woord in tabel %} when '{{ woord }}' then {{ tabel[woord] }}{% endfor %} end
{%- endmacro %}
