"""The whole compiler on one page: files → texts → nodes → names → values → model → checks.

`compile_path` and `compile_text` never raise for a user's mistake: they give a `Compiled` with all
findings. `load` and `loads` are the strict door: a model, or `GovError`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.checks import run_checks
from govkit.diagnostics import Diagnostic, GovError
from govkit.diagnostics.few import few
from govkit.model.governance import Governance
from govkit.resolve.district import resolve
from govkit.resolve.reading.layer import Places
from govkit.resolve.texts.files import read_project, read_text, refuse_paths
from govkit.resolve.texts.reports import Reports
from govkit.resolve.texts.text import Text
from govkit.source import SourceFile, Span
from govkit.syntax.tongue import tongue_of, tongue_of_text
from govkit.tables import TableFile
from govkit.values.units import Lang

if TYPE_CHECKING:
    from govkit.plugins.loading import Plugged

_HALVES = re.compile("[\ud800-\udfff]")  # halves of a pair of UTF-16: no characters


@dataclass(frozen=True)
class Compiled:
    """What became of a text. `model` is None where an error stands in its way.

    `every` are all findings, in their order; `sources` are its texts, `tables` the tables it names.
    """

    model: Governance | None
    every: tuple[Diagnostic, ...]
    places: Places = field(default_factory=dict)
    sources: tuple[SourceFile, ...] = ()
    tables: tuple[TableFile, ...] = ()
    lang: Lang = "zh"  # the tongue of the texts: what most words of the language are in

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings as they are told: of one code in one table ten, and how many more."""
        return _ordered(few(self.every, _in_a_table(self.sources)), self.sources)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stand in the way of a model."""
        return tuple(d for d in self.diagnostics if d.severity == "error")


def compile_path(
    path: str | PathLike[str], *, as_of: date | None = None, plugins: Iterable[str] = ()
) -> Compiled:
    """Compile a `.gov` file, or the folder that holds one, with its includes.

    `as_of`: the model is taken as of this day, and checked as it stands then; without it, all that
    is said is kept and checks use the latest statements. `plugins` are loaded by name; one that
    cannot be used is a finding.
    """
    reports, plugged = Reports(), _plugged(plugins)
    with _collector_paused():
        return _compile(read_project(Path(path), reports), reports, as_of, plugged)


def _plugged(names: Iterable[str]) -> Plugged | None:
    """The plug-ins of these names; they are loaded here, because most texts ask for none."""
    names = (names,) if isinstance(names, str) else tuple(names)
    if not names:
        return None
    from govkit.plugins import plugged

    return plugged(names)


def compile_text(
    text: str,
    name: str = "<text>",
    *,
    as_of: date | None = None,
    plugins: Iterable[str] = (),
) -> Compiled:
    """Compile a text that is in memory; `name` is shown in findings, the rest as above."""
    reports = Reports()
    source = SourceFile(name, _HALVES.sub("\ufffd", text.removeprefix("\ufeff")))
    if half := _HALVES.search(text.removeprefix("\ufeff")):
        code = f"U+{ord(half.group()):04X}"
        reports.add("GOV116", Span(source, half.start(), half.end()), name=code)
        lang = tongue_of_text(source.text)
        return Compiled(None, tuple(reports.found), {}, (source,), lang=lang)
    with _collector_paused():
        read = read_text(source, reports)
        if refuse_paths(read, reports):  # what stands in those files would be missed everywhere
            found = _ordered(reports.found, (source,))
            return Compiled(None, found, {}, (source,), lang=_tongue([read]))
        return _compile([read], reports, as_of, _plugged(plugins))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Compiling makes many small objects and no cycles; looking for cycles meanwhile costs as much
    as the parse itself on long texts (docs/decisions/0003)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _compile(
    texts: list[Text],
    reports: Reports,
    as_of: date | None = None,
    plugged: Plugged | None = None,
) -> Compiled:
    reports.found += plugged.diagnostics if plugged is not None else ()
    resolved = resolve(texts, reports, plugged.places if plugged is not None else None)
    model, places = resolved.model, resolved.places
    if model is not None:
        taken = None if as_of is None else model.taken_on(as_of)
        own = {text.source for text in texts if text.layer == 0}
        of_base = frozenset(text.source for text in texts if text.source not in own)
        more = plugged.checks if plugged is not None else ()
        reports.found += run_checks(model, places, taken, of_base, more)
        if taken is not None:
            model, places = taken.model, taken.places(places)
        if any(d.severity == "error" for d in reports.found):
            model = None
    sources = tuple(text.source for text in texts)
    lang = _tongue(texts)
    if model is not None:
        model.written_in(lang)
    every = _ordered(reports.found, sources)
    return Compiled(model, every, places, sources, resolved.tables, lang)


def _tongue(texts: list[Text]) -> Lang:
    """The tongue of the text asked for; what it extends may be written in another."""
    own = [text for text in texts if text.layer == 0]
    return tongue_of((text.source.text, text.document) for text in own)


def _in_a_table(sources: tuple[SourceFile, ...]) -> Callable[[Diagnostic], Hashable | None]:
    """Which findings are told ten at most: those of one code in one table."""
    texts = {id(source) for source in sources}

    def group(one: Diagnostic) -> Hashable | None:
        inside = one.span is not None and id(one.span.source) not in texts
        return (one.code, one.span.source.name) if inside and one.span is not None else None

    return group


def _ordered(
    found: Sequence[Diagnostic], sources: tuple[SourceFile, ...]
) -> tuple[Diagnostic, ...]:
    """By file, then by place in the text; findings without a place first."""
    order = {id(source): number for number, source in enumerate(sources)}
    for diagnostic in found:  # tables stand behind the texts that name them
        if diagnostic.span is not None:
            order.setdefault(id(diagnostic.span.source), len(order))

    def key(diagnostic: Diagnostic) -> tuple[int, int]:
        span = diagnostic.span
        return (-1, 0) if span is None else (order[id(span.source)], span.start)

    return tuple(sorted(found, key=key))


def load(
    path: str | PathLike[str], *, as_of: date | None = None, plugins: Iterable[str] = ()
) -> Governance:
    """The model of a `.gov` file or folder, as of a day where one is given, with some plug-ins.

    Raises `GovError` with all findings.
    """
    return _strict(compile_path(path, as_of=as_of, plugins=plugins))


def loads(
    text: str,
    name: str = "<text>",
    *,
    as_of: date | None = None,
    plugins: Iterable[str] = (),
) -> Governance:
    """The model of a text, as of a day where one is given. Raises `GovError` with all findings."""
    return _strict(compile_text(text, name, as_of=as_of, plugins=plugins))


def _strict(compiled: Compiled) -> Governance:
    if compiled.model is None:
        raise GovError(compiled.diagnostics, compiled.lang)
    return compiled.model
