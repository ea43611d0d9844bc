"""A log of events as Parquet, which programs for data open by column. Needs the extra `data`.

Rows of cases and the names of their columns enter; a file leaves. Instants are moments in UTC to
the second, other columns text, whole numbers and truths; what they mean is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from govkit.export.event_csv import Cell, Rows

_NUMBERS = ("n", "replication")
_GROUP = 50_000


class Part:
    """Takes rows of cases, and writes them by groups of many rows."""

    def __init__(self, columns: Sequence[str], stream: BinaryIO) -> None:
        import pyarrow.parquet

        self.columns, self._rows = columns, list[Sequence[Cell]]()
        self._schema = _schema(columns)
        self._writer = pyarrow.parquet.ParquetWriter(stream, self._schema)

    def take(self, rows: Rows) -> None:
        """The rows of one case."""
        self._rows += rows
        if len(self._rows) >= _GROUP:
            self._write()

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        import pyarrow

        by_column = zip(*self._rows, strict=True)
        arrays = [
            pyarrow.array([made(value) for value in values], type=self._schema.field(name).type)
            for name, values in zip(self.columns, by_column, strict=True)
            for made in (_made(name),)
        ]
        self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def join(parts: Iterable[Path], columns: Sequence[str], out: BinaryIO) -> None:
    """One file of the groups of all parts, in their order."""
    import pyarrow.parquet

    with pyarrow.parquet.ParquetWriter(out, _schema(columns)) as writer:
        for part in parts:
            with pyarrow.parquet.ParquetFile(part) as found:
                for group in range(found.num_row_groups):
                    writer.write_table(found.read_row_group(group))


def _schema(columns: Sequence[str]) -> Any:
    import pyarrow

    kinds = {
        "instant": pyarrow.timestamp("ms", tz="UTC"),
        "automatic": pyarrow.bool_(),
        **dict.fromkeys(_NUMBERS, pyarrow.int32()),
    }
    return pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in columns])


def _made(column: str) -> Callable[[Any], Any]:
    return datetime.fromisoformat if column == "instant" else _same


def _same(value: Any) -> Any:
    return value
