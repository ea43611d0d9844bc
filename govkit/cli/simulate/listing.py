"""The lessons of a model: number, title, difficulty, time and seats, to be picked from.

Scenarios and lines of input enter; a list leaves on the screen, in pages, and the number that was
picked. What a lesson teaches is not told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govkit.cli.simulate.keys import chosen, pressed, read_line
from govkit.cli.simulate.sheet import Passage, paged
from govkit.cli.simulate.stage import Stage
from govkit.diagnostics.width import visible
from govkit.engine.words.sentences import shown
from govkit.model.scenario import Scenario
from govkit.values import Quantity

SCRIPT = "script"


def listed(stage: Stage, scenarios: Sequence[Scenario]) -> list[Passage]:
    """The list, a passage each."""
    found = [Passage(stage.word("ask.scenarios"), "title")]
    cells = len(str(len(scenarios)))
    for number, one in enumerate(scenarios, start=1):
        text = stage.gap.join([visible(one.label), *_measures(stage, one)])
        found.append(Passage(text, "", f" {number:>{cells}} ", "title"))
    return found


def _measures(stage: Stage, scenario: Scenario) -> Iterator[str]:
    """`难度 3/5`, `30分钟`, `网格长、值班长`: each where the scenario says so."""
    difficulty, time = scenario.difficulty.value, scenario.class_time.value
    if isinstance(difficulty, Quantity):
        yield stage.word("lesson.difficulty", number=difficulty.number)
    if isinstance(time, Quantity):
        yield shown(time).word(stage.lang)
    played = [
        visible(seat.label)
        for seat in scenario.seats
        if getattr(seat.plays.value, "word", "") != SCRIPT
        and any(getattr(turn.seat.value, "word", "") == seat.name for turn in scenario.turns)
    ]
    if played:
        yield stage.listing(played)


def picked(stage: Stage, scenarios: Sequence[Scenario], again: str) -> str | None:
    """The number of the scenario the user picks; None where the user leaves.

    `again`: the call that begins again, to be told then.
    """
    lines = [line for one in listed(stage, scenarios) for line in one.lines(stage.room)]
    note = ""
    while True:
        for page in paged(lines, stage.word("prompt.list"), stage.word("ask.which")):
            for pieces in page.lines:
                stage.screen.line(pieces)
            if page.last and note:
                stage.say("told.no_number", "warning", number=note)
            line = read_line(page.prompt)
            if line is None or pressed(line) == "q":
                stage.say("told.stopped")
                stage.call("told.begin_again", again)
                return None
            number = chosen(line)
            if 1 <= number <= len(scenarios):
                return str(number)
            note = line
