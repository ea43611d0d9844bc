"""`govkit workload PATH LOG`: a workload that was measured from a log, as text to be read and kept.

A model and a table of cases enter; the text of a workload leaves, each figure with its count and
what the log cannot tell by name. Counting is the business of `govkit.simulation`, the words of
`proposal`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.log_table import read_table_of_cases
from govkit.cli.model import Plugins, compiled
from govkit.cli.refusal import FAILED, Refusal, failed, misused
from govkit.diagnostics import Both, GovError
from govkit.vocabulary.words import word_set

if TYPE_CHECKING:
    from govkit.indicators import Log
    from govkit.model.governance import Governance

_FILE = Both("实测.gov", "measured.gov")


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    log: Annotated[Path, typer.Argument(metavar="LOG")],
    name: Annotated[str, typer.Option("--name", "--名称", metavar="NAME")] = "",
    period: Annotated[str | None, typer.Option("--period", "--期间", metavar="PERIOD")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", "--表名", metavar="NAME")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    force: Annotated[bool, typer.Option("--force", "--覆盖")] = False,
    plugin: Plugins = None,
) -> int:
    """Propose a workload that was measured from a log; 1 where the log does not tell when."""
    from govkit.cli.proposal import Proposal
    from govkit.indicators import read_log
    from govkit.simulation.measuring.events_measured import is_of_events, read_events
    from govkit.simulation.measuring.measured import CAME, measured

    if output is not None and output.exists() and not force:
        raise failed("GOV809", path=str(output))
    screen = screen_of(ctx)
    model, _ = compiled(path, screen, plugins=plugin)
    table, findings = read_table_of_cases(log, sheet or "")
    rows = [
        (row.number, [row.cells.get(column, "") for column in table.columns]) for row in table.rows
    ]
    events = read_events(table.columns, rows, model) if is_of_events(table.columns) else None
    if events is not None and events.runs > 1:
        raise failed("GOV992", path=log.name, runs=str(events.runs))
    days = _days(period)
    try:
        read: Log = events.log if events else read_log(table.columns, rows, model)
        if any(finding.severity == "error" for finding in read.findings):
            raise Refusal(read.findings, FAILED)
        found = measured(read, model, *days)
    except GovError as error:  # a day that no calendar has
        raise Refusal(error.diagnostics, FAILED) from None
    if found is None:
        heads = [word_set("log_column")[column] for column in CAME]
        columns = Both("、".join(h.zh for h in heads), ", ".join(h.en for h in heads))
        raise failed("GOV991", path=log.name, columns=columns)
    into = output.name if output else _file(model)
    called = name or ("实测" if model.lang == "zh" else "measured")
    text = Proposal(found, model, called, log.name, into, events).text()
    if output is None:
        screen.data(text)
    else:
        write_file(output, text)
        screen.say("say.written", error=True, path=output)
        screen.say("say.workload.next", error=True, file=into)
    of_events = events.findings if events else ()
    screen.findings([*findings, *of_events, *read.findings], error=True)
    return 0


def _file(model: Governance) -> str:
    return _FILE.zh if model.lang == "zh" else _FILE.en


def _days(period: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of a period. Raises `Refusal` (GOV858)."""
    from govkit.indicators import stretch

    if period is None:
        return None, None
    span = stretch(period)
    if span is None:
        raise misused("GOV858", written=period)
    return span.first, span.last
