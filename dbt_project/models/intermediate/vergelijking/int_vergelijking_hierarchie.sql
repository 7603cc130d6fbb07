-- Figures of areas against the sum of the areas below them, where the two stand in different tables.
with u as (
    select * from {{ ref('int_uitspraken') }} where onderdeel is null and not andere_eenheid and waarde_min is not null
),

-- Lists of plans per gemeente: tables without a total, that are not about one gemeente. A list of which an addendum
-- states a row again no longer stands as a whole.
lijsten as (
    select r.*
    from u as r
    inner join {{ geraakt('stg_tabellen') }} as x on x.document_id = r.document_id and x.table_id = r.table_id
    where r.maat_gelezen = 'voornemens' and r.gebied_niveau = 'gemeente' and r.rij_rol = 'data' and x.gebied_sleutel is null
        and not exists (
            select 1 from u as t
            where t.document_id = r.document_id and t.table_id = r.table_id and t.thema = r.thema
                and t.maat_gelezen = r.maat_gelezen and t.rij_rol = 'totaal'
        )
        and not exists (
            select 1 from {{ in_groepen('int_cijfers') }} as h
            where h.document_id = r.document_id and h.table_id = r.table_id and h.thema = r.thema
                and h.maat = 'voornemens' and h.vervangen_door is not null
        )
),

-- A list that names no gemeente of a region with plans does not name all plans.
onvolledig as (
    select distinct l.document_id, l.table_id, l.thema
    from lijsten as l
    inner join u as t
        on t.document_id = l.document_id and t.thema = l.thema and t.maat_gelezen = 'voornemens'
            and t.gebied_niveau = 'regio' and t.gebied_code is not null and t.provincie_code = l.provincie_code
            and t.waarde_min > 0
    anti join lijsten as r
        on r.document_id = l.document_id and r.table_id = l.table_id and r.thema = l.thema
            and r.regio_code = t.gebied_code
),

voornemens as (
    select
        'hierarchie_som' as regel_id,
        t.cijfer_id,
        sum(r.waarde_min) as som_min,
        sum(r.waarde_max) as som_max,
        list(r.plaats order by r."row") as plaatsen
    from u as t
    inner join lijsten as r
        on r.document_id = t.document_id and r.table_id <> t.table_id and r.thema = t.thema
            and r.periode_gelezen is not distinct from t.periode_gelezen
            and t.gebied_code = case t.gebied_niveau when 'regio' then r.regio_code else r.provincie_code end
    anti join onvolledig as o on o.document_id = r.document_id and o.table_id = r.table_id and o.thema = r.thema
    where t.maat_gelezen = 'voornemens'
        -- the plan of one region says nothing about the whole province
        and (t.gebied_niveau = 'regio' or (t.gebied_niveau = 'provincie' and r.deel <> 'regionaal_plan'))
    group by t.cijfer_id, r.table_id
),

-- A figure of the province against those of all its regions, each stated in one value.
regios as (
    select r.provincie_code, count(*) as n
    from {{ ref('stg_gebieden') }} as r
    where r.gebied_niveau = 'regio'
    group by r.provincie_code
),

regiowaarden as (
    select
        plangroep, provincie_code, regio_code, thema, maat_gelezen, periode_gelezen,
        min(waarde) as waarde,
        arg_min(plaats, table_id) as plaats,
        list(distinct table_id) as tabellen
    from u
    where gebied_niveau = 'regio' and waarde is not null and regio_code is not null
    group by all
    having count(distinct waarde) = 1
),

provincies as (
    select
        'hierarchie_som' as regel_id,
        t.cijfer_id,
        sum(w.waarde) as som_min,
        sum(w.waarde) as som_max,
        list(w.plaats order by w.regio_code) as plaatsen
    from u as t
    inner join regiowaarden as w
        on w.plangroep = t.plangroep and w.provincie_code = t.gebied_code and w.thema = t.thema
            and w.maat_gelezen = t.maat_gelezen
            and w.periode_gelezen is not distinct from t.periode_gelezen
    inner join regios as n on n.provincie_code = t.gebied_code
    inner join {{ ref('stg_maten') }} as m on m.maat = t.maat_gelezen and m.optelbaar
    where t.gebied_niveau = 'provincie'
        -- where its own table has the regions, int_vergelijking_som adds them up
        and not exists (
            select 1 from u as x
            where x.document_id = t.document_id and x.table_id = t.table_id and x.gebied_niveau = 'regio'
        )
    group by t.cijfer_id, n.n
    having count(*) = n.n and n.n > 1
)

select
    s.regel_id,
    case
        when abs(t.waarde_min - s.som_min) < 0.005 then 'gelijk'
        when t.waarde_min between s.som_min and s.som_max then 'verklaard'
        else 'afwijkend'
    end as uitkomst,
    null::varchar as ernst_lager,
    t.gebied_niveau,
    t.gebied_code,
    t.gebied,
    t.gebied_sleutel,
    t.regio_code,
    t.thema,
    t.maat_gelezen as maat,
    t.periode_gelezen as periode,
    null::varchar as locatie,
    null::varchar as veld,
    t.waarde_min as waarde_a,
    s.som_min as waarde_b,
    t.raw_text as tekst_a,
    {{ kaal_getal('s.som_min') }} as tekst_b,
    t.waarde_min - s.som_min as verschil,
    case
        when abs(t.waarde_min - s.som_min) < 0.005 then null
        when t.waarde_min between s.som_min and s.som_max then 'het totaal ligt binnen het bereik van de delen'
    end as verklaring,
    'er staat ' || {{ nl_getal('t.waarde_min') }} || ', maar de ' || len(s.plaatsen)
        || ' cijfers van de gebieden eronder geven ' || {{ nl_bereik('s.som_min', 's.som_max') }} as zin,
    [t.plaats] as bronnen_a,
    s.plaatsen as bronnen_b
from (
    select * from voornemens
    union all
    select * from provincies
) as s
inner join u as t using (cijfer_id)
