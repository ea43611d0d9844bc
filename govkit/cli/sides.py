"""The two texts that are compared: what was named on the command line, and the models there.

Words enter, two texts leave, each a path, a stored model or a path in a revision of Git; and their
models, or the findings of both, each with the side that they are about. What differs is not known
here.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from govkit.cli.model import compiled_text, day_of
from govkit.cli.refusal import FAILED, Refusal, failed, misused
from govkit.cli.screen import Screen
from govkit.diagnostics import Both, Diagnostic, Filler, GovError
from govkit.source import SourceFile, Span

if TYPE_CHECKING:
    from govkit.model.governance import Governance

_SIDES = (Both("旧的一边", "old side"), Both("新的一边", "new side"))


@dataclass(frozen=True)
class Text:
    """One side as it was named: where it lies, and the revision it is taken from."""

    path: Path
    revision: str = ""
    now: bool = False  # what a revision is compared with

    @property
    def called(self) -> str:
        """What it is called where it has no number of its own."""
        return self.revision or ("" if self.now else self.path.name)


def sides_of(words: Sequence[str], options: Container[str]) -> tuple[Text, Text]:
    """Two paths, a revision and a path, or two revisions and a path.

    `options` are the names of options, which are no side. Raises `Refusal` (GOV818, GOV836).
    """
    from govkit.cli.revisions import looks_like_revision

    late = next((one for one in words if one.partition("=")[0] in options), None)
    if late is not None and not Path(late).exists():
        raise misused("GOV818", option=late)
    if len(words) == 2:
        old, new = words
        if old.startswith("-") or looks_like_revision(old, Path(new)):
            return Text(Path(new), old), Text(Path(new), now=True)
        return Text(Path(old)), Text(Path(new))
    if len(words) == 3:
        path = Path(words[2])
        return Text(path, words[0]), Text(path, words[1])
    raise misused("GOV836", number=str(len(words)))


def models(
    texts: tuple[Text, Text], screen: Screen, as_of: str | None, plugins: Sequence[str]
) -> tuple[Governance, Governance]:
    """Both models; where one cannot be read, the errors of both, behind those of each which side
    they are of (GOV997). Raises `Refusal`."""
    found: list[Governance] = []
    wrong: list[Diagnostic] = []
    with ExitStack() as stack:
        for text, side in zip(texts, _SIDES, strict=True):
            path, top = text.path, None
            if text.revision:
                from govkit.cli.revisions import taken_out

                folder = stack.enter_context(TemporaryDirectory(prefix="govkit-"))
                path, top = taken_out(text.revision, path, Path(folder))
            try:
                found.append(_model(path, screen, as_of, plugins))
            except Refusal as refused:
                if refused.status != FAILED:
                    raise
                about = refused.findings
                if path.exists():
                    about += failed("GOV997", side=side, name=str(path)).findings
                wrong += _told(about, top, text.revision)
    if wrong:
        raise Refusal(wrong, FAILED)
    return found[0], found[1]


def _model(path: Path, screen: Screen, as_of: str | None, plugins: Sequence[str]) -> Governance:
    """The model of a text, or of a stored JSON."""
    if path.suffix.lower() != ".json" or not path.is_file():
        result = compiled_text(path, screen, as_of, plugins)
        assert result.model is not None
        return result.model
    from govkit.export.json import from_json

    day = day_of(as_of)
    try:
        model = from_json(path.read_text(encoding="utf-8"), screen.lang)
    except GovError as error:
        raise Refusal(error.diagnostics, FAILED) from None
    except (OSError, UnicodeDecodeError):
        raise failed("GOV152", name=str(path)) from None
    screen.lang = screen.tongue_for([model.lang])
    return model if day is None else model.as_of(day)


# ── findings about a revision, which name it and not where it was written to ──


def _told(found: Sequence[Diagnostic], top: Path | None, revision: str) -> Iterator[Diagnostic]:
    """The findings with `HEAD:制度/主.gov` for what lies below the folder `top`."""
    if top is None:
        yield from found
        return
    below = f"{top}{os.sep}"

    def named(text: str) -> str:
        return text.replace(below, f"{revision}:").replace(str(top), f"{revision}:")

    @cache
    def source(one: SourceFile) -> SourceFile:
        return SourceFile(named(one.name), one.text)

    def moved(span: Span) -> Span:
        return replace(span, source=source(span.source))

    def filled(value: Filler) -> Filler:
        if isinstance(value, Both):
            return Both(named(value.zh), named(value.en))
        return named(value)

    for one in found:
        yield replace(
            one,
            span=one.span and moved(one.span),
            args={name: filled(value) for name, value in one.args.items()},
            labels=tuple(
                replace(label, span=moved(label.span),
                        args={name: filled(value) for name, value in label.args.items()})
                for label in one.labels
            ),
            suggestions=tuple(map(named, one.suggestions)),
            fix=one.fix and replace(one.fix, span=moved(one.fix.span)),
        )  # fmt: skip
