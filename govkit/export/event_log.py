"""A log of events as a file, whole or not at all: each run writes its part, the parts are joined.

Rows of cases enter, in whichever process they arise; one file leaves, in the order of variants and
runs, so that any number of processes writes the same. Formats have a module each; what the rows
mean is not known here.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path

from govkit.diagnostics.placeless import refuse
from govkit.export import event_csv, jsonl, ocel, parquet, xes
from govkit.export.event_csv import Rows

ENDINGS = {"csv": ".csv", "jsonl": ".jsonl", "xes": ".xes", "parquet": ".parquet",
           "ocel": ".ocel.json"}  # fmt: skip
"""The kinds of logs, each with the ending of its files."""

_TEXTS = {"csv": event_csv, "jsonl": jsonl, "xes": xes, "ocel": jsonl}
_WHOLE = "whole"


def kind_of(name: str) -> str:
    """The kind of a log by the ending of its file; empty where it has none of them."""
    lower = name.lower()
    return next((kind for kind, ending in ENDINGS.items() if lower.endswith(ending)), "")


@dataclass(frozen=True, slots=True)
class EventLog:
    """Where the runs of an experiment put their rows: `part` of each in a folder of its own file.

    It may be sent to other processes. `variants` are in the order in which the log has them.
    """

    kind: str
    columns: tuple[str, ...]
    variants: tuple[str, ...]
    folder: str

    @contextmanager
    def part(self, variant: str, replication: int) -> Iterator[Callable[[Rows], object]]:
        """Takes the rows of one run, a case at a time. A run that is broken off leaves nothing.

        Raises `OSError` where the system does not let it write.
        """
        name = f"{self.variants.index(variant):06}-{replication:06}"
        path = Path(self.folder, name)
        beside = path.with_suffix(".tmp")
        with beside.open("wb") as stream:
            if self.kind == "parquet":
                part = parquet.Part(self.columns, stream)
                yield part.take
                part.close()
            else:
                text = _TEXTS[self.kind].body(self.columns)
                yield lambda rows: stream.write(text(rows).encode("utf-8", "surrogatepass"))
        os.replace(beside, path)

    def join(self) -> Path:
        """One file of all parts that are finished."""
        parts = sorted(path for path in Path(self.folder).iterdir() if not path.suffix)
        whole = Path(self.folder, f"{_WHOLE}.tmp")
        with whole.open("wb") as out:
            if self.kind == "parquet":
                parquet.join(parts, self.columns, out)
            elif self.kind == "ocel":
                with TextIOWrapper(out, "utf-8", errors="surrogatepass", newline="\n") as text:
                    ocel.join(parts, text)
            else:
                out.write(_TEXTS[self.kind].head(self.columns).encode())
                for part in parts:
                    with part.open("rb") as found:
                        shutil.copyfileobj(found, out)
                out.write(_TEXTS[self.kind].TAIL.encode())
        return whole


@contextmanager
def event_log(
    path: Path, kind: str, columns: Sequence[str], variants: Sequence[str]
) -> Iterator[EventLog]:
    """A log that stands at `path` once the runs in the block are done, or broken off.

    What was there before stays until then. Raises `GovError` (GOV990) where an extra is missing,
    `OSError` where the system does not let it write, `KeyError` for an unknown kind.
    """
    if kind == "parquet" and find_spec("pyarrow") is None:
        raise refuse("GOV990", kind="Parquet", package="pyarrow", extra="data")
    assert ENDINGS[kind]
    place = path.resolve()
    if place.is_dir():
        raise IsADirectoryError
    special = place.exists() and not place.is_file()  # a pipe, a device: nothing takes its place
    folder = tempfile.mkdtemp(dir=None if special else place.parent, prefix=".govkit-")
    try:
        log = EventLog(kind, tuple(columns), tuple(variants), folder)
        yield log
        whole = log.join()
        if special:
            with whole.open("rb") as found, place.open("wb") as out:
                shutil.copyfileobj(found, out)
            return
        with suppress(OSError):
            whole.chmod(place.stat().st_mode & 0o777)
        os.replace(whole, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
