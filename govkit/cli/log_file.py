"""Where `experiment` writes the log of what happened: which file, of which kind.

What was typed enters; something that takes the rows of runs leaves, for as long as they go on. How
a log is written is the business of `govkit.export`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.cli.files import UNCHANGED
from govkit.cli.refusal import failed, misused, not_one_of, reason
from govkit.diagnostics import Both

if TYPE_CHECKING:
    from govkit.export.event_log import EventLog


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file that is to hold a log, and its kind."""

    path: Path
    kind: str


def log_file(path: Path | None, kind: str | None, resume: bool) -> LogFile | None:
    """The file that was asked for; its kind is typed, or that of its ending.

    Raises `Refusal`: GOV804 for a kind there is not, GOV807 for a kind without a file, and for a
    log of a run that goes on, since what is finished is not run again.
    """
    from govkit.export.event_log import ENDINGS, kind_of

    if path is None:
        if kind is not None:
            raise misused("GOV807", option="--log-kind")
        return None
    if resume:
        raise misused("GOV807", option="--log --resume")
    if kind is not None and kind not in ENDINGS:
        raise not_one_of(Both("日志的类型", "The kind of a log"), kind, ENDINGS)
    found = kind or kind_of(path.name)
    if not found:
        endings = Both("日志文件的类型", "The type of a log file")
        raise not_one_of(endings, path.suffix or path.name, ENDINGS.values())
    return LogFile(path, found)


@contextmanager
def logged(file: LogFile | None, variants: Sequence[str]) -> Iterator[EventLog | None]:
    """Takes rows while the block runs; None where no log was asked for.

    Raises `Refusal` (GOV808) where the system does not let it write.
    """
    from govkit.export.event_log import event_log
    from govkit.simulation.driver.rows import COLUMNS

    if file is None:
        yield None
        return
    try:
        with event_log(file.path, file.kind, COLUMNS, variants) as log:
            yield log
    except OSError as error:
        path, why = str(file.path), reason(error)
        raise failed("GOV808", path=path, reason=why, left=UNCHANGED) from error
