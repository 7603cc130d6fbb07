"""Running the Dagster jobs in this process, for the command line."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extract.errors import PlanError
from extract.text import printable
from pipelines import archive, builds, failures, stamps
from pipelines.errors import PipelineError, disk_is_full, reason_of
from pipelines.instance import COMMAND_TAG, bury_the_dead, instance_of
from pipelines.lock import writer
from pipelines.progress import Progress
from pipelines.retention import prune
from warehouse.home import Home
from warehouse.load import open_build
from warehouse.rebuild import forget_models
from warehouse.whole import sweep_home

if TYPE_CHECKING:
    from dagster import DagsterInstance, Definitions

SILENT = Progress()
BUILD_ANEW = {"ops": {"dbt_models": {"config": {"anew": True}}}}
STAGES = {
    "extracted_plan": "extract",
    "raw_plan": "load",
    "raw_acceptances": "load",
    "dbt_models": "dbt",
    "quality__controles": "suites",
    "suites": "suites",
    "published_warehouse": "publish",
    "quality_report": "report",
    "alerts": "alerts",
}


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `reason` is set when it failed."""

    path: Path
    status: Literal["ingested", "unchanged", "failed"]
    document_id: str | None = None
    reason: str | None = None


@dataclass
class Timings:
    """Seconds per stage, in the order they first ran; `start` is imports and graph."""

    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def ingest(
    home: Home,
    paths: Sequence[Path],
    datum: str | None,
    timings: Timings,
    progress: Progress = SILENT,
    *,
    ocr: bool = True,
) -> Iterator[Outcome]:
    """Bring PDFs into the warehouse, one outcome per file; a file that fails does not stop the others.

    Files whose bytes the published warehouse already holds are left alone. Without `ocr` pictures are left as
    gaps, until they are ingested again with it. The caller holds the command lock.
    Raises PipelineError when the warehouse could not be built anew from what was read.
    """
    waiting: dict[Path, archive.Entry] = {}
    for path in paths:
        try:
            entry = archive.add(home, path, datum)
        except PlanError as error:
            failures.record(home, None, printable(path.name), str(error))
            yield Outcome(path, "failed", reason=str(error))
            continue
        failures.clear(home, None, printable(path.name))
        if stamps.is_published(home, entry, ocr):
            yield Outcome(path, "unchanged", entry.document_id)
        elif entry not in waiting.values():
            waiting[path] = entry
    if not waiting:
        return
    with _running(home, timings, progress, ocr) as run:
        run.instance.add_dynamic_partitions("documents", [entry.document_id for entry in waiting.values()])
        ingested: list[Outcome] = []
        failed: list[str] = []
        for number, (path, entry) in enumerate(waiting.items(), start=1):
            progress.about(f"{entry.file_name} ({number} of {len(waiting)})")
            outcome = run.document(path, entry, ["extracted_plan", "raw_plan"])
            if outcome.status == "failed":
                failed.append(entry.document_id)
                yield outcome
            else:
                ingested.append(outcome)
                failures.clear_name(home, printable(path.name), keep=failed)
        progress.about("")
        if ingested:
            run.job("rebuild")
        yield from ingested


def rebuild(home: Home, timings: Timings, progress: Progress = SILENT, *, anew: bool = False) -> None:
    """Models, suites, published warehouse and report as raw has it. `anew` builds and checks all of it, also
    what no change in raw touches. The caller holds the command lock.

    Raises PipelineError when a stage fails.
    """
    with _running(home, timings, progress) as run:
        run.job("rebuild", config=BUILD_ANEW if anew else None)
        if anew:
            prune(home, run.instance)


def rebuild_from_archive(
    home: Home, timings: Timings, progress: Progress = SILENT, *, ocr: bool = True
) -> Iterator[Outcome]:
    """Make everything anew from the archive, one outcome per document: raw, models, suites, published
    warehouse and report.

    A document is read again unless its extracted records are what today's code makes of it. One that fails,
    or is not in the archive, keeps the rows it had. The caller holds the command lock.
    Raises PipelineError when the warehouse could not be built anew.
    """
    entries = archive.entries(home)
    with _running(home, timings, progress, ocr) as run:
        run.instance.add_dynamic_partitions("documents", [entry.document_id for entry in entries])
        for number, entry in enumerate(entries, start=1):
            progress.about(f"{entry.file_name} ({number} of {len(entries)})")
            known = stamps.is_read(home, entry, ocr)
            assets = ["raw_plan"] if known else ["extracted_plan", "raw_plan"]
            yield run.document(home.archived(entry.document_id), entry, assets)
        progress.about("")
        with writer(home):
            forget_models(home)
        run.job("rebuild")
        prune(home, run.instance)


@dataclass
class _Run:
    home: Home
    defs: Definitions
    instance: DagsterInstance
    timings: Timings

    def document(self, path: Path, entry: archive.Entry, assets: Sequence[str]) -> Outcome:
        """Run these assets for one document. Raises PipelineError when the next would not fare better."""
        try:
            self.job("ingest_plan", assets, entry.document_id)
        except PipelineError as error:
            if disk_is_full(error):
                raise
            reason = str(error) if entry.file_name in str(error) else f"{entry.file_name}: {error}"
            return Outcome(path, "failed", entry.document_id, reason)
        return Outcome(path, "ingested", entry.document_id)

    def job(
        self,
        name: str,
        assets: Sequence[str] | None = None,
        partition: str | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> None:
        """Run one job, or the named assets of it; raises PipelineError with the reason when it fails."""
        import dagster as dg
        from dagster._core.storage.tags import MAX_RETRIES_TAG

        started = time.perf_counter()
        result = self.defs.resolve_job_def(name).execute_in_process(
            instance=self.instance,
            partition_key=partition,
            asset_selection=[dg.AssetKey(asset) for asset in assets] if assets else None,
            tags={**COMMAND_TAG, MAX_RETRIES_TAG: "0"},  # a person started it, and will start it again
            raise_on_error=False,
            # instead of Dagster's own on the console
            run_config={"loggers": {"stages": {}}, **(config or {})},
        )
        in_steps = 0.0
        for event in result.all_events:
            if event.is_step_success:
                seconds = event.step_success_data.duration_ms / 1000
                self.timings.add(STAGES.get(event.step_key, event.step_key), seconds)
                in_steps += seconds
        self.timings.add("dagster", time.perf_counter() - started - in_steps)
        failed = [event.step_failure_data for event in result.all_events if event.is_step_failure]
        if any(failure.error.cls_name == dg.DagsterExecutionInterruptedError.__name__ for failure in failed):
            raise KeyboardInterrupt
        if failed:
            error = PipelineError(reason_of(failed[0]))
            if partition is None:
                with suppress(OSError):  # the disk is full: that is the reason, and is told all the same
                    builds.record(self.home, str(error))
            error.add_note(failed[0].error.to_string())  # shown by --debug
            raise error
        if not result.success:
            raise PipelineError(f"{name} failed")


@contextmanager
def _running(home: Home, timings: Timings, progress: Progress, ocr: bool = True) -> Iterator[_Run]:
    started = time.perf_counter()
    from pipelines.graph import build_definitions

    sweep_home(home)
    with writer(home), open_build(home):
        pass  # led forward to this program's version, or refused, before anything is read
    with instance_of(home) as instance:
        bury_the_dead(instance, commands=True)
        progress.stage("Starting")
        defs = build_definitions(home, progress, ocr=ocr)
        timings.add("start", time.perf_counter() - started)
        yield _Run(home, defs, instance, timings)
