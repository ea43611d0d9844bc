"""How `govkit assess` shows scores: a table with ranks, and numbers as people write them.

The scores of one assessment enter, a table leaves on the screen. A score that is not settled is
shown with its bounds. Nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from govkit.cli.screen import Screen, table
from govkit.diagnostics.width import visible, width
from govkit.indicators import Assessed, Score

if TYPE_CHECKING:
    from govkit.model.assessment import Assessment


def show_scores(assessment: Assessment, scored: Sequence[Assessed], screen: Screen) -> None:
    """One assessment: a row for each unit, by group and rank, and what is missing."""
    screen.line([("", "\n"), ("info", screen.text("say.assess.assessment", name=assessment.name))])
    keys = ["group", "rank", "unit", *[f"={item.name}" for item in assessment.items], "score",
            "grade", "reward", "streak"]  # fmt: skip
    heads = [key[1:] if key[0] == "=" else screen.text(f"say.assess.col_{key}") for key in keys]
    rows = [_row(one, screen) for one in sorted(scored, key=_order)]
    if not rows:
        screen.say("say.assess.nobody")
        return
    if _fits(heads, rows, screen):
        screen.show(table(screen, heads, rows))
    elif _fits(heads[:-2], [row[:-2] for row in rows], screen):
        screen.show(table(screen, heads[:-2], [row[:-2] for row in rows]))
        _followed(heads, rows, screen)
    else:
        for row in rows:
            pairs = [pair for pair in zip(heads, row, strict=True) if pair[1]]
            screen.show(table(screen, (), pairs))
            screen.line([])
    for one in scored:
        if one.score.missing:
            items = joined(dict.fromkeys(one.score.missing), screen)
            screen.say("say.assess.missing", "warning", unit=one.unit, items=items)
        left = joined((item.name for item in one.items if item.left_out), screen)
        if left:
            screen.say("say.assess.scaled", "dim", unit=one.unit, items=left)


def _fits(heads: Sequence[str], rows: Sequence[Sequence[str]], screen: Screen) -> bool:
    room = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    return sum(room) + 2 * len(room) <= screen.console.width


def _followed(heads: Sequence[str], rows: Sequence[Sequence[str]], screen: Screen) -> None:
    """The last two columns as lines, where they have no room in the table."""
    sign = "：" if screen.lang == "zh" else ": "
    for row in rows:
        said = [f"{head} {text}" for head, text in zip(heads[-2:], row[-2:], strict=True) if text]
        if said:
            screen.line([("", visible(f"{row[2]}{sign}{joined(said, screen)}"))])


def _order(one: Assessed) -> tuple[str, int]:
    return one.group or "", one.rank[0] if one.rank else 0


def _row(one: Assessed, screen: Screen) -> list[str]:
    rank = "" if one.rank is None else "—".join(dict.fromkeys(map(str, one.rank)))
    streak = ""
    if one.run is not None and one.run[1]:
        times = "—".join(dict.fromkeys(map(str, one.run)))
        streak = screen.text("say.assess.run", times=times)
        if one.effects:
            streak += f" → {_either(one.effects, screen)}"
    group = one.group if one.group is not None else screen.text("say.assess.no_group")
    return [
        group, rank, one.unit,
        *(_points(item.score, screen, item.left_out) for item in one.items),
        _points(one.score, screen), _either(one.grades, screen),
        _either((reward for reward in one.rewards if reward), screen), streak,
    ]  # fmt: skip


def _either(words: Iterable[str], screen: Screen) -> str:
    none = screen.text("say.assess.no_band")
    return (" 或 " if screen.lang == "zh" else " or ").join(word or none for word in words)


def _points(score: Score, screen: Screen, left_out: bool = False) -> str:
    if left_out:
        return screen.text("say.assess.taken_out")
    if score.value is not None:
        points = number(score.value, screen.lang)
        moving = score.state == "provisional"
        return f"{points} {screen.text('say.assess.provisional')}" if moving else points
    low, high = score.bounds
    state = screen.text(f"say.assess.{score.state}")
    if low is None or high is None:
        return state
    return f"{state} {number(low, screen.lang)}—{number(high, screen.lang)}"


def number(value: Fraction, lang: str) -> str:
    """A number with at most two decimals; `约` or `about` before it where it has more."""
    short = Fraction(round(value * 100), 100)
    text = decimal(short, 2).rstrip("0").rstrip(".")
    return text if short == value else f"{'约' if lang == 'zh' else 'about '}{text}"


def decimal(value: Fraction, digits: int) -> str:
    """A fraction that has no more decimals than these, written out."""
    scaled = abs(value) * 10**digits
    whole, rest = divmod(int(scaled), 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{digits}}" if digits else f"{sign}{whole}"


def joined(parts: Iterable[str], screen: Screen) -> str:
    """A list of words in the tongue of the screen."""
    return ("、" if screen.lang == "zh" else ", ").join(parts)
