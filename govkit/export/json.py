"""JSON out and back: the whole model, without loss.

A `Governance` enters and a JSON text leaves, or the other way round; both have the same meaning and
the same fingerprint. What the fields mean is told by the JSON Schema, not here.
"""

from __future__ import annotations

import json
from typing import Any

from govkit.diagnostics.width import is_hidden
from govkit.export.loading import MOST_DEPTH, check_size, model_of, refuse, tongue_of_data
from govkit.model.governance import Governance
from govkit.values.units import Lang


def to_json(model: Governance, indent: int | None = 2) -> str:
    """The model as JSON, Chinese as it is; `indent` None puts it on one line."""
    return dumped(model.model_dump(mode="json"), indent)


def dumped(data: Any, indent: int | None = 2) -> str:
    """Data as JSON, Chinese as it is; what an editor would hide or obey stands there by number."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return text if text.isascii() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isascii() or not is_hidden(character):
        return character
    return json.dumps(character)[1:-1]


def from_json(text: str, lang: Lang | None = None) -> Governance:
    """The model of an exported JSON text. Raises `GovError` with all findings in `lang`.

    Without `lang` they are Chinese where the text holds Chinese.
    """
    lang = lang or tongue_of_data(text)
    return model_of(data_of_text(text, lang), lang)


def data_of_text(text: str, lang: Lang) -> Any:
    """What a JSON text holds; a fraction, and what is no number, as it is written.

    Raises `GovError` in `lang` where it is too long, too deep or no JSON, or says a key twice.
    """
    check_size(text, lang)
    if _too_deep(text):
        raise refuse("GOV822", lang, most=str(MOST_DEPTH))
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            repeated.extend(name for name in found if names.count(name) > 1)
        return found

    try:
        data = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=once,
            parse_float=str,
            parse_int=_whole,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise refuse("GOV823", lang, line=str(error.lineno), column=str(error.colno)) from None
    if repeated:
        raise refuse("GOV831", lang, key=repeated[0])
    return data


def _whole(digits: str) -> int | str:
    """A whole number; one of very many digits stays a text, which the model's limits refuse."""
    return int(digits) if len(digits) <= 200 else digits


def _too_deep(text: str) -> bool:
    """Whether brackets outside of texts are nested too deeply to be an export."""
    depth, inside, escaped = 0, False, False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "{[":
            depth += 1
            if depth > MOST_DEPTH:
                return True
        elif character in "}]":
            depth -= 1
    return False
