"""`govkit report NAME PATH`: one report of a model, on the screen or as files that are handed in.

A name in either tongue, a path and choices enter; the document leaves in every format asked for,
or its rows as JSON. What a report says stands in `govkit.reports`, how it looks in the formats.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs, Template, told
from govkit.cli.model import AsOf, Plugins, compiled
from govkit.cli.refusal import FAILED, Refusal, misused, not_one_of
from govkit.diagnostics import Both, GovError

if TYPE_CHECKING:
    from govkit.document.parts import Document
    from govkit.model.governance import Governance

_ORDERS: dict[str, Literal["text", "article"]] = {
    "原文": "text",
    "text": "text",
    "条文": "article",
    "article": "article",
}
_PAPERS: tuple[Literal["A4", "A3"], ...] = ("A4", "A3")


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="REPORT")],
    path: Annotated[Path, typer.Argument(metavar="PATH")],
    output: Outputs = None,
    only: Annotated[str | None, typer.Option("--only", "--只列", metavar="KINDS")] = None,
    sort: Annotated[str | None, typer.Option("--sort", "--排序", metavar="ORDER")] = None,
    source: Annotated[str | None, typer.Option("--source", "--出处", metavar="NAME")] = None,
    paper: Annotated[str | None, typer.Option("--paper", "--纸张", metavar="PAPER")] = None,
    public: Annotated[bool, typer.Option("--public", "--公开")] = False,
    empty: Annotated[bool, typer.Option("--empty", "--空表")] = False,
    template: Template = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:
    """Hand out one report."""
    from govkit.reports.reporting import report, rows

    screen = screen_of(ctx)
    called = _called(name)
    asked = {
        option: value
        for option, value in (
            ("only", only), ("sort", sort), ("source", source), ("paper", paper),
            ("public", public or None), ("empty", empty or None), ("json", json or None),
        )
        if value is not None
    }  # fmt: skip
    _refuse_idle(called, name, asked)
    chosen = _chosen(asked)
    model, _ = compiled(path, screen, as_of, plugin)
    if source is not None:
        chosen["source"] = _source(model, source)
    if json:
        from govkit.export.json import dumped

        screen.data(dumped(rows(model, called, screen.lang, **chosen)))
    if output or not json:
        if called == "form":
            chosen["file"] = _workbook(output)
        document = _made(lambda: report(model, called, screen.lang, **chosen))
        told(document, output, screen, template=template, plugins=plugin)
    return 0


def _called(name: str) -> str:
    """The report that a word of either tongue names. Raises `Refusal` (GOV804)."""
    from govkit.reports.reporting import REPORTS

    for known, (chinese, _) in REPORTS.items():
        if name in (chinese, known) or name.lower() == known:
            return known
    spelled = [word for known, (chinese, _) in REPORTS.items() for word in (chinese, known)]
    near = get_close_matches(name, spelled)
    remedy = Both(f"是不是「{near[0]}」？", f"Did you mean `{near[0]}`?") if near else ""
    raise not_one_of(
        Both("材料", "The report"),
        name,
        [f"{known}（{chinese}）" for known, (chinese, _) in REPORTS.items()],
        remedy,
    )


def _refuse_idle(called: str, name: str, asked: dict[str, Any]) -> None:
    """Refuse choices from which nothing follows in this report. Raises `Refusal` (GOV999)."""
    from govkit.reports.reporting import taken_by

    taken = taken_by(called)
    for option in asked:
        if option not in taken:
            known = [f"--{one}" for one in taken]
            raise misused(
                "GOV999",
                option=f"--{option}",
                report=name,
                taken=Both("、".join(known) or "（无）", ", ".join(known) or "none"),
            )


def _chosen(asked: dict[str, Any]) -> dict[str, Any]:
    """The choices as reports know them. Raises `Refusal` (GOV804) where one is not known."""
    chosen: dict[str, Any] = {yes: True for yes in ("public", "empty") if yes in asked}
    if "only" in asked:
        chosen["only"] = _kinds(asked["only"])
    if "sort" in asked:
        order = _ORDERS.get(asked["sort"].lower())
        if order is None:
            raise not_one_of(Both("选项 --sort ", "The option `--sort`"), asked["sort"], _ORDERS)
        chosen["order"] = order
    if "paper" in asked:
        paper = asked["paper"].upper()
        if paper not in _PAPERS:
            raise not_one_of(Both("选项 --paper ", "The option `--paper`"), asked["paper"], _PAPERS)
        chosen["paper"] = paper
    return chosen


def _workbook(outputs: list[Path] | None) -> str:
    """What the workbook will be called; empty where none is written."""
    return next((path.name for path in outputs or () if path.suffix.lower() == ".xlsx"), "")


def _made(make: Callable[[], Document]) -> Document:
    """The document. Raises `Refusal` where a model has nothing for it (GOV868)."""
    try:
        return make()
    except GovError as error:
        raise Refusal(error.diagnostics, FAILED) from None


def _kinds(written: str) -> tuple[str, ...]:
    """The kinds that words of either tongue name, `事项,考核`."""
    from govkit.vocabulary.kinds import kind_words, kinds

    words = [word.strip() for word in written.replace("，", ",").replace("、", ",").split(",")]
    found = []
    for word in filter(None, words):
        kind = kind_words().get(word)
        if kind is None:
            near = get_close_matches(word, kind_words())
            allowed = near or [row.zh for row in kinds().values() if "district" in row.inside]
            raise not_one_of(Both("选项 --only ", "The option `--only`"), word, allowed)
        found.append(kind)
    return tuple(dict.fromkeys(found))


def _source(model: Governance, written: str) -> str:
    """The name of a source by its name or title. Raises `Refusal` (GOV804)."""
    for source in model.sources:
        if written in (source.name, source.title):
            return source.name
    names = [source.name for source in model.sources]
    raise not_one_of(Both("选项 --source ", "The option `--source`"), written, names or ["—"])
