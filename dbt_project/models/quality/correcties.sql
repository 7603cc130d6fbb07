-- What became of each correction: it is applied only to a cell that states something, and still says what it said. Only
-- documents with corrections are looked at.
with gecorrigeerd as (
    select distinct document_id from {{ ref('regels_correcties') }}
),

{% for naam in ['stg_cellen', 'stg_kolommen', 'stg_rijen'] %}
{{ naam }} as (
    select * from {{ ref(naam) }}
    semi join gecorrigeerd using (document_id)
){{ ',' if not loop.last }}

{% endfor %}
select
    correcties.document_id,
    documenten.document,
    correcties.table_id,
    correcties."row",
    correcties.col,
    cellen.page,
    case
        when documenten.document_id is null then 'document_niet_aanwezig'
        when cellen.document_id is null then 'cel_ontbreekt'
        when cellen.text <> coalesce(correcties.verwacht, '') then 'bron_gewijzigd'
        when kolommen.rol not in ('cijfer', 'kenmerk') or rijen.rol not in ('data', 'totaal', 'subrij')
            then 'zonder_gevolg'
        else 'toegepast'
    end as status,
    coalesce(correcties.verwacht, '') as verwacht,
    cellen.text as staat_er,
    coalesce(correcties.wordt, '') as wordt,
    correcties.reden,
    correcties.bron,
    correcties.door,
    correcties.op
from {{ ref('regels_correcties') }} as correcties
left join {{ ref('stg_documenten') }} as documenten using (document_id)
left join stg_cellen as cellen using (document_id, table_id, "row", col)
left join stg_kolommen as kolommen using (document_id, table_id, col)
left join stg_rijen as rijen using (document_id, table_id, "row")
