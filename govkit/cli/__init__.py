"""The command line: arguments enter, text and an exit status leave.

`main` is the console script. It decides the tongue, lets the command run, and turns everything
that ends a command early into a sentence and a status; a user never meets a traceback. Commands
are loaded when they are called, so that `govkit --help` is quick.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govkit.cli.screen import Screen

INTERRUPTED = 130
SELDOM = 100_000  # objects between two searches for cycles: loading makes many, and they all stay
TRACEBACK = "GOVKIT_TRACEBACK"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status.

    0 without errors, 1 with errors, 2 for wrong usage, 130 when interrupted. `arguments` are
    those of the process unless given.
    """
    if arguments is None:  # the process is this command's own, and ends with it
        gc.set_threshold(SELDOM)
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    finally:
        _let_go(sys.stdout, sys.stderr)
        if arguments is None:
            gc.freeze()  # the end of the process looks through nothing that goes with it anyway


def _run(arguments: list[str]) -> int:
    from govkit.cli import tongue
    from govkit.cli.refusal import Refusal
    from govkit.cli.screen import Screen, forgiving

    forgiving(sys.stdout, sys.stderr)
    said = tongue.of_call(tongue.of_environment(os.environ), arguments)
    screen = Screen(said.lang, said.chosen)
    try:
        asked, rest = tongue.taken(arguments)
        for option, value in asked:
            screen = Screen(tongue.spelled(value, option), True)
        status = _called(rest, screen)
        sys.stdout.flush()
        return status
    except Refusal as refused:
        screen.findings(refused.findings, error=True)
        return refused.status
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except OSError as error:  # files have refusals of their own; this is the stream itself
        return _unwritten(error, screen)
    except Exception:
        if os.environ.get(TRACEBACK):
            raise
        return _unforeseen(screen)


def _called(arguments: list[str], screen: Screen) -> int:
    import typer

    from govkit.cli.commands import group
    from govkit.cli.mistakes import refusal

    wrong: Any = typer.BadParameter.__base__
    try:
        status = group().main(arguments, "govkit", standalone_mode=False, obj=screen)
    except wrong as error:
        raise refusal(error, arguments, screen.lang) from None
    except typer.Abort:
        return INTERRUPTED
    return int(status or 0)


def _unwritten(error: OSError, screen: Screen) -> int:
    """Standard output takes nothing more: a full disk, a device that is gone."""
    from govkit.cli.refusal import FAILED, failed, reason
    from govkit.diagnostics import Both

    if os.environ.get(TRACEBACK):
        raise error
    path = Both("标准输出", "standard output")
    left = Both("已经写出的不完整，不能用", "What it holds is not whole; do not use it")
    with suppress(Exception):
        refused = failed("GOV808", path=path, reason=reason(error), left=left)
        screen.findings(refused.findings, error=True)
    return FAILED


def _unforeseen(screen: Screen) -> int:
    from govkit.cli.refusal import FAILED, failed

    with suppress(Exception):
        screen.findings(failed("GOV819", variable=TRACEBACK).findings, error=True)
    return FAILED


def _let_go(*streams: Any) -> None:
    """Flush; a reader that has gone away is no error, not even when the interpreter ends."""
    for stream in streams:
        try:
            stream.flush()
        except BrokenPipeError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue
