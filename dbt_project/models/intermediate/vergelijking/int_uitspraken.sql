-- Figures of current parts that are stated about an area, with the meaning they turn out to have.
with locatiekolommen as (
    -- the columns of a list of locations: their cells are about one location, also where its name is a dash
    select distinct document_id, table_id, groep
    from {{ geraakt('stg_kolommen') }}
    where rol = 'kenmerk' and kenmerk = 'locatie'
),

cijfers as (
    select
        c.*,
        {{ sleutel_van_gebied('c') }} as gebied_sleutel,
        string_split(coalesce(c.kwalificatie, ''), '; ') as kwalificaties,
        coalesce(len(regexp_extract(c.gelezen, '\d,(\d+)', 1)), 0) as decimalen,
        -- where each gemeente has its own table, those of one kind in one part are one column of figures
        md5(concat_ws('|', c.document_id, c.part_no, if(t.gebied_sleutel is null, c.table_id, coalesce(c.kind, c.table_id)),
            c.thema, c.maat, c.periode))
            as kolomgroep
    from {{ in_groepen('int_cijfers') }} as c
    left join {{ geraakt('stg_tabellen') }} as t on t.document_id = c.document_id and t.table_id = c.table_id
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
        {{ onderdeel_van('c') }} as onderdeel,
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
        on v.gebied_sleutel = u.gebied_sleutel and v.thema = u.thema and v.maat = l.leest_als
            and v.periode is not distinct from u.periode
            and (v.document_id, v.table_id) <> (u.document_id, u.table_id)
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
            and (v.document_id, v.table_id) <> (u.document_id, u.table_id)
    where u.periode_bron = 'deel' and v.periode_bron = 'cel' and u.peildatum is null
),

-- Against each other column with the same header: where the two differ, is it as the other reading says?
tegen_kolom as (
    select
        a.kolomgroep,
        a.maat_gelezen,
        a.periode_gelezen,
        a.verklaring,
        v.kolomgroep as andere_kolom,
        count(distinct u.cijfer_id) as n_gedeeld,
        count(distinct u.cijfer_id) filter (where u.waarde <> v.waarde) as n_verschil,
        count(distinct u.cijfer_id) filter (where u.waarde <> v.waarde and u.waarde = a.andere_waarde) as n_past
    from andere_lezing as a
    inner join gekwalificeerd as u using (cijfer_id)
    inner join gekwalificeerd as v
        on v.gebied_sleutel = u.gebied_sleutel and v.thema = u.thema and v.maat = u.maat
            and v.periode is not distinct from u.periode
            and v.kolomgroep <> u.kolomgroep and v.onderdeel is not distinct from u.onderdeel
    where u.waarde is not null and v.waarde is not null
    group by a.kolomgroep, a.maat_gelezen, a.periode_gelezen, a.verklaring, v.kolomgroep
),

-- A column is read otherwise where it differs as a rule, and then nearly always as the other reading says.
lezing_per_kolom as (
    select kolomgroep, maat_gelezen, periode_gelezen, verklaring
    from tegen_kolom
    where n_past >= 3 and n_verschil >= 0.5 * n_gedeeld and n_past >= 0.6 * n_verschil
    qualify row_number() over (partition by kolomgroep order by n_past desc, maat_gelezen, periode_gelezen) = 1
),

-- A column of one or two areas cannot show a rule: there the value alone decides.
lezing_los as (
    select a.cijfer_id, a.maat_gelezen, a.periode_gelezen, a.verklaring
    from andere_lezing as a
    inner join gekwalificeerd as u using (cijfer_id)
    where u.waarde = a.andere_waarde
        and (select max(t.n_gedeeld) from tegen_kolom as t where t.kolomgroep = u.kolomgroep) < 3
        and exists (
            select 1 from gekwalificeerd as v
            where v.gebied_sleutel = u.gebied_sleutel and v.thema = u.thema and v.maat = u.maat
                and v.periode is not distinct from u.periode
                and v.kolomgroep <> u.kolomgroep and v.waarde <> u.waarde
        )
    qualify row_number() over (partition by a.cijfer_id order by a.maat_gelezen, a.periode_gelezen) = 1
)

select
    u.cijfer_id,
    u.document_id,
    u.plangroep,
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
