"""What is typed during a walk: one line at a time, full-width digits and letters as plain ones.

Standard input is read; lines leave, or None where it has ended. What a key does is not known here.
"""

from __future__ import annotations

import sys
import unicodedata

INTERRUPTED = 130
ALIASES = {
    "退回": "u",
    "依据": "w",
    "保存": "s",
    "帮助": "?",
    "退出": "q",
    "重显": "r",
    "角色": "k",
    "h": "?",
}


def read_line(prompt: str) -> str | None:
    """One line of input in its plain form; None where the input has ended or is closed."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    try:
        line = sys.stdin.readline() if sys.stdin is not None else ""
    except UnicodeDecodeError:
        return "\ufffd"
    except (OSError, ValueError):  # closed
        line = ""
    if not line:
        sys.stdout.write("\n")
        return None
    return unicodedata.normalize("NFKC", line).strip()


def pressed(line: str) -> str:
    """The key of a line: lower case, words of the tongue as their letters."""
    return ALIASES.get(line, line.lower())


def chosen(line: str) -> int:
    """The number a line chooses: `3` or `C`; 0 where it chooses none."""
    if line.isdecimal():
        return int(line)
    return "abcdef".find(line.lower()) + 1 if len(line) == 1 else 0
