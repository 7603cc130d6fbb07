-- The locations of a gemeente against the figure they should add up to, for every rule by which they can be counted.
with locaties as (
    -- what an addendum states again stands in the place of the location in the list it is from
    select
        n.* replace (
            coalesce(n.capaciteit_min, v.capaciteit_min) as capaciteit_min,
            coalesce(n.capaciteit_max, v.capaciteit_max) as capaciteit_max,
            coalesce(n.capaciteit_maat, v.capaciteit_maat) as capaciteit_maat,
            coalesce(n.telt_vanaf, v.startdatum) as telt_vanaf,
            coalesce(n.telt_tot, v.einddatum) as telt_tot
        ),
        coalesce(v.document_id, n.document_id) || ':' || coalesce(v.part_no, n.part_no) as stuk
    from {{ ref('int_locatie_namen') }} as n
    left join {{ in_groepen('int_locaties') }} as v on v.vervangen_door = n.locatie_id
    where not n.is_venster and not n.is_voornemen and (n.deel <> 'addendum' or v.locatie_id is not null)
    union all by name
    -- a list that has a nought and no name says that there are no locations
    select
        c.document_id, c.document_datum, c.part_no, c.deel, c.deel_gebied, c.table_id, c.page, c."row", c.col,
        c.x0, c.top, c.x1, c.bottom, c.gebied,
        {{ sleutel_van_gebied('c') }} as gebied_sleutel,
        c.thema,
        {{ familie('c.thema') }} as familie,
        c.maat as capaciteit_maat,
        c.raw_text as capaciteit_tekst,
        0 as capaciteit_min,
        0 as capaciteit_max,
        false as is_toekomst,
        c.document_id || ':' || c.part_no as stuk
    from {{ in_groepen('int_cijfers') }} as c
    semi join (
        select document_id, table_id, groep from {{ geraakt('stg_kolommen') }} where rol = 'kenmerk' and kenmerk = 'locatie'
    ) as k on k.document_id = c.document_id and k.table_id = c.table_id and k.groep in (0, c.groep)
    where c.is_current and c.gebied is not null and c.locatie is null and c.rij_rol = 'data' and c.waarde = 0
        and c.maat in ('capaciteit', 'kso_plekken', 'dsl_plekken')
),

-- the date that places were counted on, also where only another table of the document prints it
peildatums as (
    select document_id, thema, maat_gelezen, periode_gelezen, min(peildatum) as peildatum
    from {{ ref('int_uitspraken') }}
    where peildatum is not null
    group by all
),

cijfers as (
    select
        u.*,
        u.document_id || ':' || u.part_no as stuk,
        u.maat_gelezen as m,
        p.vanaf,
        p.tot,
        try_cast(regexp_extract(u.periode_gelezen, '^voor (\d{4}-\d{2}-\d{2})$', 1) as date) as voor,
        try_cast(u.periode_gelezen as date) as op,
        coalesce(u.peildatum, d.peildatum, u.document_datum) as geteld_op
    from {{ ref('int_uitspraken') }} as u
    left join {{ ref('regels_perioden') }} as p on p.periode is not distinct from u.periode_gelezen
    left join peildatums as d
        on d.document_id = u.document_id and d.thema = u.thema and d.maat_gelezen = u.maat_gelezen
            and d.periode_gelezen is not distinct from u.periode_gelezen
    where u.gebied_niveau = 'gemeente' and u.onderdeel is null and not u.andere_eenheid
        and u.waarde_min is not null
),

-- A part that lists only what is still to open says nothing of what is there.
alleen_nieuw as (
    select stuk, familie
    from locaties
    group by stuk, familie
    having bool_and(is_toekomst)
),

-- Which figure is of which locations: asylum places are those for amv too.
paren as (
    select
        c.cijfer_id,
        c.stuk as cijfer_stuk,
        c.vanaf,
        c.tot,
        c.voor,
        c.op,
        c.geteld_op,
        c.m,
        l.*
    from cijfers as c
    inner join locaties as l
        on l.gebied_sleutel = c.gebied_sleutel and l.familie = {{ familie('c.thema') }}
            and case
                when c.m in ('kso_plekken', 'dsl_plekken') then l.capaciteit_maat = c.m
                when c.thema = 'asiel' and c.m = 'realisatie' then true
                else c.m in ('realisatie', 'voornemens') and l.thema = c.thema
            end
    where l.capaciteit_min is not null
        and (c.m <> 'realisatie' or not exists (
            select 1 from alleen_nieuw as n where n.stuk = l.stuk and n.familie = l.familie
        ))
),

-- The moments at which places could stand open together: now, and whenever one opens before the date asked for.
momenten as (
    select distinct cijfer_id, stuk, moment
    from (
        select cijfer_id, stuk, coalesce(document_datum, voor) as moment from paren where voor is not null
        union all
        select cijfer_id, stuk, telt_vanaf
        from paren
        where telt_vanaf <= voor and telt_vanaf > coalesce(document_datum, telt_vanaf)
    )
),

tegelijk as (
    select m.cijfer_id, m.stuk, m.moment, sum(p.capaciteit_min) as som_min, sum(p.capaciteit_max) as som_max
    from momenten as m
    inner join paren as p
        on p.cijfer_id = m.cijfer_id and p.stuk = m.stuk and p.telt_vanaf <= m.moment
            and (p.telt_tot is null or p.telt_tot > m.moment)
    group by all
),

lezingen_met_thema as (
    -- the first cycle: open in time and long enough; an unknown end is taken to be long enough
    {% set lezingen = [
        ('1', true, 'open op tijd en lang genoeg voor de periode', 'vanaf is not null',
         'telt_vanaf <= vanaf and (telt_tot is null or telt_tot >= tot)'),
        ('2', false, 'alleen wat al open is, en lang genoeg', 'vanaf is not null',
         'telt_vanaf <= document_datum and (telt_tot is null or telt_tot >= tot)'),
        ('3', false, 'open voor de datum, ook zonder bekende startdatum', 'voor is not null',
         '(telt_vanaf is null or telt_vanaf <= voor) and (telt_tot is null or telt_tot > document_datum)'),
        ('4', false, 'alle locaties van de lijst', 'voor is not null', 'true'),
        ('5', true, 'open op de peildatum', 'op is not null',
         'telt_vanaf <= geteld_op and (telt_tot is null or telt_tot >= geteld_op)'),
        ('6', false, 'ook wat opent tot en met de datum van de opgave', 'op is not null',
         'telt_vanaf <= op and (telt_tot is null or telt_tot >= geteld_op)'),
        ('7', false, 'alle locaties van de lijst', 'op is not null', 'true'),
        ('8', true, 'bestaande locaties', "m in ('kso_plekken', 'dsl_plekken')",
         "status = 'bestaand' or (status is null and (telt_vanaf is null or telt_vanaf <= document_datum))"),
        ('9', false, 'alle locaties van de lijst', "m in ('kso_plekken', 'dsl_plekken')", 'true'),
    ] %}
    {% for rang, is_hoofd, naam, wanneer, telt in lezingen %}
    select
        cijfer_id, stuk, {{ rang }} as rang, {{ is_hoofd }} as is_hoofd, '{{ naam }}' as lezing,
        coalesce(sum(capaciteit_min) filter (where {{ telt }}), 0) as som_min,
        coalesce(sum(capaciteit_max) filter (where {{ telt }}), 0) as som_max
    from paren
    where m <> 'voornemens' and {{ wanneer }}
    group by cijfer_id, stuk
    union all
    {% endfor %}
    select cijfer_id, stuk, 0, true, 'tegelijk open voor de datum', max(som_min), max(som_max)
    from (
        select cijfer_id, stuk, som_min, som_max from tegelijk
        union all
        select distinct cijfer_id, stuk, 0, 0 from paren where voor is not null and m <> 'voornemens'
    )
    group by cijfer_id, stuk
    union all
    -- plans: what is not open yet, together or one location alone
    select cijfer_id, stuk, 10, true, 'toekomstige locaties', sum(capaciteit_min), sum(capaciteit_max)
    from paren
    where m = 'voornemens' and is_toekomst and capaciteit_max > 0
    group by cijfer_id, stuk
    union all
    select cijfer_id, stuk, 11, false, 'locaties die na het stuk openen', sum(capaciteit_min), sum(capaciteit_max)
    from paren
    where m = 'voornemens' and is_toekomst and capaciteit_max > 0 and coalesce(telt_vanaf > document_datum, true)
    group by cijfer_id, stuk
    union all
    select cijfer_id, stuk, 12, true, 'één toekomstige locatie', capaciteit_min, capaciteit_max
    from paren
    where m = 'voornemens' and is_toekomst and capaciteit_max > 0
),

-- Locations of which the list does not say for whom they are: with those that it says it of they may make the figure.
zonder_thema as (
    select stuk, gebied_sleutel, sum(capaciteit_min) as som_min, sum(capaciteit_max) as som_max
    from locaties
    where thema is null and capaciteit_min is not null
    group by all
),

lezingen as (
    select * from lezingen_met_thema
    union all
    select
        l.cijfer_id, l.stuk, 100 + l.rang, false, 'met de locaties waarvan het thema niet bekend is',
        l.som_min + z.som_min, l.som_max + z.som_max
    from lezingen_met_thema as l
    inner join cijfers as c using (cijfer_id)
    inner join zonder_thema as z on z.stuk = l.stuk and z.gebied_sleutel = c.gebied_sleutel
    where l.is_hoofd
),

-- A figure for a day to come is more than the list of what is there, when that adds up to the figure of another day.
andere_stand as (
    select l.cijfer_id, l.stuk, min(o.periode_gelezen) as periode
    from lezingen as l
    inner join cijfers as c using (cijfer_id)
    inner join cijfers as o
        on o.gebied_sleutel = c.gebied_sleutel and o.thema = c.thema and o.m = c.m
            and o.periode_gelezen is distinct from c.periode_gelezen and o.waarde_min = l.som_min
    where coalesce(c.op, c.voor) > c.document_datum and l.som_min > 0
    group by all
),

-- voornemens may stand in several rows of one list
gevraagd as (
    select
        c.*,
        case when m = 'voornemens'
            then sum(waarde_min) over (partition by document_id, table_id, gebied_sleutel, thema, m)
            else waarde_min end as gevraagd_min,
        case when m = 'voornemens'
            then sum(coalesce(waarde_max, waarde_min)) over (partition by document_id, table_id, gebied_sleutel, thema, m)
            else coalesce(waarde_max, waarde_min) end as gevraagd_max
    from cijfers as c
),

gewogen as (
    select
        l.*,
        l.som_min = c.gevraagd_min as past,
        c.gevraagd_min <= l.som_max and l.som_min <= c.gevraagd_max as overlapt,
        abs(l.som_min - c.gevraagd_min) as afstand,
        -- the list in the same part speaks for its own figure
        l.stuk = c.stuk as eigen_lijst,
        c.deel = 'addendum' and l.stuk <> c.stuk as is_ouder
    from lezingen as l
    inner join gevraagd as c using (cijfer_id)
),

per_lijst as (
    select
        cijfer_id,
        stuk,
        bool_or(eigen_lijst) as eigen_lijst,
        bool_or(is_ouder) as is_ouder,
        bool_or(past and is_hoofd) as past_hoofd,
        bool_or(past or overlapt) as past_anders,
        arg_min(lezing, rang) filter (where past or overlapt) as lezing_past,
        -- an explained difference is one with the usual reading; another reading gives the figure itself
        if(
            past_anders and not past_hoofd,
            coalesce(any_value(som_min) filter (where is_hoofd), arg_min(som_min, (afstand, rang))),
            arg_min(som_min, (afstand, rang))
        ) as som,
        array_to_string(list_transform(
            list_sort(list_distinct(list({'a': som_min, 'b': som_max}))), x -> {{ nl_bereik('x.a', 'x.b') }}
        ), ' of ') as sommen
    from gewogen
    group by cijfer_id, stuk
    -- where one list adds up to the figure, what another list says of a location is a conflict of that location
    qualify (bool_or(eigen_lijst) or not bool_or(bool_or(eigen_lijst)) over (partition by cijfer_id))
        and (
            bool_or(past and is_hoofd)
            or not coalesce(bool_or(bool_or(past and is_hoofd)) over (partition by cijfer_id), false)
        )
),

plaatsen as (
    select
        p.cijfer_id,
        p.stuk,
        list({{ plaats('p', raw_text='p.capaciteit_tekst') }} order by p.table_id, p."row") as plaatsen
    from paren as p
    group by all
),

-- one location more would make it fit
op_een_na as (
    select l.cijfer_id, l.stuk, min(p.locatie) as locatie
    from per_lijst as l
    inner join gevraagd as c using (cijfer_id)
    inner join lezingen as h on h.cijfer_id = l.cijfer_id and h.stuk = l.stuk and h.is_hoofd
    inner join paren as p on p.cijfer_id = l.cijfer_id and p.stuk = l.stuk and p.capaciteit_min > 0
    where h.som_min + p.capaciteit_min = c.gevraagd_min
    group by all
)

select
    case
        when c.m = 'voornemens' then 'locaties_voornemens'
        when c.m in ('kso_plekken', 'dsl_plekken') then 'locaties_plekken'
        else 'locaties_realisatie'
    end as regel_id,
    case
        when l.past_hoofd then 'gelijk'
        when l.past_anders or s.periode is not null or l.is_ouder then 'verklaard'
        else 'afwijkend'
    end as uitkomst,
    null::varchar as ernst_lager,
    c.gebied_niveau,
    c.gebied_code,
    c.gebied,
    c.gebied_sleutel,
    c.regio_code,
    c.thema,
    c.m as maat,
    c.periode_gelezen as periode,
    null::varchar as locatie,
    null::varchar as veld,
    c.gevraagd_min as waarde_a,
    l.som as waarde_b,
    c.raw_text as tekst_a,
    {{ kaal_getal('l.som') }} as tekst_b,
    c.gevraagd_min - l.som as verschil,
    case
        when l.past_hoofd then null
        when l.past_anders then 'past bij de telling: ' || l.lezing_past
        when s.periode is not null then 'past bij de periode ' || s.periode
        when l.is_ouder then 'het addendum geeft een nieuwere stand dan de lijst'
        when o.locatie is not null then 'past als ' || o.locatie || ' meetelt, die volgens haar datums niet meetelt'
    end as verklaring,
    'er staat ' || {{ nl_bereik('c.gevraagd_min', 'c.gevraagd_max') }} || ', maar de locaties tellen op tot ' || l.sommen
        as zin,
    [c.plaats] as bronnen_a,
    p.plaatsen as bronnen_b
from per_lijst as l
inner join gevraagd as c using (cijfer_id)
inner join plaatsen as p on p.cijfer_id = l.cijfer_id and p.stuk = l.stuk
left join op_een_na as o on o.cijfer_id = l.cijfer_id and o.stuk = l.stuk
left join andere_stand as s on s.cijfer_id = l.cijfer_id and s.stuk = l.stuk
where l.som is not null
