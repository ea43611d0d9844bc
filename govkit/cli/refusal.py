"""A command that cannot go on: the finding it ends with, and its exit status.

Commands raise `Refusal`; the door of the command line shows the finding and leaves with the
status. Nothing here prints, and no finding is worded here.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from govkit.diagnostics import Both, Diagnostic, Filler

WRONG_USAGE = 2
FAILED = 1


class Refusal(Exception):
    """Ends a command with findings. `status` is 2 for wrong usage, 1 for what went wrong later.

    `read` are the files the findings are about, so that a change of them can be waited for.
    """

    def __init__(
        self, findings: Iterable[Diagnostic], status: int, read: Iterable[Path] = ()
    ) -> None:
        self.findings = tuple(findings)
        self.status = status
        self.read = tuple(read)
        super().__init__(", ".join(finding.code for finding in self.findings))


def misused(code: str, near: Iterable[str] = (), /, **args: Filler) -> Refusal:
    """Wrong usage: exit status 2. `near` are names the user may have meant."""
    return Refusal([_finding(code, near, args)], WRONG_USAGE)


def not_one_of(what: Both, value: str, allowed: Iterable[str], remedy: Filler = "") -> Refusal:
    """A value outside a small set (GOV804). `what` names it: 导出的格式, the export format."""
    words = tuple(allowed)
    joined = Both("、".join(words), " or ".join(words))
    return misused("GOV804", option=what, value=value, allowed=joined, remedy=remedy)


def failed(code: str, near: Iterable[str] = (), /, **args: Filler) -> Refusal:
    """The call was right, yet it cannot be done: exit status 1."""
    return Refusal([_finding(code, near, args)], FAILED)


def reason(error: OSError) -> Both:
    """Why the system refused a file, in both tongues and without the system's own wording."""
    if error.errno in _FULL:
        return Both("磁盘已满", "the disk is full")
    for known, words in _REASONS.items():
        if isinstance(error, known):
            return words
    return Both("系统没有允许", "the system did not allow it")


_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REASONS: dict[type[OSError], Both] = {
    PermissionError: Both("没有写入的权限", "there is no permission to write"),
    IsADirectoryError: Both("那是一个文件夹", "it is a folder"),
    NotADirectoryError: Both("路径中间有一段不是文件夹", "a part of the path is not a folder"),
    FileNotFoundError: Both("所在的文件夹不存在", "its folder does not exist"),
    FileExistsError: Both("同名的文件已经存在", "a file of that name is in the way"),
}


def _finding(code: str, near: Iterable[str], args: dict[str, Filler]) -> Diagnostic:
    return Diagnostic(code, "error", args=args, suggestions=tuple(near))
