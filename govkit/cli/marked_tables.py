"""`govkit check --mark`: the tables of some models as copies with their findings in them.

What was compiled enters; copies leave beside the tables, and the screen says which. A file that is
there already is replaced only where it is such a copy and nobody has changed it since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.cli.files import write_file
from govkit.cli.refusal import Refusal, failed
from govkit.cli.screen import Screen
from govkit.diagnostics import Diagnostic

if TYPE_CHECKING:
    from govkit.export.marking import Marks
    from govkit.pipeline import Compiled

MOST_COPIES = 99


def mark(models: Sequence[Compiled], screen: Screen, *, error: bool = False) -> bool:
    """Write a marked copy of each table that has findings and say so; whether all were written.

    `error`: standard output holds a result for programs, so what is said goes to standard error.
    """
    from govkit.export.marking import marks_of

    tables = [table for model in models for table in model.tables]
    every = [one for model in models for one in model.every]
    marks = marks_of(every, tables, screen.lang)
    refused: list[Diagnostic] = []
    for one in marks:
        try:
            copy = _copied(one, screen)
        except Refusal as why:
            refused += why.findings
            continue
        screen.say("say.check.marked", error=error, path=copy, rows=one.rows, findings=one.findings)
    if len(refused) < len(marks):
        screen.say("say.check.marked_next", "dim", error=error)
    elif not marks:
        screen.say("say.check.none_marked" if tables else "say.check.no_tables", error=error)
    screen.findings(refused, error=True)
    return not refused


def _copied(marks: Marks, screen: Screen) -> Path:
    """The copy that was written. Raises `Refusal` (GOV152, GOV846, GOV847, GOV808)."""
    from govkit.export.marking import Unmarkable, marked

    try:
        data = marks.path.read_bytes()
        written = marked(data, marks.sheets)
    except OSError:  # it was there a moment ago
        raise failed("GOV152", name=str(marks.path)) from None
    except Unmarkable as why:
        raise failed("GOV846", path=str(marks.path), why=why.why, remedy=why.remedy) from None
    for path in _names(marks.path, data, screen):
        if _may_take(path, written):
            write_file(path, written)
            return path
    raise failed("GOV847", path=str(marks.path), most=str(MOST_COPIES))


def _names(path: Path, data: bytes, screen: Screen) -> Iterator[Path]:
    """`网格_检查结果.xlsx`, then `网格_检查结果2.xlsx` and so on."""
    ending = ".xlsx" if data.startswith(b"PK") else path.suffix
    stem = f"{path.stem}{screen.text('say.check.marked_name')}"
    for number in range(1, MOST_COPIES + 1):
        yield path.with_name(f"{stem}{number if number > 1 else ''}{ending}")


def _may_take(path: Path, written: bytes) -> bool:
    """Whether nothing of anybody's is lost when the copy goes there."""
    from govkit.export.marking import is_untouched

    if path.is_symlink():
        return False
    if not path.exists():
        return True
    if not path.is_file():
        return False
    try:
        there = path.read_bytes()
    except OSError:
        return False
    return there == written or is_untouched(there)
