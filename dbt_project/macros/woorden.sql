{#- Word lists stand in dbt_project.yml: a name, and the patterns (regular expressions, lower case) that say it. -#}

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

{#- SQL that gives the number that a table gives for a word, else null. -#}
{% macro nummer_van(uitdrukking, tabel) -%}
    case {{ uitdrukking }}{% for woord in tabel %} when '{{ woord }}' then {{ tabel[woord] }}{% endfor %} end
{%- endmacro %}

{#- SQL of a text with one kind of dash, quote and space; line breaks are spaces. -#}
{% macro gladde_tekst(kolom) -%}
    trim(regexp_replace(
        translate({{ kolom }}, '‐‑‒–—−’‘`', '------'''''''), '[\s\x{00A0}\x{2007}-\x{200B}\x{202F}]+', ' ', 'g'
    ))
{%- endmacro %}
