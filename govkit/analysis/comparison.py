"""Districts side by side: the same questions asked of several models, the answers in words.

Models enter; rows with one cell per district leave. What the rows are called stands in the word
tables and in the caller's headings; no screen and no file is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from govkit.analysis.rows import Card, ProcessRow, Said, Structure
from govkit.analysis.structure import structure
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.values.units import Lang

Topic = str
TOPICS: tuple[Topic, ...] = (
    "levels", "teams", "powers", "lists", "ceilings", "limits", "meetings", "duties", "assessments",
)  # fmt: skip
# The fields that are compared, by topic, in the order they are told.
_MEETING = ("cadence", "quorum", "majority")
_DUTY = ("strength", "cadence", "each")
_ASSESSMENT = ("of", "period", "total", "weights", "bands", "exchange")


@dataclass(frozen=True, slots=True)
class Row:
    """One topic: for each district the lines of its answer, none where it says nothing."""

    topic: Topic
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The districts by name, and a row for each of `TOPICS`."""

    districts: tuple[str, ...]
    rows: tuple[Row, ...]

    def row(self, topic: Topic) -> Row:
        """The row of a topic. Raises `KeyError` where there is none."""
        for row in self.rows:
            if row.topic == topic:
                return row
        raise KeyError(topic)


def compare(models: Sequence[Governance], lang: Lang | None = None) -> Comparison:
    """The districts side by side, in the order given, in `lang`, else the tongue of the first."""
    lang = lang or next((model.lang for model in models), "zh")
    told = [_Told(Pen(model, lang), structure(model, lang)) for model in models]
    answers: dict[Topic, Callable[[_Told], Iterable[str]]] = {
        "levels": _Told.levels,
        "teams": _Told.teams,
        "powers": _Told.powers,
        "lists": _Told.lists,
        "ceilings": _Told.ceilings,
        "limits": _Told.limits,
        "meetings": _Told.meetings,
        "duties": _Told.duties,
        "assessments": _Told.assessments,
    }
    rows = (Row(topic, tuple(tuple(answers[topic](one)) for one in told)) for topic in TOPICS)
    return Comparison(tuple(model.name for model in models), tuple(rows))


class _Told:
    """The answers of one district, topic by topic, a line each."""

    def __init__(self, pen: Pen, rows: Structure) -> None:
        self.pen = pen
        self.rows = rows

    def levels(self) -> Iterator[str]:
        for level, row in zip(self.pen.model.levels, self.rows.levels, strict=True):
            stated = level.count.at()
            origin = stated.origin.kind if stated is not None else ""
            yield self._line(row.name, [self._marked(Said("count", "", row.printed, origin))])

    def teams(self) -> Iterator[str]:
        staff = [s for level in self.rows.levels for s in level.teams]
        seen = dict.fromkeys([*staff, *(s for s in self.rows.elsewhere if s.kind == "team")])
        for team in seen:
            if team.formula:
                yield self._line(team.name, [team.formula, team.count, team.size])

    def powers(self) -> Iterator[str]:
        for card in self.rows.lists:
            if self._is_power(card):
                yield from self._listed(card)

    def lists(self) -> Iterator[str]:
        for card in self.rows.lists:
            if not self._is_power(card):
                yield from self._listed(card)

    def _is_power(self, card: Card) -> bool:
        listing = next(one for one in self.pen.model.lists if one.name == card.name)
        return any(getattr(stated.value, "word", "") == "power" for stated in listing.type)

    def _listed(self, card: Card) -> Iterator[str]:
        """A list with what it holds; an item with its limit."""
        items = [self._entry(item) for item in card.inside]
        held = self._texts(card.said, ("contents", "total", "quota"))
        yield self._line(card.name, [*held, self._joined(items)])

    def _entry(self, item: Card) -> str:
        return " ".join([item.name, *self._texts(item.said, ("limit", "points"))])

    def ceilings(self) -> Iterator[str]:
        for process in self.rows.processes:
            yield from self._lines(process, self._texts(process.said, ("ceiling",)))

    def limits(self) -> Iterator[str]:
        for process in self.rows.processes:
            found = [
                f"{tier.name} {limit}"
                for tier in process.tiers
                for limit in self._texts(tier.said, ("limit",))
            ]
            yield from self._lines(process, found)

    def _lines(self, process: ProcessRow, texts: Sequence[str]) -> Iterator[str]:
        if texts:
            yield self._line(process.name, [self._joined(texts)])

    def meetings(self) -> Iterator[str]:
        for card in self.rows.meetings:
            yield self._line(card.name, self._worded(card, _MEETING))

    def duties(self) -> Iterator[str]:
        for card in self.rows.duties:
            if found := self._texts(card.said, _DUTY):
                yield self._line(card.name, found)

    def assessments(self) -> Iterator[str]:
        for card in self.rows.assessments:
            items = [self._entry(item) for item in card.inside]
            yield self._line(card.name, [*self._worded(card, _ASSESSMENT), self._joined(items)])

    # ── wording ──

    def _texts(self, said: Sequence[Said], fields: Sequence[str]) -> list[str]:
        """What these fields say, in the order of `fields`, assumptions and proposals marked."""
        return [self._marked(one) for field in fields for one in said if one.field == field]

    def _worded(self, card: Card, fields: Sequence[str]) -> list[str]:
        """The same with the name of each field before it."""
        return [
            f"{one.word} {self._marked(one)}"
            for field in fields
            for one in card.said
            if one.field == field
        ]

    def _marked(self, said: Said) -> str:
        words = {"assumed": ("假设", "assumed"), "proposed": ("拟定", "proposed")}
        if said.origin not in words:
            return said.text
        word = self.pen.pick(*words[said.origin])
        return self.pen.pick(f"{said.text}（{word}）", f"{said.text} ({word})")

    def _line(self, name: str, parts: Iterable[str]) -> str:
        told = self.pen.pick("；", "; ").join(part for part in parts if part)
        return f"{name}{self.pen.pick('：', ': ')}{told}" if told else name

    def _joined(self, parts: Iterable[str]) -> str:
        return self.pen.pick("、", ", ").join(parts)
