"""`govkit diff OLD NEW`: what was amended, as the table that goes to the meeting, or as data.

Two paths, stored models, or revisions of one path enter; a document leaves, on the screen or as
files, or the changes as JSON. What a change is and how it is told is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from govkit.cli.commands import screen_of
from govkit.cli.documents import Outputs, Template, told
from govkit.cli.model import AsOf, Plugins
from govkit.cli.refusal import misused, not_one_of
from govkit.cli.screen import Screen
from govkit.cli.sides import Text, models, sides_of
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.analysis.diff.changes import Diff
    from govkit.document.parts import Document
    from govkit.model.governance import Governance

DIFFERS = 3
_NOW = Both("现在的文件", "the files as they are")
_NAMES = {
    "old": Both("旧稿里有的名称", "a name in the old text"),
    "new": Both("新稿里同类的名称", "a name in the new text, of the same kind"),
}
_HOW = Both(
    "写成 --renamed 旧名称=新名称，名称和文本里一字不差。",
    "Write `--renamed OLD=NEW`, each letter by letter as in its text.",
)


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
    texts = sides_of(sides, frozenset(n for one in ctx.command.params[1:] for n in one.opts))
    old, new = models(texts, screen, as_of, plugin or ())
    _known(renames, old, new)
    found = diff(old, new, renamed=renames)
    if json:
        screen.data(_data(found))
    if output or not json:
        document = _document(old, new, found, texts, screen, direction, all)
        also = {".json": lambda _: _data(found).encode()}
        told(document, output, screen, template=template, plugins=plugin, formats=also)
    _near(found, screen)
    return DIFFERS if exit_code and (found.changes or found.order) else 0


# ── what was renamed ──


def _rename(written: str) -> tuple[str, str]:
    """`旧=新`. Raises `Refusal` (GOV804)."""
    old, sign, new = written.replace("＝", "=").partition("=")
    if not (sign and old.strip() and new.strip()):
        both = Both("「--renamed」", "`--renamed`")
        raise not_one_of(both, written, ("旧=新", "old=new"))
    return old.strip(), new.strip()


def _known(renames: Mapping[str, str], old: Governance, new: Governance) -> None:
    """Refuse a rename of what is in no text (GOV804). Raises `Refusal`."""
    from govkit.analysis.diff.wanted import unknown
    from govkit.resolve.declaring.near import near

    for one in unknown(old, new, renames):
        raise misused(
            "GOV804",
            near(one.name, one.known),
            option=Both("「--renamed」", "`--renamed`"),
            value=one.name,
            allowed=_NAMES[one.side],
            remedy=_HOW,
        )


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
