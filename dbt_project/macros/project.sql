{#- Schemas are called exactly what the models say, whatever the target. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}

{#- Views name no database: the published copy of the file has another name than the build. -#}
{% macro ref() %}
    {% do return(builtins.ref(*varargs, **kwargs).include(database=false)) %}
{% endmacro %}

{% macro source() %}
    {% do return(builtins.source(*varargs, **kwargs).include(database=false)) %}
{% endmacro %}

{#- The strings of a list, or the keys of a mapping, as SQL literals. -#}
{% macro tekstlijst(lijst) -%}
    '{{ lijst | join("', '") }}'
{%- endmacro %}
