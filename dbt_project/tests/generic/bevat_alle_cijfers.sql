{#- Fails for every figure of the thema about an area that the wide mart leaves out: no row, or no column for its maat. -#}
{% test bevat_alle_cijfers(model, thema) %}
select cijfers.*
from {{ ref('int_cijfers') }} as cijfers
left join (select unnest(cijfer_ids) as cijfer_id from {{ model }}) as aanwezig using (cijfer_id)
where
    cijfers.thema = '{{ thema }}' and cijfers.locatie is null and cijfers.rij_rol <> 'subrij' and cijfers.maat <> 'capaciteit'
    and (
        aanwezig.cijfer_id is null
        or cijfers.maat not in ({{ tekstlijst(var('maten_per_thema')[thema]) }})
    )
{% endtest %}
