select
    document_id, part_no, thema, periode
from {{ source('raw', 'part_perioden') }}
