import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.cli import cli

COMMANDS = [
    " ".join(names)
    for names in (
        (),
        *((name,) for name in cli.commands),
        *((name, sub) for name, group in cli.commands.items() for sub in getattr(group, "commands", ())),
    )
]


def opvang(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "OPVANG_HOME": str(home), **environment},
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples(command: str, tmp_path: Path) -> None:
    result = opvang(*command.split(), "--help", home=tmp_path)
    assert result.returncode == 0, result.stderr
    assert f"opvang {command}".strip() in result.stdout.split("Examples:")[1]


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        ("pipelines.cli, extract.sandbox", "duckdb pdfplumber tqdm yaml"),
        ("pipelines.cli, pipelines.summary", "dagster dbt great_expectations pandas"),
    ],
)
def test_commands_import_no_more_than_they_need(modules: str, heavy: str) -> None:
    code = f"import sys, {modules}; print([name for name in {heavy.split()} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.stdout.strip() == "[]", result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest"],
        ["nonsense"],
        ["tables", "plan.pdf", "--format", "docx"],
        ["tables", "plan.pdf", "--pages", "9-3"],
        ["tables", "plan.pdf", "--pages", "0"],
        ["ingest", "plan.pdf", "--date", "25 oktober"],
        ["diff", "old.pdf"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], tmp_path: Path) -> None:
    result = opvang(*arguments, home=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "select 1"],
        ["check"],
        ["report"],
        ["show", "abc"],
        ["diff"],
        ["export", "out"],
        ["tables", "gone.pdf"],
        ["ingest", "gone.pdf"],
    ],
)
def test_what_cannot_be_done_is_one_or_two_lines_and_status_1(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = opvang(*arguments, home=tmp_path / "home")
    assert result.returncode == 1
    assert result.stdout == ""
    assert 1 <= len(result.stderr.strip().splitlines()) <= 2, result.stderr
    assert not (tmp_path / "home" / "warehouse.duckdb").exists()


def test_shells_complete_commands_and_choices(tmp_path: Path) -> None:
    def complete(words: str, position: int) -> str:
        code = "import sys; sys.argv[0] = 'opvang'; from pipelines.cli import main; main()"
        shell = {"_OPVANG_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}
        return subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, **shell},
        ).stdout

    assert complete("opvang ing", 1) == "plain,ingest\n"
    assert complete("opvang check --fail-on wa", 3) == "plain,waarschuwing\n"


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    assert "Traceback" in opvang("tables", "gone.pdf", "--debug", home=tmp_path).stderr


def test_home_goes_before_and_after_the_command(tmp_path: Path) -> None:
    for arguments in (
        ["--home", str(tmp_path / "a"), "documents"],
        ["documents", "--home", str(tmp_path / "a")],
    ):
        result = opvang(*arguments, home=tmp_path / "b")
        assert (result.returncode, result.stdout) == (0, "No documents yet.\n")


def test_a_file_that_is_no_pdf_is_listed_as_failed(tmp_path: Path) -> None:
    notes = tmp_path / "notes.pdf"
    notes.write_text("no plan")
    result = opvang("ingest", str(notes), home=tmp_path / "home")
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "notes.pdf" in opvang("documents", home=tmp_path / "home").stdout
