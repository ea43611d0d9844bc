"""How wide characters are in real fonts: read from the fonts themselves, kept in `advances.csv`.

Font files of this computer go in, advances in em leave, one row a character and one column a font.
`python -m tests.pictures.fonts` writes the table anew; it needs the fonts that Debian packages as
fonts-noto-cjk, fonts-liberation and fonts-dejavu-core. Tests read the table alone.
"""

from __future__ import annotations

import csv
import struct
import unicodedata
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("advances.csv")
_SHARE = Path("/usr/share/fonts")
# Name, regular, bold. The second half of a collection's name is the number of the font in it.
FONTS = {
    "Noto Sans CJK SC": ("opentype/noto/NotoSansCJK-{}.ttc#2", "Regular", "Bold"),
    "Noto Serif CJK SC": ("opentype/noto/NotoSerifCJK-{}.ttc#2", "Regular", "Bold"),
    "Liberation Sans": ("truetype/liberation/LiberationSans-{}.ttf", "Regular", "Bold"),
    "DejaVu Sans": ("truetype/dejavu/DejaVuSans{}.ttf", "", "-Bold"),
}
MEASURED = (
    *(chr(code) for code in range(0x20, 0x7F)),
    *(chr(code) for code in range(0xA1, 0x180)),
    *"–—‘’“”†‡•…‰′″※€™←↑→↓⇒−∞≈≠≤≥①②③④⑤⑥⑦⑧⑨⑩■□▲△◆◇○◎●★☆◦、。〈〉《》「」『』【】〔〕（），：；？！～％／",
    *"中国网格员",
)


class Font:
    """Advances of one font file: `cmap` and `hmtx`, nothing else."""

    def __init__(self, path: Path, number: int = 0) -> None:
        self.data = path.read_bytes()
        start = 0
        if self.data[:4] == b"ttcf":
            start = struct.unpack_from(">I", self.data, 12 + 4 * number)[0]
        count = struct.unpack_from(">H", self.data, start + 4)[0]
        self.tables: dict[bytes, int] = {}
        for index in range(count):
            tag, _, offset, _ = struct.unpack_from(">4sIII", self.data, start + 12 + 16 * index)
            self.tables[tag] = offset
        self.per_em = struct.unpack_from(">H", self.data, self.tables[b"head"] + 18)[0]
        self.metrics = struct.unpack_from(">H", self.data, self.tables[b"hhea"] + 34)[0]
        self.glyphs = self._glyphs()

    def _glyphs(self) -> dict[int, int]:
        at = self.tables[b"cmap"]
        found: dict[int, int] = {}
        for index in range(struct.unpack_from(">H", self.data, at + 2)[0]):
            offset = at + struct.unpack_from(">I", self.data, at + 4 + 8 * index + 4)[0]
            if struct.unpack_from(">H", self.data, offset)[0] == 4:
                found |= self._segments(offset)
            elif struct.unpack_from(">H", self.data, offset)[0] == 12:
                for group in range(struct.unpack_from(">I", self.data, offset + 12)[0]):
                    first, last, glyph = struct.unpack_from(
                        ">III", self.data, offset + 16 + 12 * group
                    )
                    found |= {code: glyph + code - first for code in range(first, last + 1)}
        return found

    def _segments(self, at: int) -> dict[int, int]:
        many = struct.unpack_from(">H", self.data, at + 6)[0] // 2
        found = {}
        for index in range(many):
            last = struct.unpack_from(">H", self.data, at + 14 + 2 * index)[0]
            start_at = at + 16 + 2 * many + 2 * index
            first = struct.unpack_from(">H", self.data, start_at)[0]
            delta = struct.unpack_from(">H", self.data, start_at + 2 * many)[0]
            range_at = start_at + 4 * many
            offset = struct.unpack_from(">H", self.data, range_at)[0]
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    place = range_at + offset + 2 * (code - first)
                    glyph = struct.unpack_from(">H", self.data, place)[0]
                if glyph or not offset:
                    found[code] = (glyph + delta) & 0xFFFF
        return found

    def advance(self, character: str) -> float | None:
        """The advance in em; None where the font lacks the character."""
        glyph = self.glyphs.get(ord(character))
        if not glyph:
            return None
        place = self.tables[b"hmtx"] + 4 * min(glyph, self.metrics - 1)
        return float(struct.unpack_from(">H", self.data, place)[0] / self.per_em)


def measure() -> list[list[str]]:
    """Rows of the table, its head first."""
    fonts = {}
    for name, (path, *weights) in FONTS.items():
        for bold, weight in enumerate(weights):
            file, _, number = path.format(weight).partition("#")
            fonts[f"{name} bold" if bold else name] = Font(_SHARE / file, int(number or 0))
    rows = [["code", "character", *fonts]]
    for character in MEASURED:
        advances = [font.advance(character) for font in fonts.values()]
        told = ["" if one is None else f"{one:.3f}" for one in advances]
        rows.append([f"U+{ord(character):04X}", character, *told])
    return rows


@cache
def _table() -> dict[bool, dict[str, tuple[float | None, ...]]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    found: dict[bool, dict[str, tuple[float | None, ...]]] = {}
    for bold in (False, True):
        columns = [at for at, name in enumerate(head) if at > 1 and name.endswith("bold") == bold]
        found[bold] = {
            row[1]: tuple(float(row[at]) if row[at] else None for at in columns) for row in rows
        }
    return found


def real_ems(text: str, *, bold: bool = False) -> float:
    """The width of `text` in em in the widest of the four fonts.

    A character that a font lacks is taken from another, as a browser does. A wide character that
    was not measured is one em, as in every Chinese font; anything else not measured is refused.
    """
    table = _table()[bold]
    return max(sum(_one(table, character, at) for character in text) for at in range(len(FONTS)))


def _one(table: dict[str, tuple[float | None, ...]], character: str, font: int) -> float:
    if character not in table:
        if unicodedata.east_asian_width(character) not in "WF":
            raise KeyError(f"not measured: {character!r}; add it to MEASURED")
        return 1.0
    own = table[character][font]
    return own if own is not None else max(one for one in table[character] if one is not None)


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows(measure())
