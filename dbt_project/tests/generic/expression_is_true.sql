{#- Fails for every row for which the expression is not true. -#}
{% test expression_is_true(model, expressie) %}
select *
from {{ model }}
where ({{ expressie }}) is not true
{% endtest %}
