"""Extraction and raw loading: one partition per PDF."""

import dataclasses
import time
from collections.abc import Callable

import dagster as dg

from extract.errors import PlanError
from pipelines import archive, failures
from pipelines.lock import writer
from warehouse.home import Home
from warehouse.load import load_records, write_records

WRITER_POOL = "duckdb_writer"
documents = dg.DynamicPartitionsDefinition(name="documents")
Progress = Callable[[int, int], None]  # pages done, pages in all


@dg.asset(partitions_def=documents, group_name="plan", kinds={"python"})
def extracted_plan(
    context: dg.AssetExecutionContext, home: dg.ResourceParam[Home], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult:
    """What one archived PDF says, as JSON lines under the home: parts, tables, cells and what they mean."""
    # Reading PDFs is imported with the step that does it: the graph of assets loads without.
    from extract import extract_document, to_records

    document_id = context.partition_key
    entry = archive.find(home, document_id)
    if entry is None:
        raise dg.Failure(f"{document_id} is not in the archive", allow_retries=False)
    started = time.perf_counter()
    try:
        document = extract_document(home.archived(document_id), progress=progress)
    except PlanError as error:
        # The reader knows the name in the archive only; people know the one they gave it.
        reason = str(error).replace(home.archived(document_id).name, entry.file_name)
        failures.record(home, document_id, entry.file_name, reason)
        raise dg.Failure(reason, allow_retries=False) from error
    seconds = time.perf_counter() - started
    document = dataclasses.replace(document, file_name=entry.file_name)
    write_records(to_records(document, opgegeven_datum=entry.datum), home.records(document_id))
    failures.clear(home, document_id, entry.file_name)
    return dg.MaterializeResult(
        metadata={
            "file_name": entry.file_name,
            "pages": document.n_pages,
            "pages_per_second": round(document.n_pages / seconds, 1),
            "tables": len(document.tables),
            "tables_not_understood": sum(table.status == "niet_begrepen" for table in document.tables),
            "gaps": len(document.gaps),
        }
    )


@dg.asset(
    partitions_def=documents, deps=[extracted_plan], group_name="plan", kinds={"duckdb"}, pool=WRITER_POOL
)
def raw_plan(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> dg.MaterializeResult:
    """The rows of one document in schema `raw`, replaced as a whole in one transaction."""
    with writer(home):
        loaded = load_records(home, home.records(context.partition_key))
    return dg.MaterializeResult(metadata={"changed": loaded.changed, **loaded.rows})
