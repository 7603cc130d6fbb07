select
    document_id, table_id, col, header, rol, kenmerk, thema, maat, periode, peildatum, gebied,
    gebied_sleutel, gebied_niveau, groep, kwalificatie, confidence, reden, suggestie
from {{ source('raw', 'columns') }}
