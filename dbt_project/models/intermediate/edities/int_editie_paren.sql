-- What is set against what: an edition of a part against those some places before it; and an addendum against what
-- held when it came: the newest edition of each part of its area, and the addenda before it.
with delen as (
    select * from {{ ref('int_delen') }}
),

edities as (
    select distinct plangebied, editie, deel, document_id, editie_no, document_datum, is_current from delen
),

versies as (
    select
        md5(concat_ws('|', oud.editie, oud.document_id, nieuw.document_id)) as paar_id,
        oud.editie,
        oud.document_id as oud_document_id,
        nieuw.document_id as nieuw_document_id,
        nieuw.editie_no = oud.editie_no + 1 as is_opvolgend
    from edities as oud
    inner join edities as nieuw
        on nieuw.editie = oud.editie
            and nieuw.editie_no between oud.editie_no + 1 and oud.editie_no + {{ var('edities_terug') }}
),

addenda as (
    select
        md5(concat_ws('|', addendum.document_id, addendum.part_no)) as paar_id,
        addendum.document_id as nieuw_document_id,
        addendum.part_no as nieuw_part_no,
        stuk.document_id,
        stuk.editie
    from delen as addendum
    inner join edities as stuk
        on stuk.plangebied = addendum.plangebied
            and if(
                stuk.deel = 'addendum',
                stuk.document_datum < addendum.document_datum,
                coalesce(stuk.document_datum <= addendum.document_datum, true)
            )
    where addendum.deel = 'addendum'
    qualify row_number() over (partition by paar_id, stuk.editie order by stuk.editie_no desc) = 1
)

select
    v.paar_id, kant.kant, d.document_id, d.part_no, v.nieuw_document_id, false as is_addendum, v.is_opvolgend
from versies as v
cross join (select unnest(['oud', 'nieuw']) as kant) as kant
inner join delen as d
    on d.editie = v.editie and d.document_id = if(kant.kant = 'oud', v.oud_document_id, v.nieuw_document_id)
union all
select a.paar_id, 'oud', d.document_id, d.part_no, a.nieuw_document_id, true, true
from addenda as a
inner join delen as d on d.editie = a.editie and d.document_id = a.document_id
union all
select distinct paar_id, 'nieuw', nieuw_document_id, nieuw_part_no, nieuw_document_id, true, true
from addenda
