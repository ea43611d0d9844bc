"""A list of expected verdicts, row by row against the facts of a model.

The path of a CSV file and the facts enter; the rows that do not come out as expected leave. The
columns are `row`, `statement` and `expected`; what else stands in the file is left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.cli.refusal import failed
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.analysis.facts import Fact

ANSWERS = ("agrees", "differs", "possible", "undecidable")
NEEDED = ("statement", "expected")
LARGEST = 10_000_000
CHECK = "check:"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that came out otherwise. `found` is a verdict, `gone`, or empty where none is known.

    A check that the list has no row for is a difference too: its `found` is `unlisted`.
    """

    row: str
    statement: str
    expected: str
    found: str


def compared(
    against: Path, model: Path, facts: Sequence[Fact], places: Container[str]
) -> tuple[int, tuple[Difference, ...]]:
    """How many rows the list has, and which differ. Raises `Refusal` (GOV841, GOV842)."""
    rows = _rows(_found(against, model), against)
    verdicts = {f"{CHECK}{fact.name}": fact.verdict for fact in facts}
    wrong = []
    for row in rows:
        statement, expected = row["statement"], row["expected"]
        found = _answer(statement, expected, verdicts, places)
        if found != expected:
            wrong.append(Difference(row.get("row") or "", statement, expected, found))
    listed = {row["statement"] for row in rows}
    wrong += [
        Difference("", statement, "", "unlisted")
        for statement in verdicts
        if statement not in listed
    ]
    return len(rows), tuple(wrong)


def _answer(
    statement: str, expected: str, verdicts: Mapping[str, str], places: Container[str]
) -> str:  # fmt: skip
    """What the model says to a row; the expectation itself where it is met."""
    if statement.startswith(CHECK):
        return verdicts.get(statement, "gone")
    return expected if statement in places else "gone"


def _found(against: Path, model: Path) -> Path:
    """The list as it is named, else beside the model."""
    beside = (model if model.is_dir() else model.parent) / against
    return beside if not against.exists() and beside.exists() else against


def _rows(path: Path, named: Path) -> list[dict[str, str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise _unread(named, Both("文件太大", "the file is too large"))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _unread(named, Both("它不是 UTF-8 编码", "it is not in UTF-8")) from None
    except FileNotFoundError:
        raise _unread(named, Both("没有这个文件", "there is no such file")) from None
    except (OSError, ValueError):
        raise _unread(named, Both("系统没有允许", "the system did not allow it")) from None
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = [column.strip() for column in reader.fieldnames or ()]
        reader.fieldnames = columns
        rows = [{key: (value or "").strip() for key, value in row.items() if isinstance(value, str)}
                for row in reader]  # fmt: skip
    except csv.Error:
        raise _unread(named, Both("它不是完好的 CSV 表格", "it is no sound CSV table")) from None
    for column in NEEDED:
        if column not in columns:
            raise failed("GOV842", path=str(named), column=column)
    return [{**dict.fromkeys(NEEDED, ""), **row} for row in rows]


def _unread(path: Path, why: Both) -> Exception:
    return failed("GOV841", path=str(path), reason=why)
