select
    document_id, gap_no, part_no, page, x0, top, x1, bottom, kop, bijschrift, reden
from {{ source('raw', 'gaps') }}
