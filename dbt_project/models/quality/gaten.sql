select
    h.document_id,
    d.document,
    h.gap_no,
    d.deel,
    d.deel_gebied,
    h.page,
    [h.x0, h.top, h.x1, h.bottom] as bbox,
    h.kop,
    h.bijschrift,
    h.reden,
    d.is_current
from {{ ref('stg_hiaten') }} as h
inner join {{ ref('int_delen') }} as d using (document_id, part_no)
