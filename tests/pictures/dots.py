"""A PNG read into rows of bytes, so that two pictures can be held against each other.

The bytes of a file enter; its size and its dots leave. Pictures of eight bits without interlacing
alone, as browsers and govkit write them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Dots:
    """A picture: dots across, dots down, and for each row its greys, 0 is black."""

    across: int
    down: int
    rows: tuple[bytes, ...]

    def unlike(self, other: Dots, by: int = 64) -> float:
        """The share of dots whose grey differs by more than `by`.

        Their sizes may differ by one dot, as they are rounded; that row or column is left out.
        """
        mine, theirs = (self.across, self.down), (other.across, other.down)
        assert max(abs(one - two) for one, two in zip(mine, theirs, strict=True)) <= 1
        differing = sum(
            abs(grey - grey_of_other) > by
            for row, row_of_other in zip(self.rows, other.rows, strict=False)
            if row != row_of_other
            for grey, grey_of_other in zip(row, row_of_other, strict=False)
        )
        return differing / (self.across * self.down)

    def inked(self) -> float:
        """The share of dots that are not white."""
        return sum(len(row) - row.count(255) for row in self.rows) / (self.across * self.down)


def read(data: bytes) -> Dots:
    """The picture of a file."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed, across, down, wide = 8, b"", 0, 0, 4
    while at < len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            across, down = (int.from_bytes(body[n : n + 4], "big") for n in (0, 4))
            assert body[8] == 8 and body[12] == 0
            wide = {0: 1, 2: 3, 4: 2, 6: 4}[body[9]]
        elif kind == b"IDAT":
            packed += body
        at += 12 + size
    plain, long = zlib.decompress(packed), across * wide
    rows, above = [], bytes(long)
    for number in range(down):
        start = number * (long + 1)
        above = _row(plain[start], plain[start + 1 : start + 1 + long], above, wide)
        rows.append(_greys(above, wide))
    return Dots(across, down, tuple(rows))


def _greys(row: bytes, wide: int) -> bytes:
    return row[1::wide] if wide > 2 else row[::wide]


def _row(filter: int, coded: bytes, above: bytes, wide: int) -> bytes:
    if filter == 0:
        return coded
    row = bytearray(coded)
    for n in range(len(row)):
        left = row[n - wide] if n >= wide else 0
        corner = above[n - wide] if n >= wide else 0
        if filter == 1:
            guess = left
        elif filter == 2:
            guess = above[n]
        elif filter == 3:
            guess = (left + above[n]) // 2
        else:
            guess = _paeth(left, above[n], corner)
        row[n] = (row[n] + guess) & 255
    return bytes(row)


def _paeth(left: int, up: int, corner: int) -> int:
    by = left + up - corner
    return min((left, up, corner), key=lambda one: abs(by - one))
