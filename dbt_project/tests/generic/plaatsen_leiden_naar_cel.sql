{#- Fails for every place in lists of places that is no raw cell: same table, row, column, page and frame. -#}
{% test plaatsen_leiden_naar_cel(model, kolommen) %}
with plaatsen as (
    {% for kolom in kolommen %}
    select unnest({{ kolom }}) as p from {{ model }}{{ ' union all' if not loop.last }}
    {% endfor %}
)

select plaatsen.p
from plaatsen
left join {{ source('raw', 'cells') }} as cellen
    on p.document_id = cellen.document_id and p.table_id = cellen.table_id and p.col = cellen.col
        and p."row" >= cellen."row" and p."row" < cellen."row" + cellen.rowspan
        and p.page = cellen.page and p.bbox = [cellen.x0, cellen.top, cellen.x1, cellen.bottom]
where cellen.document_id is null
{% endtest %}
