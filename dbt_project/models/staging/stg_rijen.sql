select
    document_id, table_id, "row", rol, label, gebied, gebied_sleutel, gebied_niveau, locatie, thema, maat,
    periode, peildatum, kwalificatie, ouder_row, confidence, reden, suggestie
from {{ source('raw', 'rows') }}
