-- An edition is identified by deel, area and cycle. A part without an area stands on its own, and so does an addendum:
-- it supersedes figures (int_cijfers), not the addenda before it.
with delen as (
    select
        delen.* exclude (document_datum),
        documenten.document, documenten.loaded_at, documenten.opgegeven_datum, documenten.pdf_datum,
        coalesce(delen.document_datum, documenten.opgegeven_datum, documenten.pdf_datum) as document_datum,
        -- a part that names no cycle is of the one that its figures are taken to be of
        coalesce(delen.cyclus, perioden.periode, '') as editie_cyclus
    from {{ ref('stg_delen') }} as delen
    inner join {{ ref('stg_documenten') }} as documenten using (document_id)
    left join {{ ref('stg_deel_perioden') }} as perioden
        on delen.document_id = perioden.document_id and delen.part_no = perioden.part_no and perioden.thema = 'asiel'
),

gebieden as (
    select namen.sleutel, gebieden.*
    from {{ ref('stg_gebied_namen') }} as namen
    inner join {{ ref('stg_gebieden') }} as gebieden using (gebied_code, gebied_niveau)
),

-- the province that a part speaks of, where its own area says so
provincies as (
    select
        delen.document_id, delen.part_no, min(gebieden.gebied_code) as gebied_code,
        min(if(gebieden.gebied_niveau = 'provincie', gebieden.gebied_code, gebieden.provincie_code)) as provincie_code
    from delen
    inner join gebieden
        on delen.deel_gebied_sleutel = gebieden.sleutel and delen.gebied_niveau = gebieden.gebied_niveau
    group by all
    having count(distinct gebieden.gebied_code) = 1
),

-- else the province of the other parts in the PDF, where they agree
bundels as (
    select document_id, min(provincie_code) as provincie_code
    from provincies
    where provincie_code is not null
    group by document_id
    having count(distinct provincie_code) = 1
),

-- else the province of most gemeenten that its tables name
zonder_provincie as (
    select document_id from delen
    anti join bundels using (document_id)
),

genoemd as (
    {% for model in ['stg_rijen', 'stg_kolommen', 'stg_tabellen'] %}
    select document_id, gebied_sleutel
    from {{ ref(model) }}
    semi join zonder_provincie using (document_id)
    where gebied_niveau = 'gemeente'
    {{ 'union' if not loop.last }}
    {% endfor %}
),

meerderheden as (
    select document_id, arg_max(provincie_code, gemeenten) as provincie_code
    from (
        select genoemd.document_id, gebieden.provincie_code, count(*) as gemeenten
        from genoemd
        inner join gebieden on genoemd.gebied_sleutel = gebieden.sleutel and gebieden.gebied_niveau = 'gemeente'
        group by all
    )
    group by document_id
    having max(gemeenten) > sum(gemeenten) / 2
),

-- however its name is written
plangebieden as (
    select
        delen.*, provincies.gebied_code as deel_gebied_code, provincies.provincie_code,
        coalesce(provincies.gebied_code, delen.deel_gebied_sleutel, delen.document_id) as plangebied,
        concat_ws('|',
            delen.deel, if(delen.deel = 'addendum', delen.document_id, plangebied), delen.editie_cyclus
        ) as editie
    from delen
    left join provincies using (document_id, part_no)
),

-- the newest document wins as a whole: two parts of one kind in one PDF are both current
edities as (
    select
        editie, document_id,
        row_number() over oudste_eerst as editie_no,
        lead(document_id) over oudste_eerst as vervangen_door
    from plangebieden
    group by editie, document_id
    -- of two with one date on the title page, the PDF that was made last
    window oudste_eerst as (
        partition by editie
        order by
            max(document_datum) nulls first, max(opgegeven_datum) nulls first, max(pdf_datum) nulls first,
            max(loaded_at), document_id desc
    )
),

met_provincie as (
    select
        delen.* replace (
            coalesce(delen.provincie_code, bundels.provincie_code, meerderheden.provincie_code) as provincie_code
        )
    from plangebieden as delen
    left join bundels using (document_id)
    left join meerderheden using (document_id)
)

select
    delen.document_id, delen.document, delen.part_no, delen.deel, delen.deel_gebied, delen.deel_gebied_sleutel,
    delen.gebied_niveau as deel_gebied_niveau, delen.deel_gebied_code, delen.titel,
    delen.page_from, delen.page_to, delen.document_datum,
    coalesce(delen.datum_bron, if(delen.document_datum is null, null, 'metadata')) as datum_bron,
    delen.cyclus, delen.confidence, delen.loaded_at, delen.plangebied, delen.editie, edities.editie_no,
    edities.vervangen_door is null as is_current,
    edities.vervangen_door,
    delen.provincie_code,
    -- What is set side by side: the plans of one province in one cycle. A bundle of several cycles is of its last, and
    -- what names none of the newest in its province.
    concat_ws('|',
        coalesce(min(delen.provincie_code) over document, delen.document_id),
        coalesce(
            nullif(max(delen.editie_cyclus) over document, ''),
            arg_max(delen.editie_cyclus, (delen.document_datum, delen.editie_cyclus))
                filter (where delen.editie_cyclus <> '') over (partition by delen.provincie_code)
        )
    ) as plangroep
from met_provincie as delen
inner join edities using (editie, document_id)
window document as (partition by delen.document_id)
