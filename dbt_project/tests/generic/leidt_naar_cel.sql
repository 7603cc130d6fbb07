{#-
  Fails for every row that does not stand where a raw cell stands: same table, row, column, page and place; the text in
  `tekst`, where that is given, is in it.
-#}
{% test leidt_naar_cel(model, tekst=none) %}
select rijen.*
from {{ model }} as rijen
left join {{ source('raw', 'cells') }} as cellen
    on rijen.document_id = cellen.document_id and rijen.table_id = cellen.table_id and rijen.col = cellen.col
        and rijen."row" >= cellen."row" and rijen."row" < cellen."row" + cellen.rowspan
        and rijen.page = cellen.page and rijen.x0 = cellen.x0 and rijen.top = cellen.top
        and rijen.x1 = cellen.x1 and rijen.bottom = cellen.bottom
where cellen.document_id is null{% if tekst %} or not contains(cellen.text, rijen.{{ tekst }}){% endif %}
{% endtest %}
