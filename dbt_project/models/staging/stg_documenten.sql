select
    document_id, sha256, file_name as document, n_bytes, n_pages, titel, auteur, producer, pdf_datum,
    opgegeven_datum, extractor_version, loaded_at
from {{ source('raw', 'documents') }}
