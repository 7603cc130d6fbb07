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
    if(a.conflict_id is null, 'open', 'geaccepteerd') as status,
    a.reden as status_reden,
    a.door as status_door,
    a.op as status_op,
    h.eerst_gezien,
    h.laatst_gezien,
    c.verklaring,
    c.oorzaak_id,
    c.regels,
    c.eigenaar
from {{ ref('int_conflicten') }} as c
inner join {{ ref('conflict_historie') }} as h using (conflict_id)
left join {{ ref('regels_aanvaard') }} as a
    on a.conflict_id = c.conflict_id and a.waarden = array_to_string(c.waarden, '|')
