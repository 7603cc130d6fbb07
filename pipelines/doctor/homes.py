"""The state of one home."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

from pipelines import archive, builds, failures, lock, stamps
from pipelines.doctor.finding import Finding, State
from pipelines.errors import PipelineError
from pipelines.instance import require_storage, settings_of
from warehouse.errors import SchemaVersionError
from warehouse.home import Home
from warehouse.published import connect_published
from warehouse.schema import newest_version, version_of
from warehouse.whole import unfinished

MIB = 1 << 20
LITTLE_SPACE = 2048 * MIB
NO_SPACE = 100 * MIB
MOST_NAMED = 3


def place(home: Home) -> Iterator[Finding]:
    """Whether the home is there, can be written to and has room."""
    if not home.path.exists():
        yield Finding(
            "Home", State.ATTENTION, f"{home.path} does not exist yet", "opvang ingest PDF makes it"
        )
        return
    try:
        with tempfile.TemporaryFile(dir=home.path):
            yield Finding("Home", State.OK, f"{home.path} can be written to")
    except OSError as error:
        mend = f"give the user {os.environ.get('USER', os.getuid())} the right to write there"
        yield Finding("Home", State.FAILURE, f"{home.path}: {error.strerror}", mend)
    free = shutil.disk_usage(home.path).free
    wanted = max(LITTLE_SPACE, 3 * (home.build.stat().st_size if home.build.exists() else 0))
    state = State.FAILURE if free < NO_SPACE else State.ATTENTION if free < wanted else State.OK
    mend = None if state is State.OK else f"make room: {wanted // MIB:,} MiB is comfortable"
    yield Finding("Disk", state, f"{free // MIB:,} MiB free", mend)


def warehouse(home: Home) -> Iterator[Finding]:
    """Whether the published warehouse can be read, by this version of the program, and is up to date."""
    if not home.warehouse.exists():
        if home.path.exists():
            mend = "opvang rebuild makes it" if archive.entries(home) else "opvang ingest PDF"
            yield Finding("Warehouse", State.ATTENTION, "nothing is published yet", mend)
        return
    try:
        with connect_published(home) as con:
            found, known = version_of(con), newest_version()
            documents = con.execute("select document_id from raw.documents").fetchall()
    except SchemaVersionError as error:
        yield Finding("Warehouse", State.FAILURE, str(error), "install a newer opvangplannen")
        return
    older = "" if found == known else f", raw schema {found} becomes {known} with the next build"
    yield Finding("Warehouse", State.OK, f"{len(documents)} documents{older}")
    if stamps.waiting_to_be_built(home):
        says = "the published warehouse is behind what was read, decided or changed in the program"
        yield Finding("Warehouse", State.ATTENTION, says, "opvang check builds it anew")
    yield from _archive(home, {document_id for (document_id,) in documents})


def _archive(home: Home, published: set[str]) -> Iterator[Finding]:
    entries = archive.entries(home)
    known = published | {failure.document_id for failure in failures.known(home)}
    # What was loaded waits for a build, and is not to be read again.
    missing = [
        home.archived(entry.document_id)
        for entry in entries
        if entry.document_id not in known and not stamps.is_loaded(home, entry, ocr=False)
    ]
    if missing:
        few = len(missing) <= MOST_NAMED
        mend = f"opvang ingest {' '.join(map(str, missing))}" if few else "opvang rebuild reads them"
        says = f"{len(missing)} documents of the archive are not in the warehouse"
        yield Finding("Archive", State.ATTENTION, says, mend)
    else:
        says = "all its documents are in the warehouse, wait for a build, or are known to have failed"
        yield Finding("Archive", State.OK, says)
    outdated = [entry for entry in entries if stamps.is_outdated(home, entry)]
    if outdated:
        says = f"{len(outdated)} documents were read by another version of the program"
        yield Finding("Archive", State.ATTENTION, says, "opvang rebuild reads them again")


def last_build(home: Home) -> Iterator[Finding]:
    """Whether the last build failed."""
    if failed := builds.failed(home):
        says = f"the last one failed: {failed.reason} ({failed.failed_at})"
        yield Finding("Build", State.ATTENTION, says, "mend that, then opvang check builds all of it anew")


def failed_documents(home: Home) -> Iterator[Finding]:
    """What could not be read."""
    for failure in failures.known(home):
        mend = "put a better file in its place and ingest that"
        yield Finding("Document", State.ATTENTION, f"{failure.reason} ({failure.failed_at})", mend)


def at_work(home: Home) -> Iterator[Finding]:
    """Who holds a lock, and what killed processes left."""
    for what, holder in lock.holders(home).items():
        yield Finding("Lock", State.OK, f"{what}: held by process {holder}, which is at work")
    left = unfinished(home)
    if left:
        says = f"{len(left)} files that a killed process did not finish"
        yield Finding("Leftovers", State.ATTENTION, says, "nothing to do: the next build removes them")


def dagster(home: Home) -> Iterator[Finding]:
    """Whether Dagster's settings can be used."""
    try:
        storage = settings_of(home).get("storage", {})
        require_storage()
    except PipelineError as error:
        yield Finding("Dagster", State.FAILURE, str(error), "mend dagster.yaml or the installation")
        return
    where = next(iter(storage), "sqlite")
    yield Finding("Dagster's state", State.OK, f"is kept in {where}")


def alerts(home: Home) -> Iterator[Finding]:
    """Whether people can be told."""
    from pipelines.alerts.channel import is_set
    from pipelines.alerts.config import load

    try:
        config = load(home)
    except PipelineError as error:
        yield Finding("Alerts", State.FAILURE, str(error), "see docs/operations.md, Alerts")
        return
    if config is None:
        yield Finding("Alerts", State.OK, "nobody is told anything: there is no alerts.yaml")
        return
    for name, variable in config.channels.items():
        if is_set(variable):
            yield Finding("Alerts", State.OK, f"channel {name} has an address")
        else:
            says = f"channel {name}: the variable {variable} is not set"
            yield Finding("Alerts", State.ATTENTION, says, f"export {variable} for opvang and opvang dev")


CHECKS = (place, warehouse, last_build, failed_documents, at_work, dagster, alerts)
