select
    thema, maat, wordt
from {{ source('raw', 'maat_vertaling') }}
