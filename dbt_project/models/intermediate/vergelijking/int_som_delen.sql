-- What each total is the sum of, within its table: pairs of a total and a part. A total can be composed in more than one
-- way (the regions, or all gemeenten); `samenstelling` tells them apart, the likeliest first.
with rijen as (
    select
        c.*,
        {{ sleutel_van_gebied('c') }} as gebied_sleutel,
        {{ onderdeel_van('c') }} as onderdeel
    from {{ in_groepen('int_cijfers') }} as c
    left join {{ ref('stg_maten') }} as m on m.maat = c.maat
    where c.is_nieuwste_editie and c.gebied is not null and coalesce(m.optelbaar, true)
),

-- What rows of each table come after what: the total that closes a row's block, or opens it where totals stand on top.
tabelrijen as (
    select
        document_id, table_id, "row",
        bool_or(rij_rol = 'totaal') as is_totaal,
        bool_or(gebied_niveau = 'regio') as is_regio,
        bool_or(gebied_niveau = 'gemeente' and rij_rol = 'data') as is_gemeente
    from rijen
    group by document_id, table_id, "row"
),

geordend as (
    select
        *,
        max(if(is_totaal, "row", null)) over vooraf as vorig_totaal,
        min(if(is_totaal, "row", null)) over erna as volgend_totaal,
        coalesce(
            min(if(is_regio, "row", null)) over tabel < min(if(is_gemeente, "row", null)) over tabel, false
        ) as bovenaan
    from tabelrijen
    window
        tabel as (partition by document_id, table_id),
        vooraf as (partition by document_id, table_id order by "row" rows between unbounded preceding and 1 preceding),
        erna as (partition by document_id, table_id order by "row" rows between 1 following and unbounded following)
),

geplaatst as (
    select
        r.*,
        g.vorig_totaal,
        g.volgend_totaal,
        g.bovenaan,
        -- a gemeente in a region that has a total of its own is counted with it
        r.gebied_niveau = 'gemeente' and (
            exists (
                select 1 from rijen as x
                where x.document_id = r.document_id and x.table_id = r.table_id and x.gebied_niveau = 'regio'
                    and x.gebied_code = r.regio_code
            )
            or exists (
                select 1 from tabelrijen as x
                where x.document_id = r.document_id and x.table_id = r.table_id and x.is_regio and x.is_totaal
                    and x."row" = if(g.bovenaan, g.vorig_totaal, g.volgend_totaal)
            )
        ) as in_regio
    from rijen as r
    inner join geordend as g using (document_id, table_id, "row")
),

totalen as (
    select
        t.cijfer_id as totaal_id,
        r.cijfer_id as deel_id,
        r.gebied_niveau,
        t.gebied_niveau as totaal_niveau,
        r.in_regio,
        coalesce(r.regio_code = t.gebied_code, false) as zelfde_regio,
        if(t.bovenaan, r."row" > t."row" and r."row" < coalesce(t.volgend_totaal, r."row" + 1),
            r."row" < t."row" and r."row" > coalesce(t.vorig_totaal, -1)) as in_blok,
        bool_or(r.gebied_niveau = 'regio') over (partition by t.cijfer_id) as heeft_regios
    from geplaatst as t
    inner join geplaatst as r
        on r.document_id = t.document_id and r.table_id = t.table_id and r.col = t.col and r.cijfer_id <> t.cijfer_id
            -- places for amv are asylum places in a list of locations
            and (r.thema = t.thema or (t.maat = 'capaciteit' and {{ familie('r.thema') }} = t.thema))
            and r.maat = t.maat and r.periode is not distinct from t.periode
            and r.onderdeel is not distinct from t.onderdeel
    where t.rij_rol = 'totaal' and t.is_current
        and case t.gebied_niveau
            when 'gemeente' then r.rij_rol = 'data' and r.gebied_sleutel = t.gebied_sleutel
            when 'regio' then r.rij_rol = 'data' and r.gebied_niveau = 'gemeente'
            when 'land' then r.gebied_niveau = 'provincie'
            else r.gebied_niveau = 'regio' or (r.rij_rol = 'data' and r.gebied_niveau = 'gemeente')
        end
),

samenstellingen as (
    select totaal_id, deel_id, 1 as samenstelling
    from totalen
    where case totaal_niveau
        when 'regio' then zelfde_regio
        when 'provincie' then gebied_niveau = 'regio' or not heeft_regios or not in_regio
        else true
    end
    union all
    -- the region as the document draws it
    select totaal_id, deel_id, 2 from totalen where totaal_niveau = 'regio' and in_blok
    union all
    select totaal_id, deel_id, 2
    from totalen
    where totaal_niveau = 'provincie' and heeft_regios and gebied_niveau = 'gemeente'
    union all
    select totaal_id, deel_id, 3
    from totalen
    where totaal_niveau = 'provincie' and heeft_regios and gebied_niveau = 'regio'
),

-- An addendum lists what it changes, and its total is over all: the rest are the figures that still hold elsewhere.
elders as (
    select
        t.cijfer_id as totaal_id,
        r.cijfer_id as deel_id,
        r.gebied_code,
        r.waarde_min
    from rijen as t
    inner join rijen as r
        on r.plangroep is not distinct from t.plangroep
            and r.thema = t.thema and r.maat = t.maat and r.periode is not distinct from t.periode
            and r.onderdeel is not distinct from t.onderdeel
            and t.gebied_code = case t.gebied_niveau when 'regio' then r.regio_code when 'provincie' then r.provincie_code end
    where t.deel = 'addendum' and t.rij_rol = 'totaal' and t.is_current
        and r.rij_rol = 'data' and r.gebied_niveau = 'gemeente' and r.locatie is null and r.is_current
        and (
            (r.document_id = t.document_id and r.table_id = t.table_id and r.col = t.col)
            or not exists (
                select 1 from rijen as x
                where x.document_id = t.document_id and x.table_id = t.table_id and x.col = t.col
                    and x.rij_rol = 'data' and x.gebied_code = r.gebied_code
            )
        )
),

aangevuld as (
    select totaal_id, min(deel_id) as deel_id
    from elders
    group by totaal_id, gebied_code
    having count(distinct waarde_min) = 1
),

aantallen as (
    select gebied_niveau, provincie_code, null as regio_code, count(*) as n
    from {{ ref('stg_gebieden') }}
    where gebied_niveau in ('regio', 'gemeente')
    group by gebied_niveau, provincie_code
    union all
    select gebied_niveau, null, regio_code, count(*)
    from {{ ref('stg_gebieden') }}
    where gebied_niveau = 'gemeente'
    group by gebied_niveau, regio_code
),

addenda as (
    select a.totaal_id, a.deel_id, 4 as samenstelling
    from aangevuld as a
    inner join rijen as t on t.cijfer_id = a.totaal_id
    inner join aantallen as n
        on n.gebied_niveau = 'gemeente'
            and t.gebied_code = case t.gebied_niveau when 'regio' then n.regio_code else n.provincie_code end
    qualify count(*) over (partition by a.totaal_id) = n.n
),

-- Tables that set areas of two levels side by side, without calling one of them a total. Only all parts make a sum.
naast_elkaar as (
    select
        t.cijfer_id as totaal_id,
        r.cijfer_id as deel_id,
        t.gebied_niveau as totaal_niveau,
        r.gebied_niveau,
        r.gebied_code,
        r.in_regio,
        n.n,
        bool_or(r.gebied_niveau = 'regio') over (partition by t.cijfer_id) as heeft_regios
    from geplaatst as t
    inner join geplaatst as r
        on r.document_id = t.document_id and r.table_id = t.table_id and r.cijfer_id <> t.cijfer_id
            and r.thema = t.thema and r.maat = t.maat and r.periode is not distinct from t.periode
            and r.peildatum is not distinct from t.peildatum and r.onderdeel is not distinct from t.onderdeel
            and (r.col = t.col or r."row" = t."row")
    left join aantallen as n
        on n.gebied_niveau = r.gebied_niveau
            and case t.gebied_niveau when 'provincie' then n.provincie_code else n.regio_code end = t.gebied_code
    where t.rij_rol = 'data' and (r.rij_rol = 'data' or r.gebied_niveau = 'regio') and t.is_current
        and case t.gebied_niveau
            when 'provincie' then r.gebied_niveau in ('regio', 'gemeente') and r.provincie_code = t.gebied_code
            when 'regio' then r.gebied_niveau = 'gemeente' and r.regio_code = t.gebied_code
        end
),

gebieden as (
    select totaal_id, deel_id, 1 as samenstelling
    from naast_elkaar
    where gebied_niveau = 'regio' or not heeft_regios
    qualify count(*) over (partition by totaal_id) >= case
        -- regions that the document names itself are taken to be all there are
        when bool_or(gebied_niveau = 'regio' and gebied_code is null) over (partition by totaal_id) then 2
        else greatest(2, max(n) over (partition by totaal_id))
    end
    union all
    -- a gemeente that stands apart from the regions
    select totaal_id, deel_id, 2
    from naast_elkaar
    where heeft_regios and (gebied_niveau = 'regio' or not in_regio)
    qualify bool_or(gebied_niveau = 'regio' and gebied_code is null) over (partition by totaal_id)
),

subrijen as (
    select t.cijfer_id as totaal_id, r.cijfer_id as deel_id, 1 as samenstelling
    from rijen as r
    inner join rijen as t
        on t.document_id = r.document_id and t.table_id = r.table_id and t.col = r.col and t."row" = r.ouder_row
    where r.rij_rol = 'subrij' and t.is_current
)

select 'som_totaal' as regel_id, * from samenstellingen
union all
select 'som_totaal', * from addenda
union all
select 'som_gebieden', * from gebieden
union all
select 'som_subrijen', * from subrijen
