"""How a lesson is written down: positions, news and outcomes as the numbers and texts of a graph.

Values of the exploration enter; records of `govkit.scenario.graph` leave, in the tongue of the
model. Each text is entered once. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction

from govkit.diagnostics import Both
from govkit.diagnostics.catalogue import word
from govkit.engine import Case, Engine, Timer, WhyNot, words
from govkit.engine.words.sentences import cited, event_phrase, shown, timer_name, who
from govkit.engine.words.wording import place_word, status_word
from govkit.model.statement import Origin
from govkit.scenario.debrief import MISSABLE
from govkit.scenario.graph import Limit, Standing, Told
from govkit.scenario.lesson.acting import News
from govkit.values import Quantity
from govkit.values.units import Lang

_WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOURS = {"natural_hour": "natural_hour", "work_hour": "work_hour", "urgent_hour": "natural_hour"}
_MOST_LIMITS = 2
_OWN = Both("（程序自带的规则）", "(a rule of the program's own)")
_NONE = Both("（没有注明出处）", "(no source named)")


class Telling:
    """The texts of one lesson, each once, and all that is written with them."""

    def __init__(self, engine: Engine, lang: Lang) -> None:
        self.engine = engine
        self.lang = lang
        self.texts: dict[str, int] = {}

    def text(self, said: str | Both) -> int:
        """The number of a text."""
        written = said if isinstance(said, str) else said.word(self.lang)
        return self.texts.setdefault(written, len(self.texts))

    def maybe(self, said: str | Both | None) -> int | None:
        """The number of a text; None where nothing is said."""
        written = "" if said is None else said if isinstance(said, str) else said.word(self.lang)
        return self.text(written) if written else None

    # ── time ──
    def day(self, at: datetime) -> str:
        """`7月11日 周六`, `Sat 11 Jul`."""
        week = self.weekday(at)
        if self.lang == "zh":
            return f"{at.month}月{at.day}日 {week}"
        return f"{week} {at.day} {_MONTHS[at.month - 1]}"

    def weekday(self, at: datetime) -> str:
        """`周六`, `Sat`."""
        zh, en = _WEEKDAYS
        return f"周{zh[at.weekday()]}" if self.lang == "zh" else en[at.weekday()]

    @staticmethod
    def clock(at: datetime) -> str:
        """`22:45`."""
        return at.strftime("%H:%M")

    def until(self, at: datetime, now: datetime) -> str:
        """`23:40` today, `3月31日 24:00` on another day; midnight ends the day before it."""
        clock, day = self.clock(at), at
        if clock == "00:00":
            day, clock = at - timedelta(seconds=1), "24:00"
        return clock if day.date() == now.date() else f"{self._date(day)} {clock}"

    def moment(self, at: datetime, since: datetime) -> str:
        """`23:00` on the day of `since`, `3月31日 00:00` on another."""
        clock = self.clock(at)
        return clock if at.date() == since.date() else f"{self._date(at)} {clock}"

    def _date(self, day: datetime) -> str:
        if self.lang == "zh":
            return f"{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]}"

    # ── the case ──
    def standing(self, case: Case, now: datetime) -> Standing:
        """Where the case is, how far, who has it, until when."""
        timers = [
            timer
            for timer in (() if case.is_closed else self.engine.due(case, max(now, case.as_of)))
            if timer.kind in MISSABLE and timer.due is not None and not timer.overdue
        ]
        timers.sort(key=lambda timer: timer.due or now)
        party = case.turn if case.turn.refs else case.handler
        return Standing(
            place=self.text(place_word(case.place)),
            progress=self.text(status_word(case.status)),
            who=None if case.is_closed else self.maybe(who(party)),
            limits=tuple(self._limit(timer, now) for timer in timers[:_MOST_LIMITS]),
        )

    def _limit(self, timer: Timer, now: datetime) -> Limit:
        assert timer.due is not None
        left = ""
        if timer.remaining is not None and timer.reading is not None:
            left = self.amount(timer.remaining, timer.reading.calendar)
        return Limit(
            name=self.text(timer_name(timer)),
            until=self.text(self.until(timer.due, now)),
            left=self.text(left),
        )

    def amount(self, number: Fraction, unit: str) -> str:
        """`3小时52分钟`, `2.5工作日`: a begun minute is a whole one."""
        if unit not in _HOURS:
            return shown(Quantity(number, unit)).word(self.lang)
        hours, minutes = divmod(-(-number * 60 // 1), 60)
        parts = []
        if hours or not minutes:
            parts.append(shown(Quantity(Fraction(hours), _HOURS[unit])).word(self.lang))
        if minutes:
            parts.append(shown(Quantity(Fraction(minutes), "minute")).word(self.lang))
        return ("" if self.lang == "zh" else " ").join(parts)

    # ── what happened ──
    def told(self, news: Iterable[News], since: datetime) -> tuple[Told, ...]:
        """News as it is told: injects, what seats know, what the engine did by itself.

        What came on another day than `since` is told with its day.
        """
        return tuple(
            Told(
                clock=self.moment(one.at, since),
                text=self.text(self._said(one)),
                to=one.seats,
                source=self.maybe(one.source),
                channel=self.maybe(one.channel),
            )
            for one in news
            if self._said(one)
        )

    def _said(self, news: News) -> str:
        if news.move is not None:
            return words.of(news.move, self.lang)
        if news.event is not None:
            return event_phrase(news.event).word(self.lang)
        return news.text

    def refusal(self, why: WhyNot) -> tuple[str, str]:
        """Why something is not allowed, with the smallest change; and where that stands."""
        if why.refusal is None:
            return why.text(self.lang), ""
        text = word(why.refusal.finding, self.lang).text
        change = why.refusal.change
        # What comes first in order is named in the sentence already; what would have to be written
        # is for the author of the text, not for a class.
        if change is not None and why.refusal.finding.code != "GOV712" and "写明" not in change.zh:
            text += ("" if self.lang == "zh" else " ") + change.word(self.lang)
        return text, self.cited(why.refusal.citation, why.refusal.rule)

    def cited(self, origin: Origin, rule: str) -> str:
        """Where a rule stands; of one without a source, whose it is."""
        if origin.kind == "none":
            return (_OWN if rule.startswith("engine:") or not rule else _NONE).word(self.lang)
        return cited(origin).word(self.lang).strip()
