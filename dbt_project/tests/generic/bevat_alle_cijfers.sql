{#- Fails for every figure that the wide mart of the thema should hold and leaves out: no row, or no column for its maat. -#}
{% test bevat_alle_cijfers(model, thema) %}
select cijfers.*
from ({{ brede_cijfers(thema) }}) as cijfers
left join (select unnest(cijfer_ids) as cijfer_id from {{ model }}) as aanwezig using (cijfer_id)
where aanwezig.cijfer_id is null or cijfers.maat not in ({{ tekstlijst(var('maten_per_thema')[thema]) }})
{% endtest %}
