"""The command `opvang` itself, and what becomes of errors."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
import textwrap

import click

from extract.errors import PlanError
from pipelines.cli.alerts import alerts
from pipelines.cli.base import Group, common, say
from pipelines.cli.doctor import doctor
from pipelines.cli.ingest import ingest
from pipelines.cli.quality import check, conflicts, report
from pipelines.cli.rebuild import rebuild
from pipelines.cli.server import dev
from pipelines.cli.tables import tables
from pipelines.cli.warehouse import diff, documents, export, query, show
from pipelines.errors import PipelineError, disk_is_full
from warehouse.errors import WarehouseError
from warehouse.home import Home

LONGEST_ERROR = 400  # characters of an error message; --debug shows all of it


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    examples="""
    opvang ingest plans/
    opvang query "from quality.conflicten where ernst = 'fout'"
    opvang report --open""",
)
@click.version_option(package_name="opvangplannen", prog_name="opvang")
@common
def cli() -> None:
    """From Dutch asylum-reception plans to a warehouse in which every figure leads back to its cell."""


COMMANDS = (
    ingest,
    tables,
    query,
    documents,
    check,
    report,
    conflicts,
    show,
    diff,
    export,
    alerts,
    rebuild,
    doctor,
    dev,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line; every foreseeable error ends in a line or two and exit status 1 or 2."""
    debug = "--debug" in sys.argv
    gc.set_threshold(100_000, 20, 20)  # what a plan holds is much, and holds hardly any cycles
    try:
        cli(prog_name="opvang", standalone_mode=False)
        gc.freeze()  # what is left goes with the process: no search for cycles in it first
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("Interrupted; the published warehouse is what it was.")
        # Threads of dbt may still be inside DuckDB, and would make the end of the interpreter an abort.
        atexit._run_exitfuncs()
        os._exit(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough. Nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        say(f"Error: {_in_words(error)}")
        sys.exit(1)


def _in_words(error: Exception) -> str:
    """An error as one line; what nobody foresaw names its kind."""
    text = textwrap.shorten(str(error), LONGEST_ERROR)
    if disk_is_full(error):
        return (
            f"the disk is full that holds {Home.resolve().path}: make room and run the same command again;"
            " what was published is as it was"
        )
    if isinstance(error, PlanError | WarehouseError | PipelineError):
        return text
    if isinstance(error, OSError) and error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"{error.filename}: cannot be written ({error.strerror}); choose a home that can, or its owner"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {text} (--debug shows where)"
