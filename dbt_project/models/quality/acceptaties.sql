-- The last acceptance of a conflict that was not withdrawn counts, as long as its values are what they were.
with acceptaties as (
    select
        *,
        row_number() over (partition by conflict_id, ingetrokken_op is null order by nr desc) = 1 as is_laatste
    from {{ ref('stg_acceptaties') }}
)

select
    a.nr,
    a.conflict_id,
    case
        when a.ingetrokken_op is not null then 'ingetrokken'
        when not a.is_laatste then 'vervangen'
        when c.conflict_id is null then 'opgelost'
        when coalesce(c.waarden, []) = a.waarden then 'geldig'
        else 'vervallen'
    end as status,
    a.reden,
    a.door,
    a.op,
    a.waarden as waarden_toen,
    c.waarden as waarden_nu,
    a.omschrijving as omschrijving_toen,
    c.omschrijving as omschrijving_nu,
    c.ernst,
    c.soort,
    c.thema,
    c.gebied,
    a.ingetrokken_door,
    a.ingetrokken_op
from acceptaties as a
left join {{ ref('int_conflicten') }} as c using (conflict_id)
