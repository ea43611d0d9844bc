"""The page of one code: what `govkit explain CODE` prints.

A code as the user typed it and a tongue enter; the page leaves as text, or the codes that are
near a code which does not exist. Nothing here knows a finding, a file or a screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from govkit.diagnostics import catalogue
from govkit.diagnostics.plain import NEAR_NAMES, SEVERITY_WORDS
from govkit.diagnostics.width import ELLIPSIS

_PLACEHOLDER = re.compile(r"\{\w+\}")
_HEADINGS = {
    "zh": {"severity": "级别：", "bad": "有问题的写法：", "good": "正确的写法："},
    "en": {"severity": "Severity: ", "bad": "Wrong:", "good": "Right:"},
}

Spoken = Callable[[str], str]


def page(code: str, lang: str, spoken: Spoken = str) -> str:
    """Title, severity, meaning and the two examples of a code, without a final line break.

    `spoken` puts an example into the tongue of the page.

    The code may be typed in small or full-width letters, or as its digits alone. Raises
    `KeyError` where there is no such code.
    """
    code = _tidy(code)
    entry = catalogue.entries()[code]
    headings = _HEADINGS[lang]
    parts = [
        f"{code} {title(entry, lang)}\n"
        f"{headings['severity']}{SEVERITY_WORDS[lang][entry['severity']]}",
        str(entry["page"][lang]).strip(),
        *examples(entry, lang, spoken),
    ]
    return "\n\n".join(parts)


def title(entry: Mapping[str, Any], lang: str) -> str:
    """The title of a catalogue entry where no finding fills its placeholders."""
    return _PLACEHOLDER.sub(ELLIPSIS, entry["title"][lang])


def examples(entry: Mapping[str, Any], lang: str, spoken: Spoken = str) -> list[str]:
    """The bad and the good example of a catalogue entry, each under its heading, indented."""
    shown = []
    for kind in ("bad", "good"):
        if entry.get(kind):
            lines = spoken(entry[kind].strip("\n")).strip("\n").split("\n")
            indented = "\n".join(f"    {line}".rstrip() for line in lines)
            shown.append(f"{_HEADINGS[lang][kind]}\n\n{indented}")
    return shown


def near_codes(code: str) -> tuple[str, ...]:
    """At most three codes that differ from `code` in one or two characters, nearest first."""
    wanted = _tidy(code)
    ranked = sorted((_distance(wanted, known), known) for known in catalogue.entries())
    return tuple(known for distance, known in ranked if distance <= 2)[:NEAR_NAMES]


def _tidy(code: str) -> str:
    tidy = unicodedata.normalize("NFKC", code).strip().upper()
    return f"GOV{tidy}" if tidy.isdecimal() else tidy


def _distance(left: str, right: str) -> int:
    """Edit distance (insert, delete, replace) of two short words; long ones are far away."""
    if abs(len(left) - len(right)) > 2:
        return 3
    row = list(range(len(right) + 1))
    for number, character in enumerate(left, 1):
        above, row[0] = row[0], number
        for column, other in enumerate(right, 1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (character != other)),
            )
    return row[-1]
