-- The same figure in two places: every pair of cells that state the same measure of the same area.
with uitspraken as (
    select
        u.*,
        coalesce(g.gelijk_aan, u.maat_gelezen) as maat_vergeleken,
        g.verklaring as verwant_verklaring,
        count(*) over (
            partition by u.document_id, u.table_id, u.gebied_sleutel, u.thema, u.maat, u.periode, u.onderdeel
        ) as keer_in_tabel,
        count(*) filter (where u.onderdeel is null) over (
            partition by u.document_id, u.table_id, u.gebied_sleutel, u.thema, u.maat, u.periode
        ) as gehelen_in_tabel
    from {{ ref('int_uitspraken') }} as u
    left join {{ ref('regels_gelijke_maten') }} as g on g.thema = u.thema and g.maat = u.maat_gelezen
    where u.waarde_max is not null or u.waarde_min is not null
),

-- What a table says of the parts of a whole, added up: lasting and temporary reception.
gehelen as (
    select document_id, table_id, gebied_sleutel, thema, maat_vergeleken, periode_gelezen, sum(waarde_min) as som
    from uitspraken
    where onderdeel is not null and gehelen_in_tabel = 0
    group by all
    having count(distinct onderdeel) = count(*) and count(*) > 1
),

-- An empty cell in a column whose printed total holds without it says nothing about the area, so nought.
leeg as (
    select
        r.document_id,
        r.table_id,
        r."row",
        t.col,
        any_value(t.deel) as deel,
        any_value(t.deel_gebied) as deel_gebied,
        any_value(r.page) as page,
        any_value(r.gebied_sleutel) as gebied_sleutel,
        t.thema,
        t.maat,
        t.periode_gelezen
    from {{ ref('int_uitspraken') }} as t
    inner join {{ ref('int_vergelijking_som') }} as s
        on s.regel_id = 'som_totaal' and s.uitkomst = 'gelijk' and s.waarde_a <> 0
            and s.bronnen_a[1].table_id = t.table_id and s.bronnen_a[1]."row" = t."row" and s.bronnen_a[1].col = t.col
            and s.bronnen_a[1].document_id = t.document_id
    inner join {{ ref('int_uitspraken') }} as r
        on r.document_id = t.document_id and r.table_id = t.table_id and r.rij_rol = 'data'
            and r.gebied_niveau = 'gemeente'
            and (t.gebied_niveau <> 'regio' or r.regio_code = t.gebied_code)
    where t.rij_rol = 'totaal'
        -- the total of totals says nothing about a gemeente
        and not exists (
            select 1 from {{ ref('int_uitspraken') }} as g
            where t.gebied_niveau <> 'regio' and g.gebied_niveau = 'regio'
                and g.document_id = t.document_id and g.table_id = t.table_id and g.col = t.col
        )
        and not exists (
            select 1 from {{ in_groepen('int_cijfers') }} as c
            where c.document_id = r.document_id and c.table_id = r.table_id and c."row" = r."row" and c.col = t.col
        )
    group by r.document_id, r.table_id, r."row", t.col, t.thema, t.maat, t.periode_gelezen
),

paren as (
    select
        a.*,
        b.waarde_min as b_min,
        b.waarde_max as b_max,
        b.raw_text as b_tekst,
        b.maat_gelezen as b_maat,
        b.document_id as b_document_id,
        b.table_id as b_table_id,
        b.onderdeel as b_onderdeel,
        b.deel as b_deel,
        b.peildatum as b_peildatum,
        b.confidence as b_confidence,
        b.plaats as b_plaats,
        a.kolomgroep || b.kolomgroep as kolommen,
        a.maat_gelezen = b.maat_gelezen as zelfde_maat,
        coalesce(a.verwant_verklaring, b.verwant_verklaring) as verwant,
        -- half a unit of the coarser of the two prints
        case when a.decimalen <> b.decimalen then 0.5 * pow(10, -least(a.decimalen, b.decimalen)) else 0 end as afronding,
        a.is_ongeveer or b.is_ongeveer as ongeveer
    from uitspraken as a
    inner join uitspraken as b
        on b.gebied_sleutel = a.gebied_sleutel and b.thema = a.thema and b.maat_vergeleken = a.maat_vergeleken
            and b.periode_gelezen is not distinct from a.periode_gelezen
            and (b.document_id, b.table_id) > (a.document_id, a.table_id)
    where a.keer_in_tabel = 1 and b.keer_in_tabel = 1
        and not a.andere_eenheid and not b.andere_eenheid
        and (
            a.onderdeel is not distinct from b.onderdeel
            -- reception that lasts is what counts for the task, but where the whole stands beside it it is a part;
            -- a part alone is compared with nothing else
            or (
                coalesce(a.onderdeel, 'structureel') = coalesce(b.onderdeel, 'structureel')
                and (a.onderdeel is null or a.gehelen_in_tabel = 0) and (b.onderdeel is null or b.gehelen_in_tabel = 0)
            )
        )
),

-- A figure without a date is that of another date where it is equal to what is stated for that.
andere_datum as (
    select distinct p.cijfer_id, p.b_plaats
    from paren as p
    inner join uitspraken as v
        on v.gebied_sleutel = p.gebied_sleutel and v.thema = p.thema and v.maat_vergeleken = p.maat_vergeleken
            and v.periode_gelezen is not distinct from p.periode_gelezen
            and v.peildatum <> coalesce(p.peildatum, p.b_peildatum)
            and v.waarde = if(p.peildatum is null, p.waarde, p.b_min)
    where (p.peildatum is null) <> (p.b_peildatum is null)
),

-- A measure that only should mean the same may still follow the rule of another period.
andere_periode as (
    select distinct p.cijfer_id, p.b_plaats, v.periode_gelezen
    from paren as p
    inner join uitspraken as v
        on v.gebied_sleutel = p.gebied_sleutel and v.thema = p.thema and v.maat_gelezen = p.maat_vergeleken
            and v.periode_gelezen is distinct from p.periode_gelezen
            and v.waarde_min = case when p.maat_gelezen = p.maat_vergeleken then p.b_min else p.waarde_min end
    where not p.zelfde_maat
),

beoordeeld as (
    select
        p.*,
        v.periode_gelezen as past_bij_periode,
        p.waarde_min - p.b_min as verschil,
        p.waarde_min is not distinct from p.b_min and p.waarde_max is not distinct from p.b_max as is_gelijk,
        coalesce(p.waarde_min, p.waarde_max) <= coalesce(p.b_max, p.b_min)
            and coalesce(p.b_min, p.b_max) <= coalesce(p.waarde_max, p.waarde_min) as overlapt,
        d.cijfer_id is not null or coalesce(p.peildatum <> p.b_peildatum, false) as andere_peildatum,
        -- an addendum supersedes the figures that it states again, and is newer than what only should be equal to them
        not p.zelfde_maat and 'addendum' in (p.deel, p.b_deel) and p.deel <> p.b_deel as is_bijgewerkt,
        coalesce(g.som = if(p.onderdeel is null, p.waarde_min, p.b_min), false) as is_geheel,
        abs(p.waarde_min - p.b_min) <= p.afronding
            or (p.ongeveer and abs(p.waarde_min - p.b_min) <= 0.05 * greatest(abs(p.waarde_min), abs(p.b_min))) as afgerond
    from paren as p
    left join (
        select cijfer_id, b_plaats, min(periode_gelezen) as periode_gelezen from andere_periode group by all
    ) as v on v.cijfer_id = p.cijfer_id and v.b_plaats = p.b_plaats
    left join andere_datum as d on d.cijfer_id = p.cijfer_id and d.b_plaats = p.b_plaats
    left join gehelen as g
        on (p.onderdeel is null) <> (p.b_onderdeel is null)
            and g.document_id = if(p.onderdeel is null, p.b_document_id, p.document_id)
            and g.table_id = if(p.onderdeel is null, p.b_table_id, p.table_id)
            and g.gebied_sleutel = p.gebied_sleutel and g.thema = p.thema and g.maat_vergeleken = p.maat_vergeleken
            and g.periode_gelezen is not distinct from p.periode_gelezen
)

select
    case
        when gebied_niveau = 'regio' and (deel = 'regionaal_plan') <> (b_deel = 'regionaal_plan') then 'hierarchie_regio'
        when zelfde_maat then 'kruis_gelijk'
        else 'kruis_verwant'
    end as regel_id,
    case
        when is_gelijk then 'gelijk'
        when overlapt or afgerond or andere_peildatum or past_bij_periode is not null or is_geheel or is_bijgewerkt
            then 'verklaard'
        else 'afwijkend'
    end as uitkomst,
    case when not zelfde_maat or least(confidence, b_confidence) < 0.6 then 'waarschuwing' end as ernst_lager,
    gebied_niveau,
    gebied_code,
    gebied,
    gebied_sleutel,
    regio_code,
    thema,
    maat_vergeleken as maat,
    periode_gelezen as periode,
    null::varchar as locatie,
    onderdeel as veld,
    waarde_min as waarde_a,
    b_min as waarde_b,
    raw_text as tekst_a,
    b_tekst as tekst_b,
    verschil,
    case
        when is_gelijk then null
        when overlapt then 'het ene cijfer ligt binnen het bereik van het andere'
        when afgerond then 'afronding'
        when andere_peildatum then 'een andere peildatum'
        when past_bij_periode is not null then 'past bij de periode ' || past_bij_periode
        when is_geheel then 'samen met de tijdelijke opvang is het gelijk'
        when is_bijgewerkt then 'het addendum geeft een nieuwere stand'
        when not zelfde_maat then verwant
        when least(confidence, b_confidence) < 0.6 then 'een van de twee is onzeker gelezen'
    end as verklaring,
    null::varchar as zin,
    [plaats] as bronnen_a,
    [b_plaats] as bronnen_b,
    kolommen
from beoordeeld

union all

select
    'kruis_leeg',
    if(u.waarde_min = 0, 'gelijk', 'afwijkend'),
    null,
    u.gebied_niveau,
    u.gebied_code,
    u.gebied,
    u.gebied_sleutel,
    u.regio_code,
    u.thema,
    u.maat_gelezen,
    u.periode_gelezen,
    null,
    u.onderdeel,
    u.waarde_min,
    0,
    u.raw_text,
    'leeg',
    u.waarde_min,
    if(u.waarde_min = 0, null, 'het totaal van de andere tabel klopt zonder dit cijfer'),
    null,
    [u.plaats],
    [{{ plaats('l', bbox='null', raw_text="''") }}],
    null
from leeg as l
inner join uitspraken as u
    on u.gebied_sleutel = l.gebied_sleutel and u.thema = l.thema and u.maat_gelezen = l.maat
        and u.periode_gelezen is not distinct from l.periode_gelezen
        and (u.document_id, u.table_id) <> (l.document_id, l.table_id)
where u.keer_in_tabel = 1 and u.waarde_min is not null and u.onderdeel is null and not u.andere_eenheid
