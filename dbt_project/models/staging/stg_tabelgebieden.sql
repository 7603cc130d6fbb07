select
    document_id, table_id, region_no, page, x0, top, x1, bottom, row_from, row_to
from {{ source('raw', 'regions') }}
