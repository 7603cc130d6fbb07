{#-
  SQL condition: a statement of a current part holds. An addendum supersedes what it states again, and is itself
  superseded statement by statement. `gelijke` is the window of the statements about the same thing.
-#}
{% macro nog_actueel(gelijke) -%}
    is_current and coalesce(
        if(
            deel = 'addendum',
            document_datum >= max(document_datum) filter (where is_current) over {{ gelijke }},
            document_datum > max(document_datum) filter (where is_current and deel = 'addendum') over {{ gelijke }}
        ),
        true
    )
{%- endmacro %}
