"""What figures are called and how they are written, in either tongue.

Names of figures and values enter; words leave, from `wording.toml`. What a figure is of was decided
where it was counted.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from govkit.diagnostics.kept import kept
from govkit.indicators.readings import SETS
from govkit.vocabulary.words import shown

Tongue = Literal["zh", "en"]
NONE = "—"


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The whole table."""
    text = Path(__file__).with_name("wording.toml").read_text(encoding="utf-8")
    return kept("simulation", [text], lambda: _read(text))


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def said(key: str, lang: Tongue, **fillers: object) -> str:
    """The words under a dotted key, filled. Raises `KeyError` where there are none."""
    place: Any = table()
    for part in key.split("."):
        place = place[part]
    template: str = place[lang]
    return template.format_map(fillers) if fillers else template


def label(figure: str, lang: Tongue) -> str:
    """What a figure is called: `wait·支部` is 等候 支部."""
    kind, _, of = figure.partition("·")
    return f"{said(f'figure.{kind}', lang)} {belongs(figure, lang)}".strip() if of else said(
        f"figure.{kind}", lang
    )  # fmt: skip


def belongs(figure: str, lang: Tongue) -> str:
    """What a figure is of: a place, a matter, a station, an indicator with its reading."""
    kind, _, of = figure.partition("·")
    if kind != "reading":
        return of
    name, _, chosen = of.rpartition("·")
    told = [_choice(one, lang) for one in chosen.split(",") if one]
    between, left, right = ("、", "（", "）") if lang == "zh" else (", ", " (", ")")
    return f"{name}{left}{between.join(told)}{right}" if told else name


def _choice(chosen: str, lang: Tongue) -> str:
    setting, _, way = chosen.partition("=")
    word = shown(SETS[setting], way, lang)
    word = said(f"choice.{way}", lang) if word == way and way in table()["choice"] else word
    return f"{said(f'choice.{setting}', lang)} {word.replace('_', ' ')}"


def measure(figure: str) -> str:
    """`share`, `hours` or `cases`."""
    found: str = table()["figure"][figure.partition("·")[0]]["in"]
    return found


def written(figure: str, value: float | None, *, signed: bool = False) -> str:
    """A value as it is shown: shares in per cent, all with one decimal; without its unit."""
    if value is None:
        return NONE
    share = measure(figure) == "share"
    number = round(100 * value if share else value, 1) + 0.0  # zero without a sign
    shown_as = f"{number:+,.1f}" if signed and number else f"{number:,.1f}"
    return f"{shown_as} %" if share else shown_as
