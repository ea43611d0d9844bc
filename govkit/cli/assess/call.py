"""`govkit assess PATH LOG`: the indicators and assessments of a model, worked out from a log.

A path and a table enter; tables on the screen, JSON or CSV leave. Everything is worked out in
`govkit.indicators`; here the log is found, the period chosen and the result handed on.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.assess.period import span_asked
from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.log_table import read_table_of_cases
from govkit.cli.model import Plugins, compiled
from govkit.cli.refusal import FAILED, Refusal, failed, misused, not_one_of
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.cli.assess.screen import Result
    from govkit.indicators import Log, Span
    from govkit.model.governance import Governance
    from govkit.model.indicator import Indicator


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    log: Annotated[Path, typer.Argument(metavar="LOG")],
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", "--指标", metavar="NAME")
    ] = None,
    period: Annotated[str | None, typer.Option("--period", "--期间", metavar="PERIOD")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", "--表名", metavar="NAME")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", "--输出", metavar="FILE")] = None,
    plugin: Plugins = None,
) -> int:
    """Work out indicators and assessments; 0 also where something is unclear or unknown."""
    from govkit.cli.assess.data import as_json, as_rows
    from govkit.cli.assess.screen import show
    from govkit.indicators import read_log

    if output is not None and output.suffix.lower() != ".csv":
        raise not_one_of(Both("表格文件的类型", "The type of a table"), output.suffix, (".csv",))
    screen = screen_of(ctx)
    model, _ = compiled(path, screen, plugins=plugin)
    chosen = _chosen(model, indicator or [])
    table, findings = read_table_of_cases(log, sheet or "")
    rows = [
        (row.number, [row.cells.get(column, "") for column in table.columns]) for row in table.rows
    ]
    read = read_log(table.columns, rows, model)
    if any(finding.severity == "error" for finding in read.findings):
        raise Refusal(read.findings, FAILED)
    found = _result(model, read, chosen, span_asked(model, read, chosen, period), not indicator)
    if output is not None:
        from govkit.export.csv import to_csv

        write_file(output, to_csv(as_rows(found, screen)))
        screen.say("say.written", error=True, path=output)
    if json:
        screen.data(as_json(found))
    elif output is None:
        show(found, log.name, screen)
    screen.findings([*findings, *read.findings], error=True)
    return 0


def _chosen(model: Governance, names: list[str]) -> list[Indicator]:
    by_name = {one.name: one for one in model.indicators}
    if not by_name:
        raise failed("GOV862", name=model.name)
    for name in names:
        if name not in by_name:
            listed = Both("、".join(by_name), ", ".join(by_name))
            raise misused("GOV861", get_close_matches(name, by_name), name=name, names=listed)
    return [by_name[name] for name in names] or list(by_name.values())


def _result(
    model: Governance, log: Log, chosen: list[Indicator], span: Span | None, scores: bool
) -> Result:
    from govkit.cli.assess.screen import Result
    from govkit.indicators import assess, compute, in_force, late_cases

    chosen = [in_force(one, span.last if span else None) for one in chosen]
    return Result(
        model,
        log,
        span,
        [(one, compute(model, log, one, span)) for one in chosen],
        [(one, assess(model, log, one, span)) for one in model.assessments if scores and _measured(
            one.items
        )],
        late_cases(model, log, span),
    )  # fmt: skip


def _measured(items: object) -> bool:
    """Whether anything of an assessment is measured by an indicator."""
    return any(
        item.measure or _measured(item.items)
        for item in (items if isinstance(items, tuple) else ())
    )
