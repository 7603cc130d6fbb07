{#- Fails for every combination of columns that more than one row has; nulls count as equal. -#}
{% test unique_combination(model, kolommen) %}
select {{ kolommen | join(', ') }}, count(*) as rijen
from {{ model }}
group by all
having count(*) > 1
{% endtest %}
