"""Extraction and raw loading: one partition per PDF."""

import dataclasses
import time
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from extract.errors import PlanError
from extract.settings import Settings
from pipelines import archive, failures, lock, stamps
from pipelines.progress import Progress
from pipelines.retry import retried
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.load import load_records, write_records

WRITER_POOL = "duckdb_writer"
documents = dg.DynamicPartitionsDefinition(name="documents")


@dg.asset(partitions_def=documents, group_name="plan", kinds={"python"})
def extracted_plan(
    context: dg.AssetExecutionContext,
    home: dg.ResourceParam[Home],
    progress: dg.ResourceParam[Progress],
    settings: dg.ResourceParam[Settings],
) -> dg.MaterializeResult:
    """What one archived PDF says, as JSON lines under the home: parts, tables, cells and what they mean."""
    # Reading PDFs is imported with the step that does it: the graph of assets loads without.
    from extract import extract_document, to_records

    document_id = context.partition_key
    entry = archive.find(home, document_id)
    if entry is None:
        raise dg.Failure(f"{document_id} is not in the archive", allow_retries=False)
    started = time.perf_counter()
    with _recording_failure(home, entry), retried(context):
        document = extract_document(home.archived(document_id), progress=progress.at, settings=settings)
        seconds = time.perf_counter() - started
        document = dataclasses.replace(document, file_name=entry.file_name)
        with lock.records(home, document_id):
            stamps.withdraw_reading(home, document_id)
            write_records(to_records(document, opgegeven_datum=entry.datum), home.records(document_id))
            stamps.stamp_reading(home, entry, settings.ocr)
    return dg.MaterializeResult(
        metadata={
            "file_name": entry.file_name,
            "pages": document.n_pages,
            "seconds": round(seconds, 1),
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
    entry = archive.find(home, context.partition_key)
    with (
        _recording_failure(home, entry),
        retried(context),
        lock.records(home, entry.document_id),
        lock.writer(home),
    ):
        loaded = load_records(home, home.records(entry.document_id))
        stamps.stamp_loading(home, entry.document_id, loaded.loaded_at)
    failures.clear(home, entry.document_id, entry.file_name)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": sum(loaded.rows.values()), "changed": loaded.changed, **loaded.rows}
    )


@contextmanager
def _recording_failure(home: Home, entry: archive.Entry) -> Iterator[None]:
    """Note why a document did not make it, in words for people where the reader has them."""
    try:
        yield
    except dg.RetryRequested:
        raise
    except PlanError as error:
        # The reader knows the name in the archive only; people know the one they gave it.
        reason = str(error).replace(home.archived(entry.document_id).name, entry.file_name)
        failures.record(home, entry.document_id, entry.file_name, reason)
        raise dg.Failure(reason, allow_retries=False) from error
    except WarehouseError as error:
        failures.record(home, entry.document_id, entry.file_name, f"{entry.file_name}: {error}")
        raise
    except Exception as error:
        reason = f"{entry.file_name}: {type(error).__name__}: {error}"
        failures.record(home, entry.document_id, entry.file_name, reason)
        raise
