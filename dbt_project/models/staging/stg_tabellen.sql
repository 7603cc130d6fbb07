select
    document_id, table_id, table_no, part_no, kop, koppen, bijschrift, kind, gebied, gebied_sleutel,
    gebied_niveau, thema, maat, periode, peildatum, n_rows, n_cols, header_rows, origin, ocr_engine,
    confidence, status, reden, suggestie
from {{ source('raw', 'tables') }}
