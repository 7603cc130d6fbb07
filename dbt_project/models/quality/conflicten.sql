-- A waiver holds for the values it was given for: when one of them changes the conflict is open again.
select
    c.conflict_id,
    c.soort,
    c.ernst,
    c.thema,
    c.maat,
    c.periode,
    c.gebied_niveau,
    c.gebied_code,
    c.gebied,
    c.locatie,
    c.veld,
    c.omschrijving,
    c.waarden,
    c.verschil,
    c.bronnen,
    if(a.status = 'geldig', 'geaccepteerd', 'open') as status,
    if(a.status = 'geldig', a.reden, null) as status_reden,
    if(a.status = 'geldig', a.door, null) as status_door,
    if(a.status = 'geldig', a.op, null) as status_op,
    coalesce(a.status = 'vervallen', false) as acceptatie_vervallen,
    h.eerst_gezien,
    h.laatst_gezien,
    c.verklaring,
    c.oorzaak_id,
    c.regels,
    c.eigenaar,
    c.plangroep
from {{ ref('int_conflicten') }} as c
inner join {{ ref('conflict_historie') }} as h using (conflict_id)
left join {{ ref('acceptaties') }} as a
    on a.conflict_id = c.conflict_id and a.status in ('geldig', 'vervallen')
