select nr, conflict_id, waarden, omschrijving, reden, door, op, ingetrokken_door, ingetrokken_op
from {{ source('raw', 'acceptaties') }}
