select
    maat, omschrijving, eenheid, optelbaar, met_teken
from {{ source('raw', 'maten') }}
