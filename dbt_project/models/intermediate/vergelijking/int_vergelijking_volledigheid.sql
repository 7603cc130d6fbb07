-- Tables with one row per gemeente: no gemeente twice, and none left out where nearly all of a region are listed.
with tabellen as (
    select t.document_id, t.table_id, t.part_no, t.status, t.gebied, t.gebied_sleutel, t.gebied_niveau, d.deel, d.deel_gebied
    from {{ geraakt('stg_tabellen') }} as t
    inner join {{ in_groepen('int_delen') }} as d using (document_id, part_no)
    where d.is_current
),

-- lists of locations and plans name a gemeente as often as it has some
lijsten as (
    select distinct document_id, table_id
    from {{ in_groepen('int_cijfers') }}
    where maat in ('capaciteit', 'voornemens') and rij_rol = 'data'
    union
    select distinct document_id, table_id
    from {{ geraakt('stg_kolommen') }}
    where rol = 'kenmerk' and kenmerk in ('locatie', 'adres')
),

rijen as (
    select
        t.*,
        r."row",
        g.gebied_code,
        g.gebied as naam,
        g.regio_code,
        g.provincie_code
    from tabellen as t
    inner join {{ geraakt('stg_rijen') }} as r using (document_id, table_id)
    left join {{ geraakt('int_gebieden_in_document') }} as g
        on g.document_id = t.document_id and g.part_no = t.part_no and g.gebied_printed = r.gebied
            and g.sleutel is not distinct from r.gebied_sleutel and g.gedrukt_niveau is not distinct from r.gebied_niveau
            and g.gebied_niveau = 'gemeente'
    anti join lijsten as l on l.document_id = t.document_id and l.table_id = t.table_id
    where t.status = 'begrepen' and r.rol = 'data' and r.gebied is not null and t.gebied_sleutel is null
),

plaatsen as (
    -- where a row stands: its first cell
    select r.*, c.page, c.col, c.x0, c.top, c.x1, c.bottom, c.text as raw_text
    from rijen as r
    inner join {{ geraakt('stg_cellen') }} as c using (document_id, table_id, "row")
    qualify row_number() over (partition by r.document_id, r.table_id, r."row" order by c.text = '', c.col) = 1
),

inhoud as (
    select document_id, table_id, arg_min(thema, (col, "row", thema)) as thema from {{ in_groepen('int_cijfers') }}
    group by all
),

-- A matrix has a row per measure; there a gemeente fills many rows of the same area.
dubbelen as (
    select
        p.document_id,
        p.table_id,
        p.gebied_code,
        any_value(p.naam) as gebied,
        any_value(p.regio_code) as regio_code,
        count(*) as n,
        list({{ plaats('p') }} order by p."row") as plaatsen
    from plaatsen as p
    where p.gebied_code is not null
    group by p.document_id, p.table_id, p.gebied_code
),

per_cijfer as (
    select document_id, table_id, gebied_code, max(n) as n
    from (
        select document_id, table_id, gebied_code, count(*) as n
        from {{ in_groepen('int_cijfers') }}
        where rij_rol = 'data' and gebied_niveau = 'gemeente'
        group by document_id, table_id, gebied_code, col, thema, maat, periode, kwalificatie
    )
    group by all
),

-- What lists gemeenten: a table, or the tables of a part that each are about one gemeente.
lijst_rijen as (
    select document_id, part_no, deel, deel_gebied, table_id as lijst, table_id, gebied_code, naam, regio_code, provincie_code
    from rijen
    union all
    select t.document_id, t.part_no, t.deel, t.deel_gebied, 'deel ' || t.part_no, t.table_id, g.gebied_code, g.gebied,
        g.regio_code, g.provincie_code
    from tabellen as t
    left join {{ geraakt('int_gebieden_in_document') }} as g
        on g.document_id = t.document_id and g.part_no = t.part_no and g.gebied_printed = t.gebied
            and g.sleutel is not distinct from t.gebied_sleutel and g.gedrukt_niveau is not distinct from t.gebied_niveau
            and g.gebied_niveau = 'gemeente'
    where t.gebied_niveau = 'gemeente'
),

lijst as (
    select
        document_id, part_no, lijst,
        min(table_id) as table_id,
        list(distinct gebied_code) filter (where gebied_code is not null) as codes,
        count(*) filter (where gebied_code is null) as n_onbekend
    from lijst_rijen
    group by all
),

gebieden as (
    select
        unnest(['regio', 'provincie']) as niveau,
        unnest([regio_code, provincie_code]) as code,
        gebied_code,
        gebied
    from {{ ref('stg_gebieden') }}
    where gebied_niveau = 'gemeente'
),

dekking as (
    select
        l.document_id, l.part_no, l.lijst, l.table_id, g.niveau, g.code, l.n_onbekend,
        count(*) as n,
        count(*) filter (where list_contains(l.codes, g.gebied_code)) as n_genoemd,
        list({'code': g.gebied_code, 'gebied': g.gebied}) filter (where not list_contains(l.codes, g.gebied_code))
            as ontbrekend
    from lijst as l
    inner join gebieden as g on true
    group by all
    having n_genoemd > 0
),

-- a list of fewer says nothing
dekking_van_gebied as (
    select d.*, r.gebied as in_gebied
    from dekking as d
    inner join {{ ref('stg_gebieden') }} as r on r.gebied_code = d.code and r.gebied_niveau = d.niveau
    where d.n >= 5
),

ontbrekend as (
    -- at most one in ten is missing, and no row that was not recognised could be it
    select document_id, table_id, n_genoemd, in_gebied, unnest(ontbrekend) as gemist
    from dekking_van_gebied
    where n - n_genoemd between 1 and greatest(1, n // 10) and n_onbekend = 0
),

eerste_cel as (
    select t.*, c."row", c.col, c.page, c.x0, c.top, c.x1, c.bottom, c.text as raw_text
    from tabellen as t
    inner join {{ geraakt('stg_cellen') }} as c using (document_id, table_id)
    qualify row_number() over (partition by t.document_id, t.table_id order by c."row", c.col) = 1
)

select
    'dubbel_gebied' as regel_id,
    if(c.n > 1 and d.n > 1, 'afwijkend', 'gelijk') as uitkomst,
    null::varchar as ernst_lager,
    'gemeente' as gebied_niveau,
    d.gebied_code,
    d.gebied,
    d.gebied_code as gebied_sleutel,
    d.regio_code,
    i.thema,
    null::varchar as maat,
    null::varchar as periode,
    null::varchar as locatie,
    null::varchar as veld,
    d.n::double as waarde_a,
    1::double as waarde_b,
    null::varchar as tekst_a,
    null::varchar as tekst_b,
    (d.n - 1)::double as verschil,
    null::varchar as verklaring,
    'het gebied staat ' || d.n || ' keer in dezelfde tabel' as zin,
    d.plaatsen as bronnen_a,
    [] as bronnen_b
from dubbelen as d
inner join inhoud as i using (document_id, table_id)
inner join per_cijfer as c using (document_id, table_id, gebied_code)

union all

select
    'ontbreekt_gebied',
    'gelijk',
    null,
    v.niveau,
    v.code,
    v.in_gebied,
    v.code,
    if(v.niveau = 'regio', v.code, null),
    i.thema,
    null,
    null,
    null,
    null,
    v.n_genoemd,
    v.n,
    null,
    null,
    0,
    null,
    null,
    [{{ plaats('e') }}],
    []
from dekking_van_gebied as v
inner join inhoud as i using (document_id, table_id)
inner join eerste_cel as e using (document_id, table_id)
where v.n_genoemd = v.n

union all

select
    'ontbreekt_gebied',
    'afwijkend',
    null,
    'gemeente',
    o.gemist.code,
    o.gemist.gebied,
    o.gemist.code,
    null,
    i.thema,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'ontbreekt waar ' || o.n_genoemd || ' andere gemeenten van ' || o.in_gebied || ' staan',
    [{{ plaats('e') }}],
    []
from ontbrekend as o
inner join inhoud as i using (document_id, table_id)
inner join eerste_cel as e using (document_id, table_id)
where o.gemist is not null
-- a gemeente missing from its region is missing from its province too
qualify row_number() over (partition by o.document_id, o.table_id, o.gemist.code order by o.n_genoemd) = 1
