-- What a home held beside the raw schema of its version: one invented plan, and what earlier runs found.
insert into raw.cells (document_id, table_id, "row", col, rowspan, colspan, text, page, x0, top, x1, bottom, origin, ocr_text, confidence) values
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 0, 0, 1, 1, 'Gemeente', 2, 219.86, 108.5, 276.38, 125.3, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 0, 1, 1, 1, 'Opgave', 2, 276.38, 108.5, 321.39, 125.3, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 0, 2, 1, 1, 'Realisatie', 2, 321.39, 108.5, 375.41, 125.3, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 0, 1, 1, 'Middelburg', 2, 219.86, 125.3, 276.38, 142.1, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 1, 1, 1, '280', 2, 276.38, 125.3, 321.39, 142.1, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 2, 1, 1, '285', 2, 321.39, 125.3, 375.41, 142.1, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 2, 0, 1, 1, 'Veere', 2, 219.86, 142.1, 276.38, 158.9, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 2, 1, 1, 1, '130', 2, 276.38, 142.1, 321.39, 158.9, 'text', null, 1.0),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 2, 2, 1, 1, '110', 2, 321.39, 142.1, 375.41, 158.9, 'text', null, 1.0);
insert into raw.columns (document_id, table_id, col, header, rol, kenmerk, thema, maat, periode, peildatum, gebied, gebied_sleutel, gebied_niveau, groep, kwalificatie, confidence, reden, suggestie) values
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 0, 'Gemeente', 'gebied', null, null, null, null, null, null, null, null, 0, null, 1.0, null, null),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 'Opgave', 'cijfer', null, null, 'opgave', null, null, null, null, null, 0, null, 1.0, null, null),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 2, 'Realisatie', 'cijfer', null, null, 'realisatie', null, null, null, null, null, 0, null, 1.0, null, null);
insert into raw.documents (document_id, sha256, file_name, n_bytes, n_pages, titel, auteur, producer, pdf_datum, opgegeven_datum, extractor_version, loaded_at) values
    ('c16e4f1e2076', 'c16e4f1e20765a9d2a4a81695cf142c775b8b0941a1144d9a332ecf1a9d7ace0', 'tiny.pdf', 2519, 2, '(anonymous)', '(anonymous)', 'ReportLab PDF Library - (opensource)', '2024-11-01', null, '1', '2024-11-02 12:00:00+00');
insert into raw.gebied_namen (sleutel, naam, gebied_code, gebied_niveau) values
    ('zeeland', 'Zeeland', 'PV29', 'provincie'),
    ('zeeland', 'Zeeland', 'VR19', 'regio'),
    ('middelburg', 'Middelburg', 'GM0687', 'gemeente'),
    ('middelburgz', 'Middelburg (Z.)', 'GM0687', 'gemeente'),
    ('veere', 'Veere', 'GM0717', 'gemeente');
insert into raw.gebieden (gebied_code, gebied_niveau, gebied, provincie_code, regio_code) values
    ('PV29', 'provincie', 'Zeeland', null, null),
    ('VR19', 'regio', 'Zeeland', 'PV29', null),
    ('GM0654', 'gemeente', 'Borsele', 'PV29', 'VR19'),
    ('GM0664', 'gemeente', 'Goes', 'PV29', 'VR19'),
    ('GM0677', 'gemeente', 'Hulst', 'PV29', 'VR19'),
    ('GM0678', 'gemeente', 'Kapelle', 'PV29', 'VR19'),
    ('GM0687', 'gemeente', 'Middelburg', 'PV29', 'VR19'),
    ('GM0703', 'gemeente', 'Reimerswaal', 'PV29', 'VR19'),
    ('GM0715', 'gemeente', 'Terneuzen', 'PV29', 'VR19'),
    ('GM0716', 'gemeente', 'Tholen', 'PV29', 'VR19'),
    ('GM0717', 'gemeente', 'Veere', 'PV29', 'VR19'),
    ('GM0718', 'gemeente', 'Vlissingen', 'PV29', 'VR19'),
    ('GM1676', 'gemeente', 'Schouwen-Duiveland', 'PV29', 'VR19'),
    ('GM1695', 'gemeente', 'Noord-Beveland', 'PV29', 'VR19'),
    ('GM1714', 'gemeente', 'Sluis', 'PV29', 'VR19');
insert into raw.headings (document_id, heading_no, part_no, page, top, level, text) values
    ('c16e4f1e2076', 1, 1, 2, 63.63, 1, 'Asielopvang');
insert into raw.maat_vertaling (thema, maat, wordt) values
    ('statushouders', 'opgave', 'taakstelling'),
    ('asiel', 'taakstelling', 'opgave'),
    ('amv', 'taakstelling', 'opgave'),
    ('oekraine', 'taakstelling', 'opgave');
insert into raw.maten (maat, omschrijving, eenheid, optelbaar, met_teken) values
    ('opgave', 'Het aantal plekken dat gevraagd wordt (Oekraïne - de inspanningsverplichting)', 'plekken', true, false),
    ('opgave_regulier', 'De opgave asiel zonder amv', 'plekken', true, false),
    ('realisatie', 'Het aantal plekken (statushouders - personen) dat telt; de periode zegt volgens welke regel', 'plekken', true, false),
    ('realisatie_regulier', 'De realisatie asiel zonder amv', 'plekken', true, false),
    ('voornemens', 'Plekken waarvoor een bestuurlijk voornemen is, niet gegarandeerd', 'plekken', true, false),
    ('realisatie_plus_voornemens', 'Realisatie en voornemens samen, zoals opgeteld in het plan', 'plekken', true, false),
    ('verschil', 'Realisatie min opgave (min is een tekort)', 'plekken', true, true),
    ('restopgave', 'Opgave min realisatie, zoals gedrukt (nog te realiseren)', 'plekken', true, true),
    ('percentage', 'Realisatie als deel van de opgave, in hele procenten', 'procent', false, false),
    ('vaste_voorraad', 'Plekken op locaties met een resterende looptijd van ten minste vijf jaar', 'plekken', true, false),
    ('poo', 'Personen in particuliere opvang van ontheemden uit Oekraïne', 'personen', true, false),
    ('taakstelling', 'Het aantal statushouders dat in het halfjaar te huisvesten is, zonder voorsprong of achterstand', 'personen', true, false),
    ('taakstelling_incl_achterstand', 'De taakstelling inclusief de voorsprong of achterstand uit het vorige halfjaar', 'personen', true, false),
    ('achterstand', 'Voorsprong (+) of achterstand (-) uit het vorige halfjaar', 'personen', true, true),
    ('verwachte_achterstand', 'De verwachte voorsprong (+) of achterstand (-) aan het eind van het halfjaar', 'personen', true, true),
    ('kso_plekken', 'Plekken in kleinschalige opvang voor amv met een status', 'plekken', true, false),
    ('kwg_plekken', 'Plekken in kinderwoongroepen, een deel van kso', 'plekken', true, false),
    ('kwe_plekken', 'Plekken in kleine wooneenheden, een deel van kso', 'plekken', true, false),
    ('dsl_plekken', 'Plekken in doorstroomlocaties voor statushouders', 'plekken', true, false),
    ('capaciteit', 'Het aantal plekken van één locatie', 'plekken', true, false),
    ('bezetting', 'Plekken die bezet zijn', 'personen', true, false),
    ('vrij', 'Plekken die vrij zijn', 'plekken', true, false),
    ('behaald', 'Wat behaald is volgens de kerncijfers', 'plekken', true, false),
    ('in_ontwikkeling', 'Plekken in ontwikkeling', 'plekken', true, true),
    ('netto', 'Het netto resultaat tegenover de opgave, zoals gedrukt (plus is meer dan gevraagd)', 'plekken', true, true),
    ('woningvoorraad_bestaand', 'Woningen uit de bestaande voorraad voor statushouders', 'woningen', true, false),
    ('woningvoorraad_uitbreiding', 'Woningen door uitbreiding van de voorraad voor statushouders', 'woningen', true, false),
    ('flexwoningen_bestaand', 'Bestaande flexwoningen voor statushouders', 'woningen', true, false),
    ('flexwoningen_uitbreiding', 'Nieuwe flexwoningen voor statushouders', 'woningen', true, false);
insert into raw.part_perioden (document_id, part_no, thema, periode) values
    ('c16e4f1e2076', 1, 'asiel', '1e cyclus'),
    ('c16e4f1e2076', 1, 'amv', '1e cyclus'),
    ('c16e4f1e2076', 1, 'oekraine', '2025-01-01'),
    ('c16e4f1e2076', 1, 'statushouders', '2024-II');
insert into raw.parts (document_id, part_no, deel, deel_gebied, deel_gebied_sleutel, gebied_niveau, titel, page_from, page_to, document_datum, datum_bron, cyclus, confidence) values
    ('c16e4f1e2076', 1, 'provinciaal_plan', 'Zeeland', 'zeeland', 'provincie', 'Provinciaal plan Zeeland', 1, 2, '2024-11-01', 'titelpagina', '1e cyclus', 1.0);
insert into raw.regions (document_id, table_id, region_no, page, x0, top, x1, bottom, row_from, row_to) values
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 2, 219.86, 108.5, 375.41, 158.9, 0, 3);
insert into raw.rows (document_id, table_id, "row", rol, label, gebied, gebied_sleutel, gebied_niveau, locatie, thema, maat, periode, peildatum, kwalificatie, ouder_row, confidence, reden, suggestie) values
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 0, 'kop', '', null, null, null, null, null, null, null, null, null, null, 1.0, null, null),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 'data', 'Middelburg', 'Middelburg', 'middelburg', 'gemeente', null, null, null, null, null, null, null, 1.0, null, null),
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 2, 'data', 'Veere', 'Veere', 'veere', 'gemeente', null, null, null, null, null, null, null, 1.0, null, null);
insert into raw.tables (document_id, table_id, table_no, part_no, kop, koppen, bijschrift, kind, gebied, gebied_sleutel, gebied_niveau, thema, maat, periode, peildatum, n_rows, n_cols, header_rows, origin, ocr_engine, confidence, status, reden, suggestie) values
    ('c16e4f1e2076', 'c16e4f1e2076-t001', 1, 1, 'Asielopvang', ['Asielopvang'], 'De opgave en de realisatie asiel per gemeente.', 'asiel_per_gebied', null, null, null, 'asiel', null, null, null, 3, 3, 1, 'text', null, 1.0, 'begrepen', null, null);
create schema quality;
create table quality.controles (
    run_id varchar not null, bron varchar not null, suite varchar not null, controle_id varchar not null,
    tabel varchar not null, verwachting varchar not null, omschrijving varchar not null, ernst varchar not null,
    eigenaar varchar not null, geslaagd boolean not null, aantal bigint not null, afwijkingen bigint not null,
    voorbeelden varchar[] not null, melding varchar, gelopen_op timestamptz not null
);
insert into quality.controles values
    ('first', 'suite', 'asiel', 'asiel.gevuld', 'marts.asiel', 'gevuld', 'Er zijn cijfers', 'fout', 'data', true, 4, 0, [], null, '2024-11-02 12:00:00+00');
create table quality.conflict_historie (
    conflict_id varchar, omschrijving varchar, eerst_gezien timestamptz, laatst_gezien timestamptz
);
insert into quality.conflict_historie values
    ('solved', 'Veere, asiel: het totaal is 240, maar de 2 cijfers waaruit het bestaat geven 241.', '2024-11-02 12:00:00+00', '2024-11-02 12:00:00+00');
create schema marts;
create table marts.gone as select 'a model that is no more' as what;
