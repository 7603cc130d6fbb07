select * exclude (paar_id, is_opvolgend)
from {{ ref('int_veranderingen') }}
where is_opvolgend
