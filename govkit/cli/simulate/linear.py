"""The screens of a linear scenario: each turn is a question, each lawful move a choice.

A `Walk` enters; scenes leave, in the words of `simulate.toml` and of the engine. Nothing is asked
here; what a turn tells is told only where it is true of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from govkit.cli.simulate.debrief import debriefing
from govkit.cli.simulate.screen import about, because, given, state, why_not
from govkit.cli.simulate.sheet import Passage, Pieces, Scene, Sheet
from govkit.cli.simulate.stage import Stage
from govkit.cli.simulate.standing import case_line
from govkit.diagnostics.width import visible
from govkit.engine import words
from govkit.engine.words.sentences import event_phrase, shown
from govkit.scenario import Choice, Journal, Walk, debrief
from govkit.scenario.stories import Stories
from govkit.scenario.walk import Attempt, Decision, Taken, Verdict

_STYLES = {"other": "warning", "unlawful": "bad"}


@dataclass(frozen=True)
class LinearPlay:
    """A walk of a linear scenario as the keys drive it. `came`: what the last choice came to.

    `hold`: how a choice is judged is kept for the debrief.
    """

    stage: Stage
    walk: Walk
    stories: Stories
    hold: bool = False
    came: Verdict | None = None

    # ── what the keys ask ──
    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.walk.course.name

    @property
    def is_over(self) -> bool:
        """Whether the case is closed."""
        return self.walk.is_over

    @property
    def has_begun(self) -> bool:
        """Whether something was chosen, so that the walk is worth saving."""
        return bool(self.walk.journal)

    def choose(self, number: int) -> LinearPlay | str:
        """The walk after the choice of a number, or why it cannot be chosen."""
        try:
            choice = self.walk.choice(number)
        except IndexError:
            return self.stage.word("told.no_number", number=number)
        if self._attempt(choice) is not None:
            why = self.stage.word("struck.unlawful")
            return self.stage.word("lesson.struck", number=number, why=why)
        walk, came = self.walk.choose(number)
        return replace(self, walk=walk, came=came)

    def undo(self) -> LinearPlay:
        """The walk before the last choice; the same one where there is none."""
        walk = self.walk.undo()
        return self if walk is self.walk else replace(self, walk=walk, came=None)

    def stored(self) -> str:
        """The walk as it is saved."""
        return Journal.of(self.walk).to_json()

    # ── screens ──
    def opening(self) -> Scene:
        """Title, story and what the case is about."""
        course, stage = self.walk.course, self.stage
        time = "" if course.class_time is None else shown(course.class_time).word(stage.lang)
        at = stage.moment(self.walk.opened.opened_at)
        mode = self.walk.opened.mode
        begins = stage.word("lesson.with_mode", at=at, mode=mode) if mode else at
        told = (course.story, about(self.walk, stage.lang))
        news = [Passage(visible(text)) for text in told if text]
        news.append(Passage(stage.word("lesson.begins", at=begins)))
        prompt = stage.word("prompt.begin_linear")
        return Scene((visible(course.label), time), tuple(news), prompt=prompt)

    def scene(self) -> Scene:
        """The present question with what is new, or the end of the case."""
        now, walk = self.walk.decision, self.walk
        if now is None:
            case = walk.case
            head = self.stage.moment(case.closed_at or case.as_of)
            news, standing = tuple(self._news(None)), case_line(self.stage, walk.engine, case)
            end = (Passage(self.stage.word("lesson.closed"), "title"),)
            prompt = self.stage.word("prompt.end")
            return Scene((head, ""), news, (Passage(standing, "dim"),), end, prompt=prompt)
        head = self.stage.gap.join(one for one in (self.stage.moment(now.at), now.case.mode) if one)
        standing = case_line(self.stage, walk.engine, now.case, now.at)
        return Scene(
            head=(head, self.stage.word("lesson.number", number=now.number)),
            news=tuple(self._news(now)),
            case=(Passage(standing, "dim"),),
            question=tuple(self._question(now)),
            choices=tuple(self._choices(now)),
            prompt=self.stage.word("prompt.question"),
        )

    def grounds(self) -> list[Pieces]:
        """The rule of the last move, and where the case is, with all that is counted."""
        sheet, walk = Sheet(self.stage.screen), self.walk
        stage, now = Stage(sheet), walk.decision
        if self.came is not None and self.came.attempt is not None:
            why_not(stage, self.came.attempt.why_not)
        elif walk.taken:
            because(stage, walk.engine, walk.taken[-1].move.reason)
        case, at = (now.case, now.at) if now is not None else (walk.case, walk.case.as_of)
        state(stage, walk.engine, case, at)
        return sheet.lines

    def cards(self) -> list[Passage]:
        """There are no seats; who has the case stands beside it."""
        return [Passage(self.stage.word("lesson.no_cards"))]

    def debrief(self) -> list[Pieces]:
        """The lines of the debrief."""
        sheet = Sheet(self.stage.screen)
        debriefing(Stage(sheet), debrief(self.walk))
        return sheet.lines

    # ── parts ──
    def _news(self, now: Decision | None) -> Iterator[Passage]:
        if self.came is not None:
            yield from self._verdict(self.came)
        before = self.walk.taken[-1].after if self.walk.taken else self.walk.opened
        case = self.walk.case if now is None else now.case
        if self.came is None or self.came.attempt is None:
            for event in case.history[len(before.history) :]:
                moment = self.stage.moment(event.at)
                lead = moment + self.stage.gap
                yield Passage(event_phrase(event).word(self.stage.lang), "", lead, "second")
        if now is not None and now.turn is not None:
            known = [f"{name} {given(value, self.stage.lang)}" for name, value in now.turn.given]
            if known:
                yield self._labelled("given", self.stage.listing(known))
            if now.turn.channels:
                yield self._labelled("channel", self.stage.listing(now.turn.channels))

    def _verdict(self, came: Verdict) -> Iterator[Passage]:
        """How a choice was judged, and what came of it: the story where it is true of the case."""
        word, taken = self.stage.word, came.taken
        if taken is None:
            assert came.attempt is not None
            yield Passage(word("verdict.unlawful", why=self._refused(came.attempt)), "bad")
            return
        story = " ".join(visible(one) for one in self.stories.told(taken))
        told = story or self._sentence(taken)
        if self.hold:
            yield Passage(told)
            return
        lead = word(f"grade.{came.grade}") + self.stage.gap
        yield Passage(told, "", lead, _STYLES.get(came.grade, "good"))

    def _sentence(self, taken: Taken) -> str:
        return visible(words.of(taken.move, self.stage.lang))

    def _refused(self, attempt: Attempt) -> str:
        from govkit.diagnostics.catalogue import word

        refusal = attempt.why_not.refusal
        if refusal is None:
            return visible(attempt.why_not.text(self.stage.lang))
        return visible(word(refusal.finding, self.stage.lang).text)

    def _question(self, now: Decision) -> Iterator[Passage]:
        asks = now.turn.asks if now.turn is not None else ()
        for ask in asks or (self.stage.word("ask.choose"),):
            yield Passage(visible(ask), "title")

    def _choices(self, now: Decision) -> Iterator[Passage]:
        for choice in now.choices:
            text = visible(choice.word(self.stage.lang))
            if self._attempt(choice) is None:
                yield Passage(text, "", f" {choice.number} ", "title")
                continue
            why = self.stage.word("struck.unlawful")
            out = self.stage.word("lesson.out", title=text, why=why)
            yield Passage(out, "dim", f"×{choice.number} ", "dim")

    def _attempt(self, choice: Choice) -> Attempt | None:
        """The attempt at this decision that was this choice."""
        now = self.walk.decision
        for attempt in self.walk.attempts:
            here = now is not None and attempt.decision == now.number and attempt.at == now.at
            if here and attempt.choice.asked == choice.asked:
                return attempt
        return None

    def _labelled(self, key: str, text: str) -> Passage:
        label = self.stage.word(f"label.{key}")
        return Passage(visible(text), "", label + self.stage.gap, "second")
