"""Forms: the statements that a value without its field, or in the wrong one, would make.

The words of a value and where it stands enter; statements that can be read there leave, the likely
ones first. Words around a figure choose the field (`2小时内到场`), else the type of the value does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit.resolve.declaring.context import Context
from govkit.resolve.offering.standing import Standing
from govkit.resolve.offering.trials import reads
from govkit.resolve.reading.phrases import tells, whole
from govkit.values.reading.numerals import CHINESE
from govkit.vocabulary.dimensions import dimensions_of
from govkit.vocabulary.kinds import FieldRow, fields_of

MOST = 3
_LONGEST = 60  # code points of a value that is tried in every field of its block
# Types that take few values, and how many fields of each may be offered.
_TYPES = {
    "word": 3,
    "chosen": 2,
    "cadence": 1,
    "share": 1,
    "duration": 1,
    "quantity": 1,
    "rate": 1,
    "ref": 1,
    "refs": 1,
    "season": 1,
    "office": 1,
    "moment": 1,
    "day": 1,
}
# Types that take what another one takes: of such a value the first alone is offered.
_INSTEAD = {"cadence": ("rate",), "duration": ("quantity", "rate"), "quantity": ("rate",),
            "ref": ("refs",)}  # fmt: skip
_NUMBER = re.compile(rf"[0-9０-９{CHINESE}?？]")  # fmt: skip
_PER = re.compile(r"每|/|／| per | a ")
_PART = re.compile(r"分之|[%％‰]|半数|/|／")


class Forms:
    """The statements one value would make in one block. `taken`: fields that are none of them."""

    def __init__(self, context: Context, standing: Standing, taken: frozenset[str]) -> None:
        self._context = context
        self._standing = standing
        self._rows = [row for row in fields_of(standing.kind).values() if row.id not in taken]
        word = str(standing.blocks[-1].kind) if standing.blocks else ""
        self._lang = "en" if word.isascii() and word else "zh"

    def all(self, written: str, *, only_sure: bool = False) -> tuple[str, ...]:
        """The statements, best first. `only_sure`: of amounts only those that words choose."""
        if not written or len(written) > _LONGEST or "\n" in written:
            return ()
        return (
            tuple(self._glued(written))[:1]
            or tuple(self._told(written))[:MOST]
            or tuple(self._typed(written, only_sure))[:MOST]
        )

    def one_told(self, written: str) -> str | None:
        """The statement whose field the words around a figure choose, where they choose one."""
        found = tuple(self._told(written))
        return found[0] if len(found) == 1 else None

    def _statement(self, row: FieldRow, written: str) -> str | None:
        mark = ": " if self._lang == "en" else "："
        text = f"{row.word(self._lang)}{mark}{written}"
        return text if reads(self._context, self._standing, text) else None

    def _glued(self, written: str) -> Iterator[str]:
        """`任期3年`, `上级书记`: the word of the field is there, the colon is not."""
        spelt = {spelling: row for row in self._rows for spelling in row.spellings}
        for spelling in sorted(spelt, key=len, reverse=True):
            rest = written.removeprefix(spelling).strip()
            if rest in ("", written) or (spelling.isascii() and written[len(spelling)] != " "):
                continue
            if spelt[spelling].type in _TYPES and (text := self._statement(spelt[spelling], rest)):
                yield text

    def _told(self, written: str) -> Iterator[str]:
        said = whole(written)
        for row in self._rows if said is not None else ():
            if said is not None and row.id == said[0] and (text := self._statement(row, said[1])):
                yield text
        for row in self._rows:
            if tells(row.id, written) and (text := self._statement(row, written)):
                yield text

    def _typed(self, written: str, only_sure: bool) -> Iterator[str]:
        left = dict(_TYPES)
        rows = sorted(self._rows, key=lambda row: list(_TYPES).index(row.type)
                      if row.type in _TYPES else len(_TYPES))  # fmt: skip
        for row in rows:
            if left.get(row.type, 0) <= 0 or not self._may_be(row, written, only_sure):
                continue
            text = self._statement(row, written)
            if text is None:
                continue
            left[row.type] -= 1
            for other in _INSTEAD.get(row.type, ()):
                left[other] = 0
            yield text

    def _may_be(self, row: FieldRow, written: str, only_sure: bool) -> bool:
        if row.type == "cadence" or (row.type == "rate" and only_sure):
            return bool(_PER.search(written))
        if row.type in ("ref", "refs"):
            return not only_sure
        if row.type in ("rate", "quantity") and not _NUMBER.search(written):
            return False
        if row.type == "share":
            return bool(_PART.search(written))
        if row.type == "quantity":
            counted = bool(dimensions_of(row.kind, row.id))
            return not _PER.search(written) and (counted or not only_sure)
        return row.type != "duration" or not only_sure
