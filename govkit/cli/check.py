"""`govkit check PATH…`: everything that is wrong with some models, at once.

Paths enter; findings, what was read and a verdict leave, as text, as JSON or as SARIF. The work is
the pipeline's; here it is only shown.
"""

from __future__ import annotations

import json as json_format
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.model import AsOf, Plugins, day_of, with_plugins
from govkit.cli.refusal import misused
from govkit.cli.screen import Screen
from govkit.cli.watch import watched
from govkit.cli.wording import Tongue

if TYPE_CHECKING:
    from govkit.diagnostics import Diagnostic
    from govkit.model.governance import Governance
    from govkit.pipeline import Compiled


def command(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH")],
    json: Annotated[bool, typer.Option("--json")] = False,
    sarif: Annotated[Path | None, typer.Option("--sarif", metavar="FILE")] = None,
    watch: Annotated[bool, typer.Option("--watch", "--监视")] = False,
    strict: Annotated[bool, typer.Option("--strict", "--严格")] = False,
    mark: Annotated[bool, typer.Option("--mark", "--批注")] = False,
    as_of: AsOf = None,
    plugin: Plugins = None,
    no_color: Annotated[bool, typer.Option("--no-color", "--no-colour", "--无色")] = False,
) -> int:
    """Check models; 1 where one does not hold, or under `strict` has a warning."""
    for other, asked in (("--json", json), ("--mark", mark)):
        if watch and asked:
            raise misused("GOV807", option=f"{other} --watch")
    screen, day = screen_of(ctx), day_of(as_of)
    screen.colour = not no_color

    def checked() -> tuple[list[Compiled], int]:
        from govkit.pipeline import compile_path
        from govkit.resolve.texts.files import models_in

        there = [one for path in paths for one in models_in(path)]
        models = [compile_path(path, as_of=day, plugins=plugin or ()) for path in there]
        status = _status(models, strict)
        screen.lang = screen.tongue_for(one.lang for one in models if one.sources)
        _save(models, sarif, screen.lang)
        if json:
            _print_json(models, screen)
        else:
            _print(there, models, screen, status)
            _next(models, screen, plugin or ())
        if mark:
            from govkit.cli.marked_tables import mark as marked

            status = status if marked(models, screen, error=json) else 1
        return models, status

    if watch:
        return watched(lambda: [*paths, *_read(checked()[0])], screen)
    return checked()[1]


def _status(models: Sequence[Compiled], strict: bool) -> int:
    found = _findings(models)
    counting = ("error", "warning") if strict else ("error",)
    return int(any(finding.severity in counting for finding in found))


def _findings(models: Sequence[Compiled]) -> list[Diagnostic]:
    return [finding for one in models for finding in one.diagnostics]


def _read(models: Sequence[Compiled]) -> list[Path]:
    texts = [Path(source.name) for one in models for source in one.sources]
    return [*texts, *(table.path for one in models for table in one.tables)]


def _print_json(models: Sequence[Compiled], screen: Screen) -> None:
    from govkit.diagnostics.as_json import to_json

    screen.data(json_format.dumps(to_json(_findings(models), screen.lang), indent=2))


def _save(models: Sequence[Compiled], sarif: Path | None, lang: Tongue) -> None:
    if sarif is None:
        return
    from govkit.diagnostics.sarif import to_sarif
    from govkit.export.json import dumped
    from govkit.version import __version__

    log = to_sarif(_findings(models), lang, __version__)
    write_file(sarif, dumped(log) + "\n")


def _print(paths: Sequence[Path], models: Sequence[Compiled], screen: Screen, status: int) -> None:
    from govkit.diagnostics.plain import summary

    found = _findings(models)
    screen.findings(found)
    errors = [finding for finding in found if finding.severity == "error"]
    warned = any(finding.severity == "warning" for finding in found)
    for one in models:
        if one.model is not None and one.model.checks:
            _answers(one.model, screen)
    if errors or warned:
        screen.line([("error" if errors else "warning", summary(found, screen.lang))])
    if len(models) > 1:
        for path, one in zip(paths, models, strict=True):
            verdict = screen.text(f"say.check.{_verdict(one)}")
            screen.say("say.check.verdict_of", path=path, verdict=verdict)
    files = {
        source.name: source.line_count - source.text.endswith("\n")
        for one in models
        for source in one.sources
    }
    if not files:
        return
    screen.say(
        "say.check.read",
        "bad" if errors else "good",
        files=len(files),
        lines=sum(files.values()),
        verdict=_all_in_all(models, screen),
    )
    if status and not errors:
        screen.say("say.check.strict", "bad")


def _next(models: Sequence[Compiled], screen: Screen, plugins: Sequence[str]) -> None:
    """How to read more about the first error; a code of a plug-in is known where it is named."""
    errors = [finding.code for finding in _findings(models) if finding.severity == "error"]
    if errors and any(one.sources for one in models):
        call = f"govkit explain {errors[0]}"
        needed = () if errors[0].startswith("GOV") else plugins
        screen.say("say.check.explain", "dim", call=with_plugins(call, needed))


def _answers(model: Governance, screen: Screen) -> None:
    """How many of the author's own checks agree, differ, or cannot be decided."""
    from govkit.checks.figures import verdicts

    counted = Counter(verdict.answer for verdict in verdicts(model))
    parts = [
        f"{screen.text(f'say.answer.{answer}')} {counted[answer]}"
        for answer in ("agrees", "differs", "possible", "undecidable")
        if counted[answer]
    ]
    joined = ("、" if screen.lang == "zh" else ", ").join(parts)
    screen.say("say.check.checks", number=sum(counted.values()), answers=joined)


def _verdict(one: Compiled) -> str:
    return "fails" if one.model is None else "holds"


def _all_in_all(models: Sequence[Compiled], screen: Screen) -> str:
    failing = sum(1 for one in models if one.model is None)
    if len(models) == 1:
        return screen.text(f"say.check.{_verdict(models[0])}")
    if failing:
        return screen.text("say.check.some_fail", models=len(models), failed=failing)
    return screen.text("say.check.many_hold", models=len(models))
