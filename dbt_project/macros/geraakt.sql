{#-
  A build looks at what changed. int_geraakt says which documents those are; what is made of the others stays as it is.

  geraakt(naam)          a model with a row per something in a document: the rows of documents that are looked at
  opnieuw(naam)          the rows of documents that are made anew
  in_groepen(naam)       a model with a `plangroep`: the rows of groups that are compared anew
-#}
{% macro geraakt(naam) -%}
    {{ beperkt(naam, 'document_id', 'true') }}
{%- endmacro %}

{% macro opnieuw(naam) -%}
    {{ beperkt(naam, 'document_id', 'opnieuw') }}
{%- endmacro %}

{% macro in_groepen(naam) -%}
    {{ beperkt(naam, 'plangroep', 'opnieuw') }}
{%- endmacro %}

{#- A unit test gives its rows itself. -#}
{% macro beperkt(naam, sleutel, voorwaarde) -%}
    {%- if model.resource_type == 'unit_test' -%}
        {{ ref(naam) }}
    {%- else -%}
        (
            select * from {{ ref(naam) }}
            where {{ sleutel }} in (select {{ sleutel }} from {{ ref('int_geraakt') }} where {{ voorwaarde }})
        )
    {%- endif -%}
{%- endmacro %}

{#-
  Incremental models are replaced by `unique_key`: also where nothing comes in the place of what stood there. Rows of
  documents that were only looked at stay what they are.
-#}
{% macro get_incremental_geraakt_sql(args) %}
    {%- set kolommen = get_quoted_csv(args['dest_columns'] | map(attribute='name')) -%}
    {%- set anders = args['unique_key'] ~ ' in (' ~ sleutels(args['unique_key']) ~ ')' -%}
    delete from {{ args['target_relation'] }} where {{ anders }};
    insert into {{ args['target_relation'] }} ({{ kolommen }})
    select {{ kolommen }} from {{ args['temp_relation'] }} where {{ anders }};
{% endmacro %}

{#-
  Query of the keys that are made anew: of documents, of groups, and of the newer one of two editions. It names its
  relations itself: who uses it comes after them anyhow.
-#}
{% macro sleutels(sleutel) -%}
    {%- set geraakt = api.Relation.create(schema='intermediate', identifier='int_geraakt') -%}
    {%- if sleutel == 'nieuw_document_id' -%}
        select document_id from {{ geraakt }} where opnieuw
        union
        select p.nieuw_document_id
        from {{ api.Relation.create(schema='intermediate', identifier='int_editie_paren') }} as p
        semi join (select document_id from {{ geraakt }} where opnieuw) using (document_id)
    {%- else -%}
        select {{ sleutel }} from {{ geraakt }} where opnieuw
    {%- endif -%}
{%- endmacro %}

{#- Rows for texts that are not read yet: what a text says does not depend on where it stands. -#}
{% macro nieuwe_teksten(bron) -%}
    (
        select tekst from {{ bron }}
        {% if model.resource_type != 'unit_test' and is_incremental() %}
        anti join {{ this }} using (tekst)
        {% endif %}
        where tekst is not null
    )
{%- endmacro %}

{#- The state of each part: what its rows and its place among others depend on. -#}
{% macro stand_van_delen() -%}
    select
        document_id, part_no, plangroep, plangebied, is_current, deel = 'addendum' as is_addendum, loaded_at,
        md5(delen::varchar) as stand
    from {{ ref('int_delen') }} as delen
    {%- if in_beurten() %}
    where document_id in (select document_id from {{ beurten() }})
    {%- endif %}
{%- endmacro %}

{#- The documents that a build in turns has come to; `nu` are those of this turn. The pipeline fills it. -#}
{% macro beurten() -%}
    {{ return(api.Relation.create(database=target.database, schema='intermediate', identifier='beurt')) }}
{%- endmacro %}

{#- Whether this build is one of several that make all documents together. -#}
{% macro in_beurten() -%}
    {%- set beurt = load_relation(beurten()) if execute -%}
    {{ return(beurt and run_query("select 1 from " ~ beurt ~ " limit 1") | length > 0) }}
{%- endmacro %}

{#- int_stand as the last build left it; none where everything is made anew. -#}
{% macro vorige_stand() -%}
    {%- if execute and not flags.FULL_REFRESH -%}
        {{ return(load_relation(this.incorporate(path={'identifier': 'int_stand'}))) }}
    {%- endif -%}
{%- endmacro %}

{#- The rows of a raw table that are of documents that are looked at. -#}
{% macro geraakte_bron(naam) -%}
    {%- if model.resource_type == 'unit_test' -%}
        {{ source('raw', naam) }}
    {%- else -%}
        (
            select * from {{ source('raw', naam) }}
            where document_id in (select document_id from {{ ref('int_geraakt') }})
        )
    {%- endif -%}
{%- endmacro %}
