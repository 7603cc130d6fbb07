select
    document_id, part_no, deel, deel_gebied, deel_gebied_sleutel, gebied_niveau, titel, page_from,
    page_to, document_datum, datum_bron, cyclus, confidence
from {{ source('raw', 'parts') }}
