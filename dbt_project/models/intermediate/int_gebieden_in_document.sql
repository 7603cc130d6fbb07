-- A name is looked up at the level where it was printed; a name of two areas (Bergen) is told apart by the province.
{{ config(
    materialized='incremental', incremental_strategy='geraakt', unique_key='document_id', on_schema_change='fail'
) }}
with gedrukt as (
    select document_id, part_no, deel_gebied as gebied_printed, deel_gebied_sleutel as sleutel, gebied_niveau
    from {{ geraakt('stg_delen') }}
    union
    select document_id, part_no, gebied, gebied_sleutel, gebied_niveau
    from {{ geraakt('stg_tabellen') }}
    union
    select tabellen.document_id, tabellen.part_no, kolommen.gebied, kolommen.gebied_sleutel, kolommen.gebied_niveau
    from {{ geraakt('stg_kolommen') }} as kolommen
    inner join {{ geraakt('stg_tabellen') }} as tabellen using (document_id, table_id)
    union
    select tabellen.document_id, tabellen.part_no, rijen.gebied, rijen.gebied_sleutel, rijen.gebied_niveau
    from {{ geraakt('stg_rijen') }} as rijen
    inner join {{ geraakt('stg_tabellen') }} as tabellen using (document_id, table_id)
),

kandidaten as (
    select
        gedrukt.document_id, gedrukt.part_no, gedrukt.gebied_printed, gedrukt.sleutel,
        gedrukt.gebied_niveau as gedrukt_niveau,
        gebieden.gebied_code, gebieden.gebied_niveau, gebieden.gebied, gebieden.provincie_code, gebieden.regio_code,
        coalesce(gebieden.provincie_code = delen.provincie_code, false) as eigen_provincie
    from gedrukt
    inner join {{ ref('int_delen') }} as delen using (document_id, part_no)
    inner join {{ ref('stg_gebied_namen') }} as namen
        on gedrukt.sleutel = namen.sleutel
            and coalesce(gedrukt.gebied_niveau, namen.gebied_niveau) = namen.gebied_niveau
    inner join {{ ref('stg_gebieden') }} as gebieden
        on namen.gebied_code = gebieden.gebied_code and namen.gebied_niveau = gebieden.gebied_niveau
    qualify
        -- without a printed level the smallest area that bears the name; then the one in the part's own province
        dense_rank() over (
            partition by gedrukt.document_id, gedrukt.part_no, gebied_printed, gedrukt.sleutel, gedrukt_niveau
            order by
                array_position(['gemeente', 'regio', 'provincie', 'land'], gebieden.gebied_niveau),
                eigen_provincie desc
        ) = 1
),

herkend as (
    select
        document_id, part_no, gebied_printed, sleutel, gedrukt_niveau,
        min(gebied_code) as gebied_code, min(gebied_niveau) as gebied_niveau, min(gebied) as gebied,
        min(provincie_code) as provincie_code, min(regio_code) as regio_code
    from kandidaten
    group by all
    having count(distinct gebied_code) = 1
)

select
    gedrukt.document_id, gedrukt.part_no, gedrukt.gebied_printed, gedrukt.sleutel,
    gedrukt.gebied_niveau as gedrukt_niveau,
    herkend.gebied_code,
    coalesce(herkend.gebied_niveau, gedrukt.gebied_niveau) as gebied_niveau,
    coalesce(herkend.gebied, gedrukt.gebied_printed) as gebied,
    -- a region that the document made up lies in the province it speaks of
    case
        when herkend.gebied_niveau = 'provincie' then herkend.gebied_code
        when herkend.gebied_code is not null then herkend.provincie_code
        when gedrukt.gebied_niveau = 'regio' then delen.provincie_code
    end as provincie_code,
    if(herkend.gebied_niveau = 'regio', herkend.gebied_code, herkend.regio_code) as regio_code
from gedrukt
inner join {{ ref('int_delen') }} as delen using (document_id, part_no)
left join herkend
    on gedrukt.document_id = herkend.document_id and gedrukt.part_no = herkend.part_no
        and gedrukt.gebied_printed = herkend.gebied_printed
        and gedrukt.sleutel is not distinct from herkend.sleutel
        and gedrukt.gebied_niveau is not distinct from herkend.gedrukt_niveau
where gedrukt.gebied_printed is not null
