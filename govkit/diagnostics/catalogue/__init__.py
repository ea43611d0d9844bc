"""The wording of every finding, in both tongues, read from the tables beside this file.

Each `*.toml` here covers one area and holds one table per code: `severity`, and `title`, `text`,
`hint`, `page` with `zh` and `en`, `labels.<key>` with `zh` and `en`, and `bad` / `good` examples
that tests run. Placeholders are `{name}`; they are filled with the user's own text, made visible
and never read as markup or as a placeholder itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from govkit.diagnostics.diagnostic import Diagnostic, Filler, Severity
from govkit.diagnostics.kept import kept
from govkit.diagnostics.width import visible
from govkit.source import Span

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One finding in one tongue. `labels` pairs each second place with its sentence."""

    title: str
    text: str
    hint: str
    labels: tuple[tuple[Span, str], ...]


_ADDED: dict[str, Mapping[str, Any]] = {}


def add(more: Mapping[str, Mapping[str, Any]]) -> None:
    """Entries of codes that are not govkit's own, in the shape of the tables: of plug-ins."""
    if not more.items() <= _ADDED.items():
        _ADDED.update(more)
        entries.cache_clear()


@lru_cache(maxsize=1)
def entries() -> Mapping[str, Mapping[str, Any]]:
    """All entries of the catalogue by code, in the order of the codes; added ones behind them."""
    tables = sorted(Path(__file__).parent.glob("*.toml"))
    texts = [table.read_text(encoding="utf-8") for table in tables]
    own = kept("catalogue", texts, lambda: _read(texts))
    return {**own, **_ADDED} if _ADDED else own


def _read(texts: list[str]) -> dict[str, Any]:
    import tomllib

    found: dict[str, Any] = {}
    for text in texts:
        found.update(tomllib.loads(text))
    return dict(sorted(found.items()))


def severity_of(code: str) -> Severity:
    """The severity the catalogue gives a code. Raises `KeyError` where it does not hold it."""
    severity: Severity = entries()[code]["severity"]
    return severity


def word(diagnostic: Diagnostic, lang: str) -> Wording:
    """Title, text, hint and labels of a finding in `lang` (`zh` or `en`).

    Raises `KeyError` where the catalogue does not hold its code.
    """
    entry = entries()[diagnostic.code]
    args = diagnostic.args
    labels = tuple(
        (label.span, _fill(entry["labels"][label.key][lang], {**args, **label.args}, lang))
        for label in diagnostic.labels
    )
    return Wording(
        title=_fill(entry["title"][lang], args, lang),
        text=_fill(entry["text"][lang], args, lang),
        hint=_fill(entry.get("hint", {}).get(lang, ""), args, lang),
        labels=labels,
    )


def _fill(template: str, args: Mapping[str, Filler], lang: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        filler = args.get(match.group(1), match.group(0))
        return visible(filler if isinstance(filler, str) else filler.word(lang))

    return _PLACEHOLDER.sub(replaced, template)
