"""The adapter to Great Expectations: suites in, one `Controle` per expectation out.

Great Expectations has no working source for DuckDB, so it judges frames that DuckDB reads. Its context lives
in memory: the history is ours (`history.py`), and nothing of it touches the disk.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from expectations.model import Bereik, Controle
from expectations.suites import Suite, Verwachting, load_suites

if TYPE_CHECKING:
    import duckdb

N_EXAMPLES = 5
SEVERITY = {"fout": "critical", "waarschuwing": "warning", "info": "info"}


def run_suites(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    suites: Iterable[Suite] | None = None,
    bereik: Bereik = "alles",
) -> list[Controle]:
    """Judge `suites` (all of them by default) and give their results in order.

    With `bereik` "documenten" those that can look only at the rows which the last build made anew.

    A table that is missing, or an expectation that cannot be judged, is a failed check with a `melding`.
    Raises SuiteError when the suites themselves are wrong.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # The import runs a few seconds: only who judges pays for it.
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("duckdb")
    results: list[Controle] = []
    for suite in load_suites() if suites is None else suites:
        found = [_judge(con, run_id, suite, gx, source, *frame) for frame in suite.frames(bereik)]
        by_id = {outcome.controle_id: outcome for outcomes in found for outcome in outcomes}
        results += [by_id[each.id] for each in suite.verwachtingen]
    return results


def _judge(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    suite: Suite,
    gx: Any,
    source: Any,
    query: str,
    bereik: Bereik,
    verwachtingen: Sequence[Verwachting],
) -> list[Controle]:
    """The outcomes of expectations on the rows of one query."""
    import duckdb

    outcome = partial(_outcome, run_id, suite, bereik)
    try:
        frame = con.execute(f"from ({query}) order by all").df()  # the same examples each time
    except duckdb.Error as error:
        melding = str(error).splitlines()[0]
        return [outcome(each, geslaagd=False, melding=melding) for each in verwachtingen]
    name = f"{suite.naam} {verwachtingen[0].id}"
    rows = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all rows")
    judged = rows.get_batch(batch_parameters={"dataframe": frame}).validate(
        gx.ExpectationSuite(name=name, expectations=[_expectation(gx, each) for each in verwachtingen]),
        result_format={"result_format": "SUMMARY", "partial_unexpected_count": N_EXAMPLES},
    )
    by_id = {each.expectation_config.meta["id"]: each for each in judged.results}
    # rows that should not be there speak for themselves where they have a sentence
    zinnen = [str(each) for each in frame["omschrijving"][:N_EXAMPLES]] if "omschrijving" in frame else []
    return [outcome(each, **_judgement(each, by_id[each.id], len(frame), zinnen)) for each in verwachtingen]


def _expectation(gx: Any, verwachting: Verwachting) -> Any:
    name = "".join(word.capitalize() for word in verwachting.verwachting.split("_"))
    kind = getattr(gx.expectations, name)
    return kind(**verwachting.argumenten, severity=SEVERITY[verwachting.ernst], meta={"id": verwachting.id})


def _judgement(verwachting: Verwachting, judged: Any, n_rows: int, zinnen: list[str]) -> dict[str, Any]:
    found = judged.result or {}
    voorbeelden = [str(each) for each in found.get("partial_unexpected_list", [])[:N_EXAMPLES]]
    if "unexpected_count" in found:
        afwijkingen = int(found["unexpected_count"])
    elif judged.success:
        afwijkingen = 0
    elif verwachting.argumenten.get("value") == 0:  # every row is one too many
        afwijkingen, voorbeelden = max(1, n_rows), zinnen
    else:
        afwijkingen = 1
    return {
        "geslaagd": bool(judged.success),
        "aantal": int(found.get("element_count", n_rows)),
        "afwijkingen": afwijkingen,
        "voorbeelden": voorbeelden,
        "melding": _exception(judged.exception_info),
    }


def _exception(info: Any) -> str | None:
    """The message of an expectation that raised; Great Expectations nests it by metric."""
    for each in [info, *(info or {}).values()]:
        if isinstance(each, dict) and each.get("raised_exception"):
            return str(each.get("exception_message") or "the expectation could not be judged").splitlines()[0]
    return None


def _outcome(run_id: str, suite: Suite, bereik: Bereik, verwachting: Verwachting, **outcome: Any) -> Controle:
    return Controle(
        run_id=run_id,
        bereik=bereik,
        bron="suite",
        suite=suite.naam,
        controle_id=verwachting.id,
        tabel=suite.tabel,
        verwachting=verwachting.verwachting,
        omschrijving=verwachting.omschrijving,
        ernst=verwachting.ernst,
        eigenaar=verwachting.eigenaar,
        **{"aantal": 0, "afwijkingen": 0, **outcome},
    )
