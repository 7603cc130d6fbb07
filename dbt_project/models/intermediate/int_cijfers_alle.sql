-- What is missing for a full figure is listed in `ontbreekt`: such a statement is shown to a person, not to analysts.
select
    cellen.* exclude (gebied_sleutel, gedrukt_niveau),
    gebieden.gebied_niveau, gebieden.gebied_code, gebieden.gebied, gebieden.provincie_code, gebieden.regio_code,
    list_filter([
        if(cellen.thema is null, 'thema', null), if(cellen.maat is null, 'maat', null),
        if(gebieden.gebied_niveau is null, 'gebied', null)
    ], lambda x: x is not null) as ontbreekt
from {{ ref('int_cijfer_cellen') }} as cellen
left join {{ ref('int_gebieden_in_document') }} as gebieden
    on cellen.document_id = gebieden.document_id and cellen.part_no = gebieden.part_no
        and cellen.gebied_printed = gebieden.gebied_printed
        and cellen.gebied_sleutel is not distinct from gebieden.sleutel
        and cellen.gedrukt_niveau is not distinct from gebieden.gedrukt_niveau
