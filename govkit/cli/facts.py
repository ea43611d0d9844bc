"""`govkit facts PATH`: every check of a model with what it is worked out from.

A path enters; a table leaves, on the screen, as JSON or as files, or a list of the differences from
expected verdicts. The facts are worked out in `govkit.analysis`; here they are only laid out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs, told
from govkit.cli.expected import Difference, compared
from govkit.cli.model import AsOf, Plugins, compiled_text
from govkit.cli.paragraph import wrapped
from govkit.cli.screen import Screen, grid
from govkit.diagnostics.width import visible, width

if TYPE_CHECKING:
    from govkit.analysis.facts import Fact, Figure
    from govkit.document.parts import Document

INDENT = "    "
WIDEST = 30
_COLUMNS = ("check", "printed", "computed", "answer")
_ANSWERS = ("agrees", "differs", "possible", "undecidable")


def command(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    json: Annotated[bool, typer.Option("--json")] = False,
    output: Outputs = None,
    against: Annotated[Path | None, typer.Option("--against", "--对照", metavar="FILE")] = None,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """List the facts; 1 where they differ from an expected list."""
    from govkit.analysis.facts import facts

    screen = screen_of(ctx)
    result = compiled_text(path, screen, as_of, plugin)
    assert result.model is not None
    found = facts(result.model, result.places, screen.lang)
    if output:
        told(_document(result.model.name, found, screen), output, screen, plugins=plugin)
    if json:
        from govkit.export.json import dumped

        screen.data(dumped([_as_data(fact, screen) for fact in found]))
    elif not output and against is None:
        _print(found, screen)
    if against is None:
        return 0
    number, wrong = compared(against, path, found, result.places)
    _print_differences(against, number, wrong, screen, error=json)
    return int(bool(wrong))


# ── for people ──


def _print(found: Sequence[Fact], screen: Screen) -> None:
    if not found:
        screen.say("say.facts.none")
        return
    heads = tuple(screen.text(f"say.column.{one}") for one in _COLUMNS)
    rows = [(one.name, one.printed, _computed(one, screen), _verdict(one, screen)) for one in found]
    room = [
        min(WIDEST, max(width(row[at]) for row in (heads, *rows))) for at in range(len(heads) - 1)
    ]
    screen.line([("title", _row(heads, room))])
    for fact, row in zip(found, rows, strict=True):
        screen.line([("bad" if fact.verdict == "differs" else "", _row(row, room))])
        for behind in _behind(fact, screen):
            for part in wrapped(behind, screen.console.width - len(INDENT) - 1):
                screen.line([("dim", f"{INDENT}{visible(part)}")])
    screen.line([])
    counted: Counter[str] = Counter(fact.verdict for fact in found)
    answers = [
        f"{screen.text(f'say.answer.{answer}')} {counted[answer]}"
        for answer in _ANSWERS
        if counted[answer]
    ]
    screen.say("say.facts.total", number=len(found), answers=_joined(answers, screen))


def _row(cells: Sequence[str], room: Sequence[int]) -> str:
    """The cells under one another; one that is too wide pushes the next along."""
    padded = [
        f"{one}{' ' * max(0, space - width(one))}" for one, space in zip(cells, room, strict=False)
    ]
    return visible("  ".join([*padded, cells[-1]]))


def _behind(fact: Fact, screen: Screen) -> Iterator[str]:
    """What stands behind a row: the formula, its figures, its other reading, where it stands."""
    yield fact.formula
    if fact.base:
        yield screen.text("say.facts.base", figures=_base(fact.base, screen))
    if set(fact.others) - {fact.verdict}:
        yield screen.text("say.facts.reread", answer=_others(fact, screen))
    if fact.why:
        yield screen.text("say.facts.approved", why=fact.why)
    if fact.doubts:
        yield screen.text("say.facts.doubted", why=_joined(fact.doubts, screen))
    place = Path(fact.place).name
    yield "  ".join(part for part in (fact.source, place) if part)


def _computed(fact: Fact, screen: Screen) -> str:
    """What came out, to which precision where that is finer or coarser than one."""
    if fact.rounding in ("", "1") or not fact.computed:
        return fact.computed or "?"
    rounded = screen.text("say.facts.rounded", step=fact.rounding)
    return (
        f"{fact.computed}（{rounded}）" if screen.lang == "zh" else f"{fact.computed} ({rounded})"
    )


def _verdict(fact: Fact, screen: Screen) -> str:
    answer = _answer(fact.verdict, screen)
    return f"{answer}{screen.text('say.facts.approved_bare')}" if fact.approved else answer


def _answer(answer: str, screen: Screen) -> str:
    return screen.text(f"say.answer.{answer}")


def _others(fact: Fact, screen: Screen) -> str:
    return _joined((_answer(other, screen) for other in fact.others), screen)


def _base(base: Sequence[Figure], screen: Screen) -> str:
    return _joined((f"{figure.name} {_valued(figure, screen)}" for figure in base), screen)


def _valued(figure: Figure, screen: Screen) -> str:
    if figure.origin not in ("assumed", "proposed"):
        return figure.value
    origin = screen.text(f"say.show.{figure.origin}")
    return f"{figure.value}（{origin}）" if screen.lang == "zh" else f"{figure.value} ({origin})"


def _joined(parts: Any, screen: Screen) -> str:
    return ("、" if screen.lang == "zh" else ", ").join(parts)


def _print_differences(
    path: Path, number: int, wrong: Sequence[Difference], screen: Screen, *, error: bool
) -> None:
    if not wrong:
        screen.say("say.facts.matches", "good", error=error, path=path, number=number)
        return
    screen.say("say.facts.differs", "bad", error=error, path=path, number=number, wrong=len(wrong))
    rows = [
        (one.row, one.statement, _expected(one.expected, screen), _expected(one.found, screen))
        for one in wrong
    ]
    if not error:
        screen.show(grid(screen, ("row", "statement", "expected", "found"), rows))
        return
    for row in rows:
        screen.line([("", "  ".join(part for part in row if part))], error=True)


def _expected(answer: str, screen: Screen) -> str:
    if answer in _ANSWERS:
        return screen.text(f"say.answer.{answer}")
    return screen.text(f"say.facts.{answer}") if answer in ("gone", "unlisted") else answer


# ── for programs and spreadsheets ──


def _as_data(fact: Fact, screen: Screen) -> dict[str, object]:
    """The keys of JSON, which are those of the CSV; figures and verdicts by their ids."""
    return {
        "name": fact.name,
        "formula": fact.formula,
        "printed": fact.printed,
        "computed": fact.computed,
        "base": [
            {"name": one.name, "value": one.value, "origin": one.origin, "citation": one.source}
            for one in fact.base
        ],
        "rounding": fact.rounding,
        "verdict": fact.verdict,
        "second_reading": "/".join(fact.others),
        "approved": fact.approved,
        "reason": fact.why,
        "doubts": list(fact.doubts),
        "place": fact.place,
        "citation": fact.source,
    }


def _document(name: str, found: Sequence[Fact], screen: Screen) -> Document:
    """The same as one table of words under their heads."""
    from govkit.document.building import cell
    from govkit.document.parts import Column, Document, Table

    heads, *rows = _table(found, screen)
    table = Table(tuple(map(Column, heads)), tuple(tuple(map(cell, row)) for row in rows))
    title = screen.text("say.facts.title", name=name)
    return Document(screen.lang, title, (table,), wide=True, paper="A3")


def _table(found: Sequence[Fact], screen: Screen) -> list[list[str]]:
    """The same as rows of words under their heads."""
    keys = ("name", "formula", "printed", "computed", "base", "rounding", "verdict",
            "second_reading", "approved", "reason", "doubts", "place", "citation")  # fmt: skip
    rows = [[screen.text(f"say.key.{key}") for key in keys]]
    yes, no = ("是", "") if screen.lang == "zh" else ("yes", "")
    for fact in found:
        said: dict[str, str] = {
            **{key: str(value) for key, value in _as_data(fact, screen).items()},
            "base": _base(fact.base, screen),
            "verdict": _answer(fact.verdict, screen),
            "second_reading": _others(fact, screen),
            "approved": yes if fact.approved else no,
            "doubts": _joined(fact.doubts, screen),
        }
        rows.append([said[key] for key in keys])
    return rows
