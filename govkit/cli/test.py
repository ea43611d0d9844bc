"""`govkit test PATH [LESSON]`: every scenario as a test, and what no scenario touches.

A path enters; findings, a line for each scenario and the coverage leave, as text, as JSON or as
JUnit XML. What is played and found is decided in `govkit.scenario`.
"""

from __future__ import annotations

import json as json_format
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govkit.cli.commands import screen_of
from govkit.cli.files import write_file
from govkit.cli.lessons import Lessons
from govkit.cli.model import Plugins
from govkit.cli.refusal import FAILED, WRONG_USAGE, Refusal
from govkit.cli.screen import Screen

if TYPE_CHECKING:
    from govkit.cli.wording import Tongue
    from govkit.scenario.trial import Covered, Tried

MOST_NAMED = 12


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    scenario: Annotated[str | None, typer.Argument(metavar="SCENARIO")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    junit: Annotated[Path | None, typer.Option("--junit", metavar="FILE")] = None,
    strict: Annotated[bool, typer.Option("--strict", "--严格")] = False,
    plugin: Plugins = None,
) -> int:
    """Test the scenarios of a model; 1 where one does not hold, or under `strict` is warned of."""
    from govkit.resolve.texts.files import models_in

    screen, told = screen_of(ctx), list[_Tested]()
    places = models_in(path)
    for place in places:
        tested = _tested(place, scenario, screen, plugin or (), alone=len(places) == 1)
        told.append(tested)
        if not json:
            _print(tested, screen)
    if json:
        screen.data(json_format.dumps([_as_json(one, screen.lang) for one in told],
                                      ensure_ascii=False, indent=2))  # fmt: skip
    if junit is not None:
        from govkit.cli.junit import report

        write_file(junit, report([(str(one.path), one.every) for one in told], screen.lang))
    every = [found for one in told for found in one.every]
    warned = strict and any(found.findings for found in every)
    return int(warned or not all(found.holds for found in every))


@dataclass(frozen=True, slots=True)
class _Tested:
    """One model: its scenarios as they were played, and what they touch."""

    path: Path
    every: tuple[Tried, ...]
    covered: tuple[Covered, ...]


def _tested(
    path: Path, scenario: str | None, screen: Screen, plugins: Sequence[str], *, alone: bool
) -> _Tested:
    """Test one model; without scenarios it is refused where it stands alone."""
    from govkit.diagnostics import GovError
    from govkit.scenario.trial import coverage, tried

    lessons = Lessons(path, screen, plugins)
    if not (alone or lessons.model.scenarios):
        return _Tested(path, (), ())
    try:
        first = lessons.found(scenario or "1")
    except GovError as error:
        wrong = any(found.code == "GOV757" for found in error.diagnostics)
        told = lessons.placed(error.diagnostics)
        raise Refusal(told, WRONG_USAGE if wrong else FAILED) from None
    chosen = [first] if scenario is not None else list(lessons.model.scenarios)
    every = []
    for one in chosen:
        found = tried(lessons.engine, one)
        every.append(replace(found, findings=tuple(lessons.placed(found.findings))))
    return _Tested(path, tuple(every), coverage(lessons.model, every) if scenario is None else ())


# ── as text ──
def _print(tested: _Tested, screen: Screen) -> None:
    for one in tested.every:
        screen.findings(one.findings)
    for one in tested.every:
        key = "branching" if one.is_branching else "linear"
        if not one.size:
            key = "failed"
        screen.say(
            f"say.test.{key}",
            "good" if one.holds else "bad",
            mark="√" if one.holds else "×",
            scenario=one.scenario,
            size=one.size,
            endings=len(one.graph.endings) if one.graph is not None else 0,
        )
    for covered in tested.covered:
        _print_covered(covered, screen)
    failed = sum(not one.holds for one in tested.every)
    key = "some_fail" if failed else "all_hold"
    screen.say(f"say.test.{key}", "bad" if failed else "good", path=tested.path,
               count=len(tested.every), failed=failed)  # fmt: skip


def _print_covered(covered: Covered, screen: Screen) -> None:
    """One aspect of the model: how much is touched, and the first of what is not."""
    every, left = len(covered.every), covered.untouched
    aspect = screen.text(f"say.test.{covered.aspect}")
    if not left:
        screen.say("say.test.covered", "dim", aspect=aspect, every=every)
        return
    between = "、" if screen.lang == "zh" else ", "
    names = between.join(_shown(name, screen.lang) for name in left[:MOST_NAMED])
    key = "untouched_more" if len(left) > MOST_NAMED else "untouched"
    screen.say(f"say.test.{key}", "dim", aspect=aspect, touched=every - len(left), every=every,
               names=names, more=len(left) - MOST_NAMED)  # fmt: skip


def _shown(name: str, lang: Tongue) -> str:
    """A rule in words, a trigger with its tier; other names as they are."""
    from govkit.engine.words.naming import rule_words
    from govkit.engine.words.wording import reason_word

    if ".on[" in name:
        at, _, trigger = name.removesuffix("]").partition(".on[")
        tier = at.rpartition("/")[2].partition(":")[2]
        return f"{tier}·{reason_word(trigger).word(lang)}"
    return rule_words(name).word(lang) if ":" in name else name


# ── as JSON ──
def _as_json(tested: _Tested, lang: Tongue) -> dict[str, Any]:
    from govkit.diagnostics.as_json import to_json

    return {
        "path": str(tested.path),
        "scenarios": [
            {
                "name": one.scenario,
                "branching": one.is_branching,
                "holds": one.holds,
                "states" if one.is_branching else "moves": one.size,
                "findings": to_json(one.findings, lang)["diagnostics"],
            }
            for one in tested.every
        ],
        "coverage": {
            covered.aspect: {"count": len(covered.every), "untouched": list(covered.untouched)}
            for covered in tested.covered
        },
    }
