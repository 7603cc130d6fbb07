select
    sleutel, naam, gebied_code, gebied_niveau
from {{ source('raw', 'gebied_namen') }}
