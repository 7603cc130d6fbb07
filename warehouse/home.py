"""The home directory: where every piece of state of one installation lives."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "OPVANG_HOME"
DEFAULT_HOME = "data"


@dataclass(frozen=True)
class Home:
    """Paths under one home directory. Two homes never affect each other."""

    path: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", Path(self.path).expanduser().absolute())

    @classmethod
    def resolve(cls, option: str | os.PathLike[str] | None = None) -> Home:
        """The home that `option` names, else `$OPVANG_HOME`, else `./data`."""
        return cls(Path(option or os.environ.get(HOME_VARIABLE) or DEFAULT_HOME))

    def ensure(self) -> Home:
        """Make the directories that are missing; gives the home itself."""
        inside = (self.inbox, self.archive, self.reports, self.extracted, self.dbt, self.dagster)
        for directory in inside:
            directory.mkdir(parents=True, exist_ok=True)
        return self

    @property
    def warehouse(self) -> Path:
        """The published database: read by everyone, written by nobody, swapped as a whole."""
        return self.path / "warehouse.duckdb"

    @property
    def inbox(self) -> Path:
        return self.path / "inbox"

    @property
    def archive(self) -> Path:
        return self.path / "archive"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def report(self) -> Path:
        return self.reports / "kwaliteit.html"

    @property
    def work(self) -> Path:
        return self.path / "work"

    @property
    def build(self) -> Path:
        """The writer's database; only a build opens it."""
        return self.work / "build.duckdb"

    @property
    def spill(self) -> Path:
        """What a build sets aside on disk when its memory is full; DuckDB names it after the database."""
        return self.work / "build.duckdb.tmp"

    @property
    def extracted(self) -> Path:
        return self.work / "extracted"

    @property
    def ocr(self) -> Path:
        """What was read from pictures, by their hash."""
        return self.work / "ocr"

    @property
    def drawings(self) -> Path:
        """Pieces of pages drawn for the report, a directory per document; what is missing is drawn anew."""
        return self.work / "drawings"

    @property
    def dbt(self) -> Path:
        return self.work / "dbt"

    @property
    def dagster(self) -> Path:
        return self.work / "dagster"

    @property
    def dagster_config(self) -> Path:
        """Settings of Dagster that take the place of the program's own; a person writes it."""
        return self.path / "dagster.yaml"

    @property
    def failures(self) -> Path:
        """JSON lines: the documents that could not be read, with the reason."""
        return self.work / "failures.jsonl"

    @property
    def failed_build(self) -> Path:
        """JSON: why the last build failed; not there when it succeeded."""
        return self.work / "failed_build.json"

    @property
    def acceptances(self) -> Path:
        """JSON lines: the conflicts that people accepted, and why."""
        return self.path / "review" / "acceptaties.jsonl"

    @property
    def alerts_config(self) -> Path:
        """Who is told what, and how; a person writes it."""
        return self.path / "alerts.yaml"

    @property
    def outbox(self) -> Path:
        """SQLite: what was told to whom, what waits and what failed."""
        return self.work / "alerts" / "outbox.sqlite"

    def archived(self, document_id: str) -> Path:
        return self.archive / f"{document_id}.pdf"

    def records(self, document_id: str) -> Path:
        return self.extracted / document_id
