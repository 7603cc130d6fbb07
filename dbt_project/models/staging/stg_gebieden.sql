select
    gebied_code, gebied_niveau, gebied, provincie_code, regio_code
from {{ source('raw', 'gebieden') }}
