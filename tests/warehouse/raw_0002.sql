-- The raw layer: what the extractor read, untouched. Text as printed, one row per thing found.
-- Every table is keyed by document_id; a document is loaded and replaced as a whole, in one transaction.
create schema if not exists raw;

create table if not exists raw.schema_version (version integer primary key, applied_at timestamptz not null default now());

-- One row per PDF that was ever loaded.
create table if not exists raw.documents (
    document_id varchar primary key,      -- first 12 hex digits of sha256
    sha256 varchar not null,
    file_name varchar not null,
    n_bytes bigint not null,
    n_pages integer not null,
    titel varchar, auteur varchar, producer varchar,
    pdf_datum date,                       -- creation date in the PDF's metadata
    opgegeven_datum date,                 -- --date on the command line
    extractor_version varchar not null,
    loaded_at timestamptz not null
);
-- One row per logical document bound in a PDF. An edition is identified by deel, deel_gebied and cyclus.
create table if not exists raw.parts (
    document_id varchar not null, part_no integer not null,
    deel varchar not null, deel_gebied varchar, deel_gebied_sleutel varchar, gebied_niveau varchar, titel varchar,
    page_from integer not null, page_to integer not null,
    document_datum date, datum_bron varchar, cyclus varchar, confidence double not null
);
-- One row per part and thema: the period meant where a table prints none.
create table if not exists raw.part_perioden (
    document_id varchar not null, part_no integer not null, thema varchar not null, periode varchar not null
);
create table if not exists raw.headings (
    document_id varchar not null, heading_no integer not null, part_no integer not null,
    page integer not null, top double not null, level integer not null, text varchar not null
);
-- One row per table, with the meaning that holds for the whole of it.
create table if not exists raw.tables (
    document_id varchar not null, table_id varchar not null, table_no integer not null, part_no integer not null,
    kop varchar, koppen varchar[], bijschrift varchar, kind varchar,
    gebied varchar, gebied_sleutel varchar, gebied_niveau varchar,
    thema varchar, maat varchar, periode varchar, peildatum date,
    n_rows integer not null, n_cols integer not null, header_rows integer not null,
    origin varchar not null, ocr_engine varchar, confidence double not null,
    status varchar not null,              -- begrepen | genegeerd | niet_begrepen
    reden varchar, suggestie varchar
);
-- One row per table and page it stands on.
create table if not exists raw.regions (
    document_id varchar not null, table_id varchar not null, region_no integer not null, page integer not null,
    x0 double not null, top double not null, x1 double not null, bottom double not null,
    row_from integer not null, row_to integer not null
);
-- One row per cell; a merged cell stands once, at its first row and column.
create table if not exists raw.cells (
    document_id varchar not null, table_id varchar not null, "row" integer not null, col integer not null,
    rowspan integer not null, colspan integer not null, text varchar not null,
    page integer not null, x0 double not null, top double not null, x1 double not null, bottom double not null,
    origin varchar not null, ocr_text varchar, confidence double not null
);
-- One row per table column: what it states.
create table if not exists raw.columns (
    document_id varchar not null, table_id varchar not null, col integer not null, header varchar not null,
    rol varchar not null, kenmerk varchar, thema varchar, maat varchar, periode varchar, peildatum date,
    gebied varchar, gebied_sleutel varchar, gebied_niveau varchar, groep integer not null, kwalificatie varchar,
    confidence double not null, reden varchar, suggestie varchar
);
-- One row per table row: what it states.
create table if not exists raw.rows (
    document_id varchar not null, table_id varchar not null, "row" integer not null, rol varchar not null, label varchar,
    gebied varchar, gebied_sleutel varchar, gebied_niveau varchar, locatie varchar,
    thema varchar, maat varchar, periode varchar, peildatum date, kwalificatie varchar, ouder_row integer,
    confidence double not null, reden varchar, suggestie varchar
);
-- One row per figure named inside a remark cell ('+70 POO').
create table if not exists raw.mentions (
    document_id varchar not null, table_id varchar not null, "row" integer not null, col integer not null,
    mention_no integer not null, text varchar not null, waarde_text varchar not null,
    thema varchar, maat varchar, periode varchar, peildatum date, kwalificatie varchar
);
create table if not exists raw.notes (
    document_id varchar not null, table_id varchar not null, note_no integer not null, mark varchar, text varchar not null,
    page integer not null, x0 double not null, top double not null, x1 double not null, bottom double not null
);
-- One row per picture of a table that could not be read.
create table if not exists raw.gaps (
    document_id varchar not null, gap_no integer not null, part_no integer not null, page integer not null,
    x0 double not null, top double not null, x1 double not null, bottom double not null,
    kop varchar, bijschrift varchar, reden varchar not null
);
-- Reference data that the extractor knows too, replaced with every load.
-- One row per gemeente, provincie, veiligheidsregio and the land.
create table if not exists raw.gebieden (
    gebied_code varchar not null, gebied_niveau varchar not null, gebied varchar not null,
    provincie_code varchar, regio_code varchar
);
-- One row per spelling of an area; sleutel is the folded spelling (see extract.text.sleutel).
create table if not exists raw.gebied_namen (
    sleutel varchar not null, naam varchar not null, gebied_code varchar not null, gebied_niveau varchar not null
);
-- One row per measure: what it means and how it composes.
create table if not exists raw.maten (
    maat varchar not null, omschrijving varchar not null, eenheid varchar not null, optelbaar boolean not null,
    met_teken boolean not null            -- may be negative
);
-- One row per measure that is called otherwise under a thema (statushouders have no opgave, but a taakstelling).
create table if not exists raw.maat_vertaling (thema varchar not null, maat varchar not null, wordt varchar not null);
-- Reviews. One row per conflict that someone accepted, as review/acceptaties.jsonl has them.
create table if not exists raw.acceptaties (
    nr integer not null,                  -- place in the file, from 1
    conflict_id varchar not null,
    waarden varchar[] not null,           -- the values it was accepted for
    omschrijving varchar not null,        -- the conflict as a sentence, as it was then
    reden varchar not null, door varchar not null, op date not null,
    ingetrokken_door varchar, ingetrokken_op date
);
