{#- Fails when a join lost or multiplied rows: the model has as many rows as the relation it is made from. -#}
{% test zelfde_aantal_rijen(model, als) %}
select *
from (select (select count(*) from {{ model }}) as rijen, (select count(*) from {{ get_where_subquery(als) }}) as verwacht)
where rijen <> verwacht
{% endtest %}
