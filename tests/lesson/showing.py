"""A page of a lesson that is open in a browser: keys go in, what stands there comes out.

A lesson and a tab enter; screens, journals and faults leave. What is right is for the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govkit.export.lesson import page
from govkit.scenario.graph import Graph, Told
from govkit.values.units import Lang
from tests.lesson.chromium import Chromium

SWEEP = Path(__file__).with_name("sweep.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Shown:
    """A page that is open in the tab."""

    tab: Chromium
    lesson: Graph

    def press(self, *keys: str) -> str:
        """Press keys; the kind of screen that then stands there."""
        self.tab.press(*keys)
        at: str = self.tab.evaluate("lessonTest.at()")
        return at

    @property
    def text(self) -> str:
        """What stands on the projector."""
        found: str = self.tab.evaluate("lessonTest.text()")
        return found

    def journal(self) -> dict[str, Any]:
        """The journal that `S` hands out as a file."""
        self.tab.evaluate(CATCH_FILE)
        self.tab.press("s")
        found: dict[str, Any] = json.loads(self.tab.evaluate("window.saved"))
        return found

    def open_journal(self, *choices: str, **change: str) -> str:
        """Open a journal of choices; the kind of screen that then stands there."""
        self.tab.evaluate(
            f"lessonTest.open({json.dumps(journal(self.lesson, *choices, **change))})"
        )
        at: str = self.tab.evaluate("lessonTest.at()")
        return at


CATCH_FILE = """
window.saved = new Promise((done) => {
  URL.createObjectURL = (blob) => { void blob.text().then(done); return "blob:none"; };
  HTMLAnchorElement.prototype.click = function () {};
});
true;
"""


def journal(lesson: Graph, *choices: str, **change: str) -> str:
    head = {"format": "govkit-walk/2", "scenario": lesson.scenario, "seed": lesson.seed}
    more = {"fingerprint": lesson.fingerprint, "choices": choices}
    return json.dumps({**head, **more, **change}, ensure_ascii=False)


def show(tab: Chromium, folder: Path, lesson: Graph, lang: Lang = "zh", groups: int = 0) -> Shown:
    """Open the page of a lesson anew."""
    file = folder / f"{lang}.html"
    file.write_text(page(lesson, lang, groups, [("席位卡", "席位卡.html")]), encoding="utf-8")
    tab.open(file)
    tab.evaluate(SWEEP.replace("const lessonTest", "window.lessonTest"))
    return Shown(tab, lesson)


def paths(lesson: Graph) -> Iterator[tuple[int, tuple[str, ...], tuple[Told, ...]]]:
    """Each state with a shortest course to it and the news that then comes."""
    queue: list[tuple[int, tuple[str, ...], tuple[Told, ...]]] = [(0, (), lesson.about.told)]
    met = {0}
    for at, course, told in queue:
        yield at, course, told
        state = lesson.states[at]
        for offer in state.offers:
            assert state.turn is not None
            name = lesson.turns[state.turn].options[offer.option].name
            for number, outcome in enumerate(offer.to, 1):
                if outcome.state not in met:
                    met.add(outcome.state)
                    choice = name if outcome.drawn else f"{name}#{number}"
                    queue.append((outcome.state, (*course, choice), outcome.told))


def visits(lesson: Graph) -> list[dict[str, Any]]:
    """A journal to one state of each look, with the letters whose reveal looks new there.

    States that differ in nothing but clocks and how much of a limit is left look the same. At the
    first visit to each turn eight groups have their letters.
    """
    asked, seen, turns, found = set[Any](), set[Any](), set[Any](), []
    for at, course, told in paths(lesson):
        state, takes = lesson.states[at], []
        answers = lesson.turns[state.turn].options if state.turn is not None else ()
        for offer in state.offers:
            outcome = next(one for one in offer.to if one.drawn)
            look = outcome.model_copy(update={"state": 0, "told": (), "made": (), "missed": ()})
            if (state.turn, offer.option, look) not in seen:
                seen.add((state.turn, offer.option, look))
                takes.append(answers[offer.option].letter.lower())
        offered = tuple(one.option for one in state.offers)
        news = tuple((one.text, one.to) for one in told)
        key = (state.turn, news, state.story, state.struck, offered, state.mode, state.end)
        if takes or key not in asked:
            asked.add(key)
            letters = [answers[one].letter.lower() for one in offered]
            eight = [letters[one % len(letters)] for one in range(8)] if letters else []
            groups = [] if state.turn in turns else eight
            turns.add(state.turn)
            visit = {"journal": journal(lesson, *course), "letters": groups, "takes": takes}
            found.append(visit)
    return found


def screens(tab: Chromium, folder: Path, lesson: Graph, lang: Lang) -> list[dict[str, Any]]:
    """Every distinct screen of a lesson, in group mode with eight groups."""
    show(tab, folder, lesson, lang, groups=8)
    found = []
    for visit in visits(lesson):
        found += tab.evaluate(f"lessonTest.screens({json.dumps(visit)})")
    assert tab.evaluate("window.forbidden") is None
    return found


def secrets(lesson: Graph) -> list[str]:
    """What no pupil may read before the debrief; not words that the story has as well."""
    about = lesson.about
    texts = [*about.goals, about.notes, about.lesson, about.debrief]
    for turn in lesson.turns:
        texts += [turn.notes, *turn.tests]
    for inject in lesson.injects:
        texts += [inject.expects, inject.when, *inject.tests]
    open_texts = _told(lesson)
    kept = (lesson.texts[one] for one in texts if one is not None)
    return [one for one in kept if not any(one in told for told in open_texts)]


def _told(lesson: Graph) -> list[str]:
    """The texts that a course tells by itself: of its states, choices, news and ends."""
    found: set[int | None] = {answer.title for turn in lesson.turns for answer in turn.options}
    for state in lesson.states:
        found |= {state.story, state.case.place, state.case.progress}
        found |= {limit.name for limit in state.case.limits}
        found |= {state.end.story} if state.end else set()
        for offer in state.offers:
            for one in offer.to:
                found |= {one.story, one.debrief, one.rule, one.cite, one.why}
                found |= {told.text for told in (*one.made, *one.told)}
    return [lesson.texts[one] for one in found if one is not None]
