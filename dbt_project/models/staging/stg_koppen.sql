select
    document_id, heading_no, part_no, page, top, level, text
from {{ source('raw', 'headings') }}
