-- Figures of current parts that are stated about an area, with the meaning they turn out to have.
with locatiekolommen as (
    -- the columns of a list of locations: their cells are about one location, also where its name is a dash
    select distinct document_id, table_id, groep
    from {{ ref('stg_kolommen') }}
    where rol = 'kenmerk' and kenmerk = 'locatie'
),

cijfers as (
    select
        c.*,
        coalesce(c.gebied_code, c.gebied_niveau || ':' || lower(c.gebied)) as gebied_sleutel,
        string_split(coalesce(c.kwalificatie, ''), '; ') as kwalificaties,
        coalesce(len(regexp_extract(c.raw_text, '\d,(\d+)', 1)), 0) as decimalen,
        -- tables of one kind in one part are one column of figures, also where each gemeente has its own table
        md5(concat_ws('|', c.document_id, c.part_no, coalesce(c.kind, c.table_id), c.thema, c.maat, c.periode))
            as kolomgroep
    from {{ ref('int_cijfers') }} as c
    where c.is_current
        and c.rij_rol in ('data', 'totaal')
        and c.locatie is null
        and c.gebied is not null
        and c.thema is not null
        and c.maat is not null
        and c.maat <> 'capaciteit'
        and not exists (
            select 1 from locatiekolommen as l
            where l.document_id = c.document_id and l.table_id = c.table_id and l.groep in (0, c.groep)
        )
),

gekwalificeerd as (
    select
        c.*,
        (
            select string_agg(k.kwalificatie, '; ' order by k.kwalificatie)
            from {{ ref('regels_kwalificaties') }} as k
            where k.rol = 'onderdeel' and list_contains(c.kwalificaties, k.kwalificatie)
        ) as onderdeel,
        coalesce(c.maat <> 'percentage' and list_has_any(c.kwalificaties, (
            select list(k.kwalificatie) from {{ ref('regels_kwalificaties') }} as k where k.rol = 'andere_eenheid'
        )), false) as andere_eenheid,
        coalesce(list_has_any(c.kwalificaties, (
            select list(k.kwalificatie) from {{ ref('regels_kwalificaties') }} as k where k.rol = 'ongeveer'
        )), false) as is_ongeveer
    from cijfers as c
),

-- What a column could mean other than its header says: another measure (declared), or another period where none is printed.
andere_lezing as (
    select
        u.cijfer_id,
        u.kolomgroep,
        l.leest_als as maat_gelezen,
        u.periode as periode_gelezen,
        l.verklaring,
        v.waarde as andere_waarde
    from gekwalificeerd as u
    inner join {{ ref('regels_lezingen') }} as l on l.thema = u.thema and l.maat = u.maat
    inner join gekwalificeerd as v
        on v.gebied_sleutel = u.gebied_sleutel and v.thema = u.thema and v.maat = l.leest_als and v.periode = u.periode
            and v.table_id <> u.table_id
    union
    select
        u.cijfer_id,
        u.kolomgroep,
        u.maat,
        v.periode,
        'de periode ' || v.periode,
        v.waarde
    from gekwalificeerd as u
    inner join gekwalificeerd as v
        on v.gebied_sleutel = u.gebied_sleutel and v.thema = u.thema and v.maat = u.maat and v.periode <> u.periode
            and v.table_id <> u.table_id
    where u.periode_bron = 'deel' and v.periode_bron = 'cel' and u.peildatum is null
),

eigen_waarde as (
    -- what other columns with the same header say about the area
    select u.cijfer_id, list(distinct v.waarde) as waarden
    from gekwalificeerd as u
    inner join gekwalificeerd as v
        on v.gebied_sleutel = u.gebied_sleutel and v.thema = u.thema and v.maat = u.maat and v.periode = u.periode
            and v.kolomgroep <> u.kolomgroep and v.onderdeel is not distinct from u.onderdeel
    where v.waarde is not null
    group by 1
),

lezing_per_cel as (
    select
        a.cijfer_id,
        a.kolomgroep,
        a.maat_gelezen,
        a.periode_gelezen,
        a.verklaring,
        bool_or(u.waarde = a.andere_waarde) as past,
        bool_or(list_contains(e.waarden, u.waarde)
            and not list_contains(e.waarden, a.andere_waarde)) as past_eigen,
        bool_and(u.waarde is not null and coalesce(not list_has_all([a.andere_waarde], e.waarden), false)) as onderscheidt
    from andere_lezing as a
    inner join gekwalificeerd as u using (cijfer_id)
    left join eigen_waarde as e using (cijfer_id)
    group by all
),

lezing_per_kolom as (
    -- a column is read otherwise where that fits nearly all areas in which the two readings differ
    select kolomgroep, maat_gelezen, periode_gelezen, verklaring
    from lezing_per_cel
    where onderscheidt
    group by kolomgroep, maat_gelezen, periode_gelezen, verklaring
    having count(*) filter (where past) >= 3
        and count(*) filter (where past) >= 0.7 * count(*)
        and count(*) filter (where past_eigen) <= 0.2 * count(*)
    qualify row_number() over (partition by kolomgroep order by count(*) filter (where past) desc, maat_gelezen) = 1
),

-- a cell alone is read otherwise where its value is exactly that of the other measure and no column says more
lezing_los as (
    select cijfer_id, maat_gelezen, periode_gelezen, verklaring
    from lezing_per_cel
    where past and onderscheidt and not coalesce(past_eigen, false)
    qualify row_number() over (partition by cijfer_id order by maat_gelezen, periode_gelezen) = 1
)

select
    u.cijfer_id,
    u.document_id,
    u.document_datum,
    u.part_no,
    u.deel,
    u.deel_gebied,
    u.table_id,
    u.kind,
    u.page,
    u."row",
    u.col,
    u.x0,
    u.top,
    u.x1,
    u.bottom,
    u.gebied_niveau,
    u.gebied_code,
    u.gebied,
    u.gebied_sleutel,
    u.provincie_code,
    u.regio_code,
    u.thema,
    u.maat,
    u.periode,
    u.periode_bron,
    u.peildatum,
    coalesce(k.maat_gelezen, l.maat_gelezen, u.maat) as maat_gelezen,
    coalesce(k.periode_gelezen, l.periode_gelezen, u.periode) as periode_gelezen,
    coalesce(k.verklaring, l.verklaring) as lezing,
    u.raw_text,
    u.waarde,
    u.waarde_min,
    u.waarde_max,
    u.decimalen,
    u.onderdeel,
    u.andere_eenheid,
    u.is_ongeveer,
    u.origin,
    u.confidence,
    u.rij_rol,
    u.groep,
    u.kolomgroep,
    {{ plaats('u') }} as plaats
from gekwalificeerd as u
left join lezing_per_kolom as k on k.kolomgroep = u.kolomgroep
left join lezing_los as l on l.cijfer_id = u.cijfer_id
