select
    gemeenten.gebied_code, gemeenten.gebied as gemeente, gemeenten.regio_code, regios.gebied as regio,
    gemeenten.provincie_code, provincies.gebied as provincie
from {{ ref('stg_gebieden') }} as gemeenten
left join {{ ref('stg_gebieden') }} as regios
    on gemeenten.regio_code = regios.gebied_code and regios.gebied_niveau = 'regio'
left join {{ ref('stg_gebieden') }} as provincies
    on gemeenten.provincie_code = provincies.gebied_code and provincies.gebied_niveau = 'provincie'
where gemeenten.gebied_niveau = 'gemeente'
