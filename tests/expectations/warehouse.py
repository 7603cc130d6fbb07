"""A small published warehouse made by hand: the tables that the history, the verdict and the report read."""

import duckdb

BRON = """{
    'document_id': 'd1', 'deel': '%s', 'deel_gebied': 'Oost', 'table_id': '%s', 'page': %d, 'row': 1,
    'col': 1, 'bbox': %s, 'raw_text': ?
}"""


def make(naam: str = "Aardorp", tekst: str = "28") -> duckdb.DuckDBPyConnection:
    """An in-memory warehouse with one conflict about `naam`, of which one place prints `tekst`."""
    con = duckdb.connect()
    for schema in ("raw", "marts", "quality"):
        con.execute(f"create schema {schema}")
    con.execute(
        """
        create table marts.gemeenten as
        select 'GM1' as gebied_code, ? as gemeente, 'VR1' as regio_code, 'Oost' as regio,
            'PV1' as provincie_code, 'Waterland' as provincie
        """,
        [naam],
    )
    con.execute(
        """
        create table marts.documenten as
        select 'd1' as document_id, 'plan.pdf' as document, 1 as part_no, 'provinciaal_plan' as deel,
            'Waterland' as deel_gebied, 1 as page_from, 9 as page_to, date '2024-11-01' as document_datum,
            '1e cyclus' as cyclus, true as is_current, 3 as tabellen, 0 as tabellen_niet_begrepen,
            4 as cijfers, 1 as hiaten, 2 as tabellen_begrepen, null as vervangen_door
        union all
        select 'd0', 'oud.pdf', 1, 'provinciaal_plan', 'Waterland', 1, 9, date '2024-05-01', '1e cyclus',
            false, 3, 0, 4, 0, 3, 'd1'
        """
    )
    con.execute(
        """
        create table marts.cijfers as
        select c.*, true as is_current, null::varchar as locatie, null::varchar as kwalificatie,
            'PV1' as provincie_code, 'd1' as document_id, 't1' as table_id, 'KOP' as kop
        from (values
            ('provincie', 'PV1', 'Waterland', 'asiel', 'opgave', '1e cyclus', 'provinciaal_plan', 1000.0),
            ('regio', 'VR1', 'Oost', 'asiel', 'opgave', '1e cyclus', 'provinciaal_plan', 1000.0),
            ('regio', 'VR1', 'Oost', 'asiel', 'opgave', '1e cyclus', 'regionaal_plan', 1001.0),
            ('gemeente', 'GM1', ?, 'asiel', 'opgave', '1e cyclus', 'provinciaal_plan', 1234.0)
        ) as c(gebied_niveau, gebied_code, gebied, thema, maat, periode, deel, waarde)
        """,
        [naam],
    )
    con.execute(
        """
        create table quality.regels_themas as
        select 'asiel' as thema, 1 as volgorde, 'asiel' as naam, 'plekken' as eenheid,
            'Tel niet op.' as gebruik
        """
    )
    con.execute(
        """
        create table quality.regels_vergelijking as
        select * from (values
            ('kruis_gelijk', 'kruis', 'fout', 'gemeente', 'Overal gelijk'),
            ('som_totaal', 'som', 'fout', 'provincie', 'Een totaal is een som')
        ) as r(regel_id, soort, ernst, eigenaar, omschrijving)
        """
    )
    con.execute(
        """
        create table quality.vergelijkingen as
        select * from (values
            ('v1', 'kruis_gelijk', 'kruis', 'gelijk', ?), ('v2', 'kruis_gelijk', 'kruis', 'afwijkend', ?)
        ) as v(vergelijking_id, regel_id, soort, uitkomst, gebied)
        """,
        [naam, naam],
    )
    con.execute(
        f"""
        create table quality.conflicten as
        select 'c1' as conflict_id, 'kruis' as soort, 'fout' as ernst, 'asiel' as thema, 'opgave' as maat,
            '1e cyclus' as periode, 'gemeente' as gebied_niveau, 'GM1' as gebied_code, ? as gebied,
            null::varchar as locatie, null::varchar as veld, ? || ' zegt 28 en 32.' as omschrijving,
            ['28', '32'] as waarden, 4.0 as verschil,
            [
                {BRON % ("provinciaal_plan", "t1", 3, "[150, 120, 250, 140]")},
                {BRON % ("regionaal_plan", "t2", 7, "null::double[]")}
            ] as bronnen,
            'open' as status, null::varchar as status_reden, null::varchar as status_door,
            null::date as status_op, true as acceptatie_vervallen,
            timestamptz '2024-11-02 10:00' as eerst_gezien, timestamptz '2024-11-03 10:00' as laatst_gezien,
            null::varchar as oorzaak_id, 'gemeente' as eigenaar
        """,
        [naam, naam, tekst, "32"],
    )
    con.execute(
        """
        create table quality.conflict_historie as
        select conflict_id, omschrijving, eerst_gezien, laatst_gezien from quality.conflicten
        """
    )
    con.execute(
        """
        create table quality.acceptaties as
        select 1 as nr, 'c1' as conflict_id, 'vervallen' as status, ? as reden, 'Ann' as door,
            date '2024-11-02' as op, ['28', '31'] as waarden_toen, ['28', '32'] as waarden_nu,
            ? || ' zegt 28 en 31.' as omschrijving_toen, ? || ' zegt 28 en 32.' as omschrijving_nu,
            null::varchar as ingetrokken_door, null::date as ingetrokken_op
        """,
        [tekst, naam, naam],
    )
    con.execute(
        """
        create table quality.correcties as
        select 'd1' as document_id, 'plan.pdf' as document, 't1' as table_id, 1 as "row", 1 as col, 2 as page,
            'toegepast' as status, ? as verwacht, ? as staat_er, '29' as wordt, 'zetfout' as reden,
            'mail' as bron, 'Ann' as door, date '2024-11-03' as op
        """,
        [tekst, tekst],
    )
    con.execute(
        """
        create table quality.gaten as
        select 'd1' as document_id, 'plan.pdf' as document, 1 as gap_no, 'provinciaal_plan' as deel,
            'Waterland' as deel_gebied, 5 as page, 'KOP' as kop, '' as bijschrift, 'plaatje' as reden,
            true as is_current
        """
    )
    con.execute(
        """
        create table quality.na_te_kijken as
        select 'd1' as document_id, 'plan.pdf' as document, 'provinciaal_plan' as deel,
            'Waterland' as deel_gebied, true as is_current, 't9' as table_id, 'PLAATJE' as kop,
            6 as page, 2 as "row", 1 as col,
            [150e0, 140, 250, 160] as bbox, '1O7' as tekst,
            0.41 as confidence, ['c9'] as cijfer_ids, 'Edam-Volendam' as gebied, 'asiel' as thema,
            'opgave' as maat, '1e cyclus' as periode, 'onzeker gelezen' as reden
        """
    )
    con.execute(
        """
        create table quality.niet_herkend as
        select 'kolom' as soort, 'niet begrepen' as status, 'd1' as document_id, 'plan.pdf' as document,
            'provinciaal_plan' as deel, 'Waterland' as deel_gebied, true as is_current, 't1' as table_id,
            'KOP' as kop, 3 as page, 0 as "row", 2 as col, ? as tekst,
            'onbekende kop' as reden, null::varchar as suggestie
        """,
        [tekst],
    )
    con.execute(
        f"""
        create table quality.veranderingen as
        select 'v1' as verandering_id, 'gewijzigd' as soort, 'd1' as nieuw_document_id,
            'provinciaal_plan' as deel, 'Waterland' as deel_gebied, true as is_current,
            'gemeente' as gebied_niveau, ? as gebied, 'asiel' as thema, 'opgave' as maat,
            null::varchar as veld, '1e cyclus' as periode, null::varchar as onderdeel,
            null::varchar as locatie, ? as tekst_oud, '1.234' as tekst_nieuw, 1206.0 as verschil,
            [{BRON % ("provinciaal_plan", "t0", 4, "[150, 120, 250, 140]")}] as bronnen_oud,
            [{BRON % ("provinciaal_plan", "t1", 3, "[150, 120, 250, 140]")}] as bronnen_nieuw
        """,
        [naam, tekst, tekst, "1.234"],
    )
    _raw(con, naam, tekst)
    return con


def _raw(con: duckdb.DuckDBPyConnection, naam: str, tekst: str) -> None:
    """The cells of the two tables that the conflict stands in, a header and a row each, and of a picture."""
    con.execute(
        """
        create table raw.tables as
        select 'd1' as document_id, t.table_id, t.kop, 1 as header_rows
        from (values ('t1', 'KOP'), ('t2', 'KOP'), ('t9', 'PLAATJE')) as t(table_id, kop)
        """
    )
    con.execute(
        """
        create table raw.columns as
        select document_id, table_id, c.* from raw.tables,
            (values (0, 'Gemeente'), (1, 'Opgave 1e cyclus')) as c(col, header)
        """
    )
    con.execute(
        """
        create table raw.cells as
        select 'd1' as document_id, c.*, 50e0 + 100 * col as x0, 150e0 + 100 * col as x1,
            100e0 + 20 * "row" as top, 120e0 + 20 * "row" as bottom,
            if(table_id = 't9', 'ocr', 'text') as origin,
            if(table_id = 't9', 0.41, 1) as confidence
        from (values
            ('t1', 0, 0, 3, 'Gemeente'), ('t1', 0, 1, 3, 'Opgave'), ('t1', 1, 0, 3, ?), ('t1', 1, 1, 3, ?),
            ('t2', 0, 0, 7, 'Gemeente'), ('t2', 0, 1, 7, 'Opgave'), ('t2', 1, 0, 7, ?), ('t2', 1, 1, 7, '32'),
            ('t9', 2, 0, 6, 'Edam-Volendam'), ('t9', 2, 1, 6, '1O7')
        ) as c(table_id, "row", col, page, text)
        """,
        [naam, tekst, naam],
    )
