select
    vermeldingen.document_id, vermeldingen.table_id, vermeldingen."row", vermeldingen.col, vermeldingen.mention_no,
    vermeldingen.text, vermeldingen.waarde_text, getallen.waarde, getallen.waarde_min, getallen.waarde_max,
    vermeldingen.thema, vermeldingen.maat, vermeldingen.periode, vermeldingen.peildatum,
    nullif(concat_ws('; ', vermeldingen.kwalificatie, getallen.kwalificatie), '') as kwalificatie
from {{ source('raw', 'mentions') }} as vermeldingen
inner join {{ ref('stg_getallen') }} as getallen on vermeldingen.waarde_text = getallen.tekst
