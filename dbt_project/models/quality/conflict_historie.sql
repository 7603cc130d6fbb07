-- When a conflict was first and last seen. A conflict that was solved keeps its row.
{{ config(
    materialized='incremental', incremental_strategy='delete+insert', unique_key='conflict_id', full_refresh=false,
    on_schema_change='append_new_columns'
) }}
select
    c.conflict_id,
    c.omschrijving,
    {% if is_incremental() %}
    coalesce(h.eerst_gezien, '{{ run_started_at }}'::timestamptz) as eerst_gezien,
    {% else %}
    '{{ run_started_at }}'::timestamptz as eerst_gezien,
    {% endif %}
    '{{ run_started_at }}'::timestamptz as laatst_gezien
from {{ ref('int_conflicten') }} as c
{% if is_incremental() %}
left join {{ this }} as h using (conflict_id)
{% endif %}
