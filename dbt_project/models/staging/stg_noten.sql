select
    document_id, table_id, note_no, coalesce(mark, '') as merk, text, page, x0, top, x1, bottom,
    {{ woord_van('lower(text)', var('nootwoorden')) }} as kwalificatie
from {{ source('raw', 'notes') }}
