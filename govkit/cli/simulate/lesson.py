"""The screens of a lesson with options: what is new, where the case is, the question, the end.

A `Route` enters; scenes leave, in the words of `simulate.toml` and the texts of the graph. Nothing
is asked here, and nothing that belongs to the debrief is told before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from govkit.cli.simulate.review import reviewed
from govkit.cli.simulate.sheet import Passage, Pieces, Scene, Sheet, pages
from govkit.cli.simulate.stage import Stage
from govkit.cli.simulate.standing import stood
from govkit.diagnostics.width import visible
from govkit.scenario import Record, Route
from govkit.scenario.graph import Limit, Outcome, Question, State, Told
from govkit.scenario.route import Entry

_STYLES = {"best": "good", "acceptable": "good", "poor": "warning"}


@dataclass(frozen=True)
class LessonPlay:
    """A walk over a lesson as the keys drive it. `hold`: grades are kept for the debrief."""

    stage: Stage
    route: Route
    hold: bool = False

    # ── what the keys ask ──
    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.route.graph.scenario

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to choose."""
        return self.route.is_over

    @property
    def has_begun(self) -> bool:
        """Whether something was chosen, so that the walk is worth saving."""
        return bool(self.route.choices)

    def choose(self, number: int) -> LessonPlay | str:
        """The walk after the choice of a number, or why it cannot be chosen."""
        question = self.route.question
        if question is None or not 1 <= number <= len(question.options):
            return self.stage.word("told.no_number", number=number)
        struck = self.route.struck(number - 1)
        if struck is not None:
            key = f"struck.{struck.why}"
            return self.stage.word("lesson.struck", number=number, why=self.stage.word(key))
        try:
            return replace(self, route=self.route.choose(number - 1))
        except IndexError:
            return self.stage.word("told.no_number", number=number)

    def undo(self) -> LessonPlay:
        """The walk before the last choice; the same one where there is none."""
        route = self.route.undo()
        return self if route is self.route else replace(self, route=route)

    def stored(self) -> str:
        """The walk as it is saved."""
        return Record.of(self.route).to_json()

    # ── screens ──
    def opening(self) -> Scene:
        """Title, story and seats, before the first question."""
        graph, stage = self.route.graph, self.stage
        about = graph.about
        news = [self._passage(about.story)]
        seats = stage.listing(title for _, title in self._seats())
        if seats:
            news.append(Passage(stage.word("lesson.seats", seats=seats)))
        mode = self._text(graph.states[0].mode)
        begins = stage.word("lesson.with_mode", at=self._text(about.begins), mode=mode)
        now = begins if mode else self._text(about.begins)
        news += [Passage(stage.word("lesson.begins", at=now))] if now else []
        return Scene(
            head=(self._text(about.title), stage.gap.join(self._measures())),
            news=tuple(one for one in news if one.text),
            prompt=stage.word("prompt.begin"),
        )

    def scene(self) -> Scene:
        """The present question with what is new, or the end of the story."""
        state, question = self.route.state, self.route.question
        shared = Scene(
            head=self._head(state, question),
            news=tuple(self._news(state, question)),
            case=(self._case(state),),
        )
        if question is None or self.route.is_over:
            return replace(
                shared,
                question=tuple(self._ending(state)),
                prompt=self.stage.word("prompt.end"),
            )
        return replace(
            shared,
            question=(Passage(self._text(question.ask), "title"),),
            choices=tuple(self._choices(question)),
            prompt=self.stage.word("prompt.question"),
        )

    def grounds(self) -> list[Pieces]:
        """The rule of the last choice, what was done by it, and how the limits are counted."""
        found = list(self._grounds()) or [Passage(self.stage.word("lesson.no_grounds"))]
        return [line for one in found for line in one.lines(self.stage.room)]

    def cards(self) -> list[Passage]:
        """The card of the seat that decides now; of the others that are played the names only.

        What others know is told once somebody asks them.
        """
        graph, question = self.route.graph, self.route.question
        mine = None if question is None else question.role
        found = []
        if mine is not None:
            role = graph.roles[mine]
            found.append(Passage(self._text(role.title), "title"))
            for key, text in (("post", role.post), ("knows", role.knows), ("wants", role.wants)):
                if text is not None and text != role.title:
                    found.append(self._labelled(key, self._text(text)))
        others = [title for number, title in self._seats() if number != mine]
        if others:
            found.append(self._labelled("others", self.stage.listing(others)))
        return found or [Passage(self.stage.word("lesson.no_cards"))]

    def debrief(self) -> list[Pieces]:
        """The lines of the debrief."""
        sheet = Sheet(self.stage.screen)
        reviewed(Stage(sheet), self.route)
        return sheet.lines

    # ── parts ──
    def _seats(self) -> Iterator[tuple[int, str]]:
        """The seats that the class plays and some question is put to, with their titles."""
        asked = {turn.role for turn in self.route.graph.turns}
        for number, role in enumerate(self.route.graph.roles):
            if role.player and number in asked:
                yield number, self._text(role.title)

    def _head(self, state: State, question: Question | None) -> tuple[str, str]:
        word, graph = self.stage.word, self.route.graph
        role = None if question is None else question.role
        parts = [self._when(state), self._text(state.mode)]
        if role is not None:
            parts.append(word("lesson.you", seat=self._text(graph.roles[role].title)))
        number = 1 + sum(self._asked_anew(entry) for entry in self.route.entries)
        right = "" if question is None else word("lesson.number", number=number)
        return self.stage.gap.join(visible(part) for part in parts if part), right

    def _asked_anew(self, entry: Entry) -> bool:
        """Whether a choice led to another question."""
        states = self.route.graph.states
        return states[entry.state].turn != states[entry.outcome.state].turn

    def _when(self, state: State) -> str:
        """The story's clock, with the day after the first, or where there are many."""
        states = self.route.graph.states
        days = {one.day for one in states}
        on_first = state.day == states[0].day and len(days) <= 2
        return state.clock if on_first else f"{state.day} {state.clock}"

    def _news(self, state: State, question: Question | None) -> Iterator[Passage]:
        outcome = self._last()
        if outcome is not None:
            yield from self._verdict(outcome)
        role = None if question is None else question.role
        for told in (*self._kept_for(role), *self.route.news):
            if not told.to or role in told.to:
                yield self._told(told)
        if state.story is not None:
            yield self._passage(state.story)

    def _verdict(self, outcome: Outcome) -> Iterator[Passage]:
        """How a choice was judged and what came of it; held back, only what came of it."""
        word = self.stage.word
        story, grade = self._text(outcome.story), outcome.grade
        if grade in ("unlawful", "late"):
            key = grade if outcome.costs else f"{grade}_assumed"
            yield Passage(word(f"verdict.{key}", why=self._text(outcome.why)), "bad")
            if story:
                yield Passage(story)
        elif self.hold:
            yield Passage(story) if story else Passage(word("verdict.done"))
        else:
            lead = word(f"verdict.{grade}")
            yield Passage(story, "", lead + self.stage.gap if story else lead, _STYLES[grade])
        if outcome.debrief is not None and not self.hold:
            yield Passage(self._text(outcome.debrief), "second", "  ")

    def _kept_for(self, role: int | None) -> Iterator[Told]:
        """What came for this seat while others played, since it was last asked."""
        if role is None:
            return
        entries = self.route.entries[:-1]
        for number in range(len(entries) - 1, -1, -1):
            after = self.route.question_of(entries[number].outcome.state)
            if after is not None and after.role == role:
                entries = entries[number + 1 :]
                break
        for entry in entries:
            yield from (one for one in entry.outcome.told if role in one.to)

    def _told(self, told: Told) -> Passage:
        word = self.stage.word
        source, channel = self._text(told.source), self._text(told.channel)
        key = "both" if source and channel else "one" if source or channel else ""
        text = self._text(told.text)
        if key:
            text = word(f"news.{key}", source=source or channel, channel=channel, text=text)
        return Passage(text, "", f"{told.clock}{self.stage.gap}", "warning")

    def _case(self, state: State) -> Passage:
        case = state.case if state.end is None else state.case.model_copy(update={"limits": ()})
        return Passage(stood(self.stage, self.route.graph.texts, case), "dim")

    def _choices(self, question: Question) -> Iterator[Passage]:
        for number, option in enumerate(question.options, start=1):
            struck, title = self.route.struck(number - 1), self._text(option.title)
            if struck is None:
                yield Passage(title, "", f" {number} ", "title")
            else:
                why = self.stage.word(f"struck.{struck.why}")
                text = self.stage.word("lesson.out", title=title, why=why)
                yield Passage(text, "dim", f"×{number} ", "dim")

    def _ending(self, state: State) -> Iterator[Passage]:
        word, graph, end = self.stage.word, self.route.graph, state.end
        if end is None:
            yield Passage(word("lesson.nowhere"), "warning")
            return
        if end.story is not None:
            yield self._passage(end.story)
        if end.ending is None:
            yield Passage(word("lesson.no_ending"), "title")
            return
        title = self._text(graph.endings[end.ending].title)
        yield Passage(word("lesson.ending", title=title), "title")

    def _measures(self) -> Iterator[str]:
        graph, word = self.route.graph, self.stage.word
        if graph.about.difficulty:
            yield word("lesson.difficulty", number=graph.about.difficulty)
        if graph.about.minutes:
            yield word("lesson.minutes", number=graph.about.minutes)
        if graph.seed not in ("", graph.scenario):
            yield word("lesson.seed", seed=graph.seed)

    def _grounds(self) -> Iterator[Passage]:
        outcome, case = self._last(), self.route.state.case
        if outcome is not None:
            stated = (("rule", outcome.rule), ("source", outcome.cite), ("why", outcome.why))
            for key, number in stated:
                if number is not None:
                    text = self._text(number)
                    yield self._labelled(key, text.strip(" （）()") if key == "source" else text)
            for made in outcome.made:
                text = f"{made.clock}{self.stage.gap}{self._text(made.text)}"
                yield self._labelled("made", text)
        for limit in case.limits:
            yield self._labelled("clock", self._limit(limit))
        if case.who is not None:
            yield self._labelled("who", self._text(case.who))

    def _limit(self, limit: Limit) -> str:
        name, until = self._text(limit.name), self._text(limit.until)
        left = self._text(limit.left)
        whole = self.stage.word("lesson.whole_limit", name=name, until=until)
        return whole + (self.stage.word("lesson.left", left=left) if left else "")

    def _last(self) -> Outcome | None:
        return self.route.entries[-1].outcome if self.route.entries else None

    def _labelled(self, key: str, text: str) -> Passage:
        label = self.stage.word(f"label.{key}")
        return Passage(text, "", label + self.stage.gap, "second")

    def _passage(self, text: int | None) -> Passage:
        return Passage(self._text(text))

    def _text(self, number: int | None) -> str:
        return visible(self.route.graph.text(number))


def transcript(stage: Stage, route: Route) -> None:
    """A walk over a lesson from its beginning, screen by screen, then its debrief."""
    walked = LessonPlay(stage, Route(route.graph))
    stage.rule(stage.word("head.lesson", title=route.graph.text(route.graph.about.title)), "═")
    _print(stage, walked.opening())
    for entry in route.entries:
        stage.blank()
        _print(stage, walked.scene())
        question = walked.route.question
        assert question is not None
        title = route.graph.text(question.options[entry.option].title)
        stage.say("lesson.chosen", "title", choice=title)
        entries = (*walked.route.entries, entry)
        walked = replace(walked, route=replace(walked.route, entries=entries))
    walked = replace(walked, route=route)
    stage.blank()
    _print(stage, walked.scene())
    stage.blank()
    for pieces in walked.debrief():
        stage.screen.line(pieces)


def _print(stage: Stage, scene: Scene) -> None:
    """A scene without its prompt."""
    for page in pages(replace(scene, prompt=""), stage.room, ""):
        for pieces in page.lines:
            stage.screen.line(pieces)
