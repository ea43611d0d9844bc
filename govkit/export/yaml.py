"""YAML out and back: the same data as the JSON export, in block style for reading and comparing.

A `Governance` enters and a YAML text leaves, or the other way round. Aliases, tags and deep nesting
are refused, and a full-width colon that would silently turn a line into a plain text is found.
"""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from govkit.diagnostics import GovError
from govkit.diagnostics.width import is_hidden
from govkit.export.loading import MOST_DEPTH, check_size, model_of, refuse, tongue_of_data
from govkit.model.governance import Governance
from govkit.values.units import Lang

NEVER = 2**31
_WIDE_COLON = re.compile(r"^[\s-]*([^\s\"'#:][^\"':：]*)：")


def to_yaml(model: Governance) -> str:
    """The model as YAML, block style, Chinese as it is, no anchors."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = NEVER  # a folded text comes back with other blanks
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.representer.ignore_aliases = lambda *_: True
    yaml.representer.add_representer(str, _text)
    out = io.StringIO()
    yaml.dump(model.model_dump(mode="json"), out)
    return "".join(map(_shown, out.getvalue()))


def _shown(character: str) -> str:
    """What an editor would hide or obey, by number: it stands in double quotation marks only."""
    if character.isascii() or not is_hidden(character):
        return character
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def _text(representer: Any, text: str) -> Any:
    """A text as YAML; one with anything hidden in it stands in double quotation marks."""
    hidden = not text.isascii() and any(map(is_hidden, text))
    style = '"' if hidden else None
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def from_yaml(text: str, lang: Lang | None = None) -> Governance:
    """The model of an exported YAML text. Raises `GovError` with the findings in `lang`."""
    lang = lang or tongue_of_data(text)
    check_size(text, lang)
    text = text.removeprefix("\ufeff")
    try:
        look = _Look(lang)
        for event in _reader().parse(text):
            look.at(event)
        data: Any = _reader().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        _find_wide_colon(text, line, lang)
        raise refuse("GOV832", lang, line=str(line), column=str(column)) from None
    except (YAMLError, ValueError):
        raise refuse("GOV832", lang, line="1", column="1") from None
    try:
        return model_of(data, lang)
    except GovError:
        if look.suspects:
            line, key = look.suspects[0]
            raise refuse("GOV835", lang, line=str(line), key=key) from None
        raise


def _reader() -> YAML:
    return YAML(typ="safe", pure=True)


class _Look:
    """Looks at every event once, before anything is built: refuses what an export never holds.

    `suspects` are plain texts that begin like `name：`, with their lines: they are a mistake only
    where the data does not make a model.
    """

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.suspects: list[tuple[int, str]] = []
        # One entry per open list (None) or map (whether a key comes next).
        self._open: list[bool | None] = []

    def at(self, event: Any) -> None:
        """The next event. Raises `GovError`."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise refuse("GOV833", self.lang, line=_line(event))
        if isinstance(event, NodeEvent) and _tagged(event):
            raise refuse("GOV834", self.lang, line=_line(event))
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._open.pop()
            return
        if not isinstance(event, NodeEvent):
            return
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        if self._open and self._open[-1] is not None:
            self._open[-1] = not self._open[-1]
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open.append(True if isinstance(event, MappingStartEvent) else None)
            if len(self._open) > MOST_DEPTH:
                raise refuse("GOV822", self.lang, most=str(MOST_DEPTH))

    def _scalar(self, event: ScalarEvent) -> None:
        if event.style is not None or "：" not in event.value:
            return
        key = event.value.partition("：")[0]
        if not self._open or self._open[-1] is True:
            raise refuse("GOV835", self.lang, line=_line(event), key=key)
        if key.isidentifier():
            self.suspects.append((event.start_mark.line + 1, key))


def _tagged(event: Any) -> bool:
    tag = getattr(event, "tag", None)
    return tag is not None and str(tag) not in ("", "None")


def _line(event: Event) -> str:
    return str(event.start_mark.line + 1)


def _find_wide_colon(text: str, line: int, lang: Lang) -> None:
    """Report a full-width colon on this line or the one before, where YAML wants `: `."""
    rows = text.splitlines()
    for number in (line, line - 1):
        if 1 <= number <= len(rows) and (found := _WIDE_COLON.match(rows[number - 1])):
            raise refuse("GOV835", lang, line=str(number), key=found[1].strip())
