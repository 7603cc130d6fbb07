-- The documents that this build looks at: those that changed since the last one, and what depends on them. A whole
-- build looks at all. `opnieuw` are the documents whose rows are made anew; a plangroep of theirs is compared anew.
{% set stand = vorige_stand() %}
with nu as (
    {{ stand_van_delen() }}
),

{% if stand %}
was as (
    select * from {{ stand }}
),

beide as (
    select * from nu
    union all
    select * from was
),

gewijzigd as (
    select document_id from nu
    anti join was using (document_id, part_no, stand)
    union
    select document_id from was
    anti join nu using (document_id, part_no, stand)
),

-- An addendum supersedes what others state of its area, statement by statement: there all current parts are anew.
addenda as (
    select distinct plangebied from beide where is_addendum
),

in_hun_gebied as (
    select distinct plangebied from beide
    semi join gewijzigd using (document_id)
    semi join addenda using (plangebied)
),

opnieuw as (
    select document_id from gewijzigd
    union
    select document_id from nu
    semi join in_hun_gebied using (plangebied)
    where is_current
),

-- To tell what still holds of a document, its addenda are needed; of an addendum, all of its area.
aanvulling as (
    select n.document_id
    from nu as n
    inner join (
        select distinct plangebied, is_addendum from nu
        semi join opnieuw using (document_id)
    ) as o using (plangebied)
    where n.is_current and (n.is_addendum or o.is_addendum)
),

groepen as (
    select distinct document_id, plangroep from beide
    semi join opnieuw using (document_id)
)

select document_id, plangroep, true as opnieuw from groepen
union all
select distinct nu.document_id, nu.plangroep, false
from nu
anti join opnieuw using (document_id)
where nu.document_id in (select document_id from aanvulling)
    or (nu.is_current and nu.plangroep in (select plangroep from groepen))
{% else %}
alle as (
    select distinct document_id, plangroep from nu
)

select document_id, plangroep, true as opnieuw from alle
{% endif %}
