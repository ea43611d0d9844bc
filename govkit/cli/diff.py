"""`govkit diff OLD NEW`: what was amended, as the table that goes to the meeting, or as data.

Two paths, stored models, or revisions of one path enter; a document leaves, on the screen or as
files, or the changes as JSON. What a change is and how it is told is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs, Template, told
from govkit.cli.model import AsOf, Plugins, compiled_text, day_of
from govkit.cli.refusal import FAILED, Refusal, failed, misused, not_one_of
from govkit.cli.screen import Screen
from govkit.diagnostics import Both, Diagnostic, GovError

if TYPE_CHECKING:
    from govkit.analysis.diff.changes import Diff
    from govkit.document.parts import Document
    from govkit.model.governance import Governance

DIFFERS = 3
_NOW = Both("现在的文件", "the files as they are")


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


def command(
    ctx: typer.Context,
    sides: Annotated[list[str], typer.Argument(metavar="SIDES")],
    output: Outputs = None,
    template: Template = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", "--退出码")] = False,
    renamed: Annotated[list[str] | None,
                       typer.Option("--renamed", "--改名", metavar="RENAME")] = None,
    direction: Annotated[bool, typer.Option("--direction", "--方向")] = False,
    all: Annotated[bool, typer.Option("--all", "--全部")] = False,
    as_of: AsOf = None,
    plugin: Plugins = None,
) -> int:  # fmt: skip
    """What was amended between two texts."""
    from govkit.analysis.diff.comparing import diff

    screen = screen_of(ctx)
    renames = dict(_rename(one) for one in renamed or ())
    texts = _sides(sides)
    with ExitStack() as stack:
        old, new = _models(texts, stack, screen, as_of, plugin or ())
    found = diff(old, new, renamed=renames)
    if json:
        screen.data(_data(found))
    else:
        document = _document(old, new, found, texts, screen, direction, all)
        also = {".json": lambda _: _data(found).encode()}
        told(document, output, screen, template=template, plugins=plugin, formats=also)
    _near(found, screen)
    return DIFFERS if exit_code and (found.changes or found.order) else 0


# ── which two texts ──


def _sides(words: Sequence[str]) -> tuple[Text, Text]:
    """Two paths, a revision and a path, or two revisions and a path. Raises `Refusal`."""
    from govkit.cli.revisions import looks_like_revision

    if len(words) == 2:
        old, new = words
        if not old.startswith("-") and (Path(old).exists() or not looks_like_revision(old)):
            return Text(Path(old)), Text(Path(new))
        return Text(Path(new), old), Text(Path(new), now=True)
    if len(words) == 3:
        path = Path(words[2])
        return Text(path, words[0]), Text(path, words[1])
    raise misused("GOV836", number=str(len(words)))


def _models(
    texts: tuple[Text, Text], stack: ExitStack, screen: Screen,
    as_of: str | None, plugins: Sequence[str],
) -> tuple[Governance, Governance]:  # fmt: skip
    """Both models; with the errors of both where one cannot be read. Raises `Refusal` (GOV997)."""
    found: list[Governance] = []
    wrong: list[Diagnostic] = []
    for text in texts:
        path = text.path
        if text.revision:
            from govkit.cli.revisions import taken_out

            folder = stack.enter_context(TemporaryDirectory(prefix="govkit-"))
            path = taken_out(text.revision, path, Path(folder))
        try:
            found.append(_model(path, screen, as_of, plugins))
        except Refusal as refused:
            if refused.status != FAILED:
                raise
            wrong += refused.findings
    if wrong:
        raise Refusal([*wrong, *failed("GOV997").findings], FAILED)
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


def _rename(written: str) -> tuple[str, str]:
    """`旧=新`. Raises `Refusal` (GOV804)."""
    old, sign, new = written.replace("＝", "=").partition("=")
    if not (sign and old.strip() and new.strip()):
        both = Both("「--renamed」", "`--renamed`")
        raise not_one_of(both, written, ("旧=新", "old=new"))
    return old.strip(), new.strip()


# ── what is told ──


def _document(
    old: Governance, new: Governance, found: Diff, texts: tuple[Text, Text],
    screen: Screen, direction: bool, every: bool,
) -> Document:  # fmt: skip
    from govkit.reports.amendment import amendment
    from govkit.reports.wanted import Wanted

    called = (texts[0].called, texts[1].called or _NOW.word(screen.lang))
    wanted = Wanted(screen.lang)
    return amendment(old, new, found, wanted, direction=direction, every=every, called=called)


def _data(found: Diff) -> str:
    from govkit.export.diff_json import to_json

    return to_json(found)


def _near(found: Diff, screen: Screen) -> None:
    """Names that may be one thing and were not taken for it."""
    for one in found.near:
        screen.say("say.diff.near", error=True, old=one.old, new=one.new)
