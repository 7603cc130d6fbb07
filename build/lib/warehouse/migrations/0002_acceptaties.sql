-- What people accept comes from the home (review/acceptaties.jsonl) instead of a seed.
create table raw.acceptaties (
    nr integer not null, conflict_id varchar not null, waarden varchar[] not null, omschrijving varchar not null,
    reden varchar not null, door varchar not null, op date not null,
    ingetrokken_door varchar, ingetrokken_op date
);
drop table if exists quality.regels_aanvaard;
