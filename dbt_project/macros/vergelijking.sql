{#- SQL of the place where a figure or date stands, the struct that `bronnen` is a list of. `r` is the row's alias. -#}
{% macro plaats(r, col=none, bbox=none, raw_text=none) -%}
    {
        'document_id': {{ r }}.document_id, 'deel': {{ r }}.deel, 'deel_gebied': {{ r }}.deel_gebied,
        'table_id': {{ r }}.table_id, 'page': {{ r }}.page::integer, 'row': {{ r }}."row"::integer,
        'col': {{ col or r ~ '.col' }}::integer,
        'bbox': {{ bbox or '[' ~ r ~ '.x0, ' ~ r ~ '.top, ' ~ r ~ '.x1, ' ~ r ~ '.bottom]' }}::double[],
        'raw_text': {{ raw_text or r ~ '.raw_text' }}::varchar
    }
{%- endmacro %}

{#- SQL condition: a cell was read from a picture with doubt. -#}
{% macro is_twijfel(r) -%}
    ({{ r }}.origin = 'ocr' and {{ r }}.confidence < {{ var('twijfel_onder') }})
{%- endmacro %}

{#- SQL of a number as Dutch readers write it: 3.050, -19, 60,6. -#}
{% macro nl_getal(x) -%}
    replace(replace(replace(
        case when {{ x }} = round({{ x }}) then format('{:,}', ({{ x }})::bigint) else format('{:,.1f}', {{ x }}) end,
    ',', '~'), '.', ','), '~', '.')
{%- endmacro %}

{#- SQL of a number as plain text: 3050, -19, 60.6. -#}
{% macro kaal_getal(x) -%}
    case when {{ x }} = round({{ x }}) then ({{ x }})::bigint::varchar else round({{ x }}, 2)::varchar end
{%- endmacro %}

{#- SQL of an interval as printed for a reader: 550 or 550-580. -#}
{% macro nl_bereik(laag, hoog) -%}
    case when {{ laag }} is distinct from {{ hoog }}
        then coalesce({{ nl_getal(laag) }}, '') || '-' || coalesce({{ nl_getal(hoog) }}, '')
        else {{ nl_getal(laag) }} end
{%- endmacro %}

{#- SQL of a period as Dutch readers write it: voor 1-7-2025. -#}
{% macro nl_periode(periode) -%}
    regexp_replace({{ periode }}, '(\d{4})-0?(\d{1,2})-0?(\d{1,2})', '\3-\2-\1', 'g')
{%- endmacro %}

{#- SQL of a measure as words. -#}
{% macro maat_naam(maat) -%}
    regexp_replace(replace(replace(
        {%- for woord in ['poo', 'kso', 'kwg', 'kwe', 'dsl'] %}regexp_replace({% endfor %}
        {{ maat }}
        {%- for woord in ['poo', 'kso', 'kwg', 'kwe', 'dsl'] %}, '\b{{ woord }}(_|\b)', '{{ woord | upper }}\1'){% endfor %},
    'incl_', 'incl. '), '_', ' '), ' plekken$', '-plekken')
{%- endmacro %}

{#- SQL of a part as words: 'regionaal plan Twente'. -#}
{% macro deel_naam(deel, deel_gebied) -%}
    (replace({{ deel }}, '_', ' ') || coalesce(' ' || {{ deel_gebied }}, ''))
{%- endmacro %}

{#- SQL that is the family of a topic: amv places are asylum places. -#}
{% macro familie(thema) -%}
    case when {{ thema }} = 'amv' then 'asiel' else {{ thema }} end
{%- endmacro %}

{#- The columns every comparison model ends with, from a relation that has them under these names or the defaults here. -#}
{% macro vergelijking_kolommen() -%}
    regel_id,
    uitkomst,
    ernst_lager,
    gebied_niveau,
    gebied_code,
    gebied,
    gebied_sleutel,
    regio_code,
    thema,
    maat,
    periode,
    locatie,
    veld,
    waarde_a,
    waarde_b,
    tekst_a,
    tekst_b,
    verschil,
    verklaring,
    zin,
    bronnen_a,
    bronnen_b
{%- endmacro %}

{#- SQL condition: figure `b` stands in the row (or, in a matrix, the column) of figure `a` and is about the same area. -#}
{% macro naast(a, b) -%}
    {{ b }}.document_id = {{ a }}.document_id and {{ b }}.table_id = {{ a }}.table_id
    and {{ b }}.gebied_sleutel = {{ a }}.gebied_sleutel and {{ b }}.cijfer_id <> {{ a }}.cijfer_id
    and ({{ b }}."row" = {{ a }}."row" or {{ b }}.col = {{ a }}.col)
{%- endmacro %}

{#- SQL of the words of a name: lower case, without accents, split at everything else. -#}
{% macro woorden_van(naam) -%}
    list_filter(
        regexp_split_to_array(lower(strip_accents(replace(coalesce({{ naam }}, ''), '''', ''))), '[^a-z0-9]+'), w -> w <> ''
    )
{%- endmacro %}

{#- SQL columns that make a statement about a location two rows: one for its start (`veld`), one for its end. -#}
{% macro beide_datums(r) -%}
    unnest(['startdatum', 'einddatum']) as veld,
    unnest([{{ r }}.startdatum, {{ r }}.einddatum]) as datum,
    unnest([{{ r }}.startdatum_precisie, {{ r }}.einddatum_precisie]) as precisie,
    unnest([{{ r }}.startdatum_tekst, {{ r }}.einddatum_tekst]) as tekst,
    unnest([{{ r }}.startdatum_col, {{ r }}.einddatum_col]) as datum_col,
    unnest([{{ r }}.startdatum_bbox, {{ r }}.einddatum_bbox]) as datum_bbox
{%- endmacro %}

{#- SQL condition: two dates are equal in the coarser of their two precisions. -#}
{% macro zelfde_datum(a, a_precisie, b, b_precisie) -%}
    case
        when {{ a }} is null or {{ b }} is null then false
        when 'jaar' in ({{ a_precisie }}, {{ b_precisie }}) then year({{ a }}) = year({{ b }})
        when 'halfjaar' in ({{ a_precisie }}, {{ b_precisie }}) then
            year({{ a }}) = year({{ b }}) and (month({{ a }}) <= 6) = (month({{ b }}) <= 6)
        when 'kwartaal' in ({{ a_precisie }}, {{ b_precisie }}) then
            date_trunc('quarter', {{ a }}) = date_trunc('quarter', {{ b }})
        when 'maand' in ({{ a_precisie }}, {{ b_precisie }}) then date_trunc('month', {{ a }}) = date_trunc('month', {{ b }})
        else {{ a }} = {{ b }}
    end
{%- endmacro %}

{#- SQL that identifies the area of a row: its code, or its name where it has none. -#}
{% macro gebied_van(r) -%}
    coalesce({{ r }}.gebied_code, {{ r }}.gebied_niveau || ':' || lower({{ r }}.gebied))
{%- endmacro %}

{#- SQL that identifies the area as the plans of one plangroep speak of it: with others nothing is compared. -#}
{% macro sleutel_van_gebied(r) -%}
    concat_ws('|', {{ r }}.plangroep, {{ gebied_van(r) }})
{%- endmacro %}

{#- SQL of the part of a whole that a figure limits itself to ('nood'), from its qualifiers; else null. -#}
{% macro onderdeel_van(r) -%}
    (
        select string_agg(k.kwalificatie, '; ' order by k.kwalificatie)
        from {{ ref('regels_kwalificaties') }} as k
        where k.rol = 'onderdeel' and list_contains(string_split(coalesce({{ r }}.kwalificatie, ''), '; '), k.kwalificatie)
    )
{%- endmacro %}

{#- SQL condition: figures `a` and `b` are about the same topic, and about the same part of it. -#}
{% macro van_hetzelfde(a, b) -%}
    {{ b }}.thema = {{ a }}.thema and {{ b }}.onderdeel is not distinct from {{ a }}.onderdeel
{%- endmacro %}
