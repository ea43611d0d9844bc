"""What figures are called and how they are written, in either tongue.

Names of figures and values enter; words leave, from `wording.toml`. What a figure is of was decided
where it was counted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from govkit.diagnostics.word_table import WordTable
from govkit.indicators.readings import SETS
from govkit.vocabulary.words import shown

Tongue = Literal["zh", "en"]
NONE = "—"


_TABLE = WordTable(Path(__file__).with_name("wording.toml"), "simulation")
said = _TABLE.said


def table() -> dict[str, Any]:
    """The whole table."""
    return _TABLE.whole


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
