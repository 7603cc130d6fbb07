{#-
  Tests look at what a build made, as the build itself does: of incremental models at the keys that were made anew, of
  views on raw at the documents that were loaded since the last build, or are of this turn. A whole build tests all.
-#}
{% macro get_where_subquery(relation) -%}
    {%- set voorwaarden = [config.get('where'), te_toetsen(relation)] | select | list -%}
    {%- if voorwaarden -%}
        {{ return("(select * from " ~ relation ~ " where " ~ voorwaarden | join(" and ") ~ ")") }}
    {%- else -%}
        {{ return(relation) }}
    {%- endif -%}
{%- endmacro %}

{#- SQL condition: a row of a relation of this project may have changed since the last build; none where all may. -#}
{% macro te_toetsen(relation) -%}
    {%- if not execute -%}
        {{ return(none) }}
    {%- endif -%}
    {%- for node in (graph.nodes.values() | list) + (graph.sources.values() | list)
        if node.schema == relation.schema and (node.alias or node.identifier) == relation.identifier
            and node.resource_type in ('model', 'source') -%}
        {%- if node.config.incremental_strategy == 'geraakt' -%}
            {{ return(
                node.config.unique_key ~ " in (" ~ sleutels(node.config.unique_key) ~ ")" if not flags.FULL_REFRESH
            ) }}
        {%- elif node.resource_type == 'source'
            or (node.config.materialized == 'view' and 'document_id' in node.columns) -%}
            {{ return(geladen()) }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- SQL condition: a document came in since the last build, or is of this turn; none where that is all of them. -#}
{% macro geladen() -%}
    {%- if in_beurten() -%}
        {{ return("document_id in (select document_id from " ~ beurten() ~ " where nu)") }}
    {%- endif -%}
    {%- set stand = load_relation(api.Relation.create(
        database=target.database, schema='intermediate', identifier='int_stand'
    )) if not flags.FULL_REFRESH -%}
    {{ return(
        "document_id in (select document_id from raw.documents where loaded_at > (select max(loaded_at) from "
        ~ stand ~ "))" if stand
    ) }}
{%- endmacro %}
