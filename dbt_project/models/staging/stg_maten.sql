select
    maat, omschrijving, eenheid, optelbaar
from {{ source('raw', 'maten') }}
