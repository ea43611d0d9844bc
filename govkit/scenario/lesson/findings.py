"""What an exploration finds wrong with a lesson: what is never told, cannot end, or says otherwise.

An `Exploration` enters; findings leave, each with a shortest course that shows it. They are the
checks that only playing every course can make; those of the text alone are in `govkit.checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import finding
from govkit.engine.words.sentences import manner_word
from govkit.engine.words.wording import place_word, status_word
from govkit.model.mode import Mode
from govkit.model.scenario import Scenario
from govkit.model.statement import Entity
from govkit.scenario.lesson.courses import Edge
from govkit.scenario.lesson.exploring import Exploration, explored
from govkit.scenario.lesson.going_on import Stop
from govkit.scenario.lesson.plot import Said, Scene, Way
from govkit.scenario.lesson.position import is_missed, truth
from govkit.values import Call, Infix, Name

MOST_OPTIONS = 6
MOST_QUESTIONS = 20
MOST_BYTES = 3_000_000
_CLAUSE = re.compile(r"[。；;！？!?，,]|\.\s")
# A clause that speaks of the case: 件 by itself, not as the end of another word.
_OF_THE_CASE = re.compile(r"(?<![条文事附稿邮证部零软配信要物])件|\bthe (?:case|order)\b")
_CLOSED = ("办结", "结案", "closed")
_LATE = ("超时", "逾期", "overdue")
_DENIED = ("没有", "没", "未", "不", "还", "别", "not", "never", "no ", "n't")
_DANGER = ("被困", "困在", "溺", "火", "触电", "塌", "伤", "淹", "救命", "trapped", "fire", "injur",
           "drown", "collapse")  # fmt: skip
_HELP = ("119", "120", "110", "112", "911", "999", "emergency services", "coastguard")


def findings(found: Exploration) -> Iterator[Diagnostic]:
    """All findings of an exploration, what it cannot do first, what nobody comes to last.

    Where the script draws among options, each of them is walked: what no draw comes to is never
    reached, and what any draw shows is a finding.
    """
    draws = [
        sum(way.chance is not None for way in scene.ways)
        for scene in found.plot.scenes if scene.seat in found.scripted
    ]  # fmt: skip
    others = [
        explored(found.engine, found.plot.scenario.name, found.seed, script=number)
        for number in range(max(draws, default=0))
    ]
    told: dict[tuple[Any, ...], list[Diagnostic]] = {}
    for one in (found, *others):
        for diagnostic in _findings(one):
            named = {key: str(arg) for key, arg in diagnostic.args.items() if key != "course"}
            told.setdefault((diagnostic.code, *sorted(named.items())), []).append(diagnostic)
    refused = any(code == "GOV691" for code, *_ in told)
    for (code, *_), alike in told.items():
        # Behind an option that is never allowed much is never reached: that follows.
        if code != "GOV690" or (len(alike) == 1 + len(others) and not refused):
            yield alike[0]


def _findings(found: Exploration) -> Iterator[Diagnostic]:
    looks: tuple[Callable[[Exploration], Iterator[Diagnostic]], ...] = (
        _unlawful, _no_end, _ends_badly, _too_big, _too_few, _says_otherwise, _acting_first,
        _taught, _not_theirs, _never_told,
    )  # fmt: skip
    if found.cut:
        yield _told("GOV699", found, found.cut, (), what=_both("状态", "states"))
        return
    for look in looks:
        yield from (one for one in look(found) if not _is_marked(found, one))


def _told(
    code: str, found: Exploration, turn: str, course: Iterable[str], **args: str | Both
) -> Diagnostic:
    named = tuple(course)
    way = Both(" → ".join(named) or "一开始", " → ".join(named) or "at the beginning")
    return finding(code, (), scenario=found.plot.scenario.name, turn=turn, course=way, **args)


def _both(zh: str, en: str) -> Both:
    return Both(zh, en)


# ── never told ──
def _never_told(found: Exploration) -> Iterator[Diagnostic]:
    """GOV690: a turn, option, inject, ending or text that no course comes to."""
    plot = found.plot
    options = {plot.scenes[edge.turn].ways[edge.option].name for edge in found.edges}
    told = set(found.told)
    for edge in found.edges:
        way = plot.scenes[edge.turn].ways[edge.option]
        told |= {(way.name, edge.landing.story), (way.name, edge.landing.debrief)}
        told |= {(news.inject, news.text) for news in (*edge.landing.told, *edge.stop.told)}
    told |= {(news.inject, news.text) for news in found.first.told}
    told |= {(stop.close.name, stop.story) for stop in found.stops if stop.close}
    endings = {stop.close.name for stop in found.stops if stop.close}
    heard = {("", text) for _, text in told}
    came = {name for name, _ in told}
    for scene in plot.scenes:
        if scene.name not in found.met:
            yield _lost(found, scene.name, "回合", "turn", scene.name)
            continue
        yield from _texts(found, scene.name, scene.name, scene.story, told)
        played = scene.seat in found.scripted  # the script takes one of them
        for way in scene.ways:
            if played:
                if way.chance is not None:
                    yield from _texts(found, scene.name, "", way.story, heard)
            elif way.name not in options:
                yield _lost(found, scene.name, "选项", "option", way.name)
            else:
                yield from _texts(found, scene.name, way.name, (*way.story, *way.debrief), told)
    for inject in plot.injects:
        if inject.name not in came:
            yield _lost(found, "", "导调信息", "inject", inject.name)
        else:
            yield from _texts(found, "", inject.name, inject.story, told)
    for close in plot.endings:
        if close.name not in endings:
            yield _lost(found, "", "处置结果", "ending", close.name)
        else:
            yield from _texts(found, "", close.name, close.story, told)


def _texts(
    found: Exploration, turn: str, owner: str, said: Said, told: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    for _, text in said:
        if (owner, text) not in told:
            yield _lost(found, turn, "文字", "text", text)


def _lost(found: Exploration, turn: str, zh: str, en: str, name: str) -> Diagnostic:
    return _told("GOV690", found, turn, (), what=_both(zh, en), name=name)


# ── options ──
def _unlawful(found: Exploration) -> Iterator[Diagnostic]:
    """GOV691: an option refused in every course and not named so, or named so and allowed."""
    for number, scene in enumerate(found.plot.scenes):
        for option, way in enumerate(scene.ways):
            edges = [e for e in found.edges if (e.turn, e.option) == (number, option)]
            lawful = next((e for e in edges if e.landing.grade != "unlawful"), None)
            if edges and lawful is None and way.name not in scene.refused:
                yield _told(
                    "GOV691", found, scene.name, found.course(edges[0].origin), option=way.name,
                    what=_both("每一条走法里流程都不允许，却没有写进「不允许」",
                               "is refused in every course and is not named under `unlawful`"),
                    why=_why(edges[0]),
                )  # fmt: skip
            elif lawful is not None and way.name in scene.refused:
                yield _told(
                    "GOV691", found, scene.name, found.course(lawful.origin), option=way.name,
                    what=_both("写进了「不允许」，却有走法里流程是允许的",
                               "is named under `unlawful` and allowed in some course"),
                    why=_both("", ""),
                )  # fmt: skip


def _why(edge: Edge) -> Both:
    """Why the process refuses an option, as a sentence behind another."""
    refusal = edge.landing.refusal
    return Both(refusal.text("zh"), f" {refusal.text('en')}") if refusal else Both("", "")


def _too_few(found: Exploration) -> Iterator[Diagnostic]:
    """GOV697: fewer than two options that the process allows when a question is first put."""
    lawful: dict[int, set[int]] = {}
    for edge in found.edges:
        if edge.landing.grade != "unlawful":
            lawful.setdefault(edge.origin, set()).add(edge.option)
    told: set[str] = set()
    for number, stop in enumerate(found.stops):
        at, scene = stop.position, stop.scene
        if scene is None or at.struck or at.puts[at.turn] != 1 or scene.name in told:
            continue
        if len(lawful.get(number, ())) < 2:
            told.add(scene.name)
            count = len(lawful.get(number, ()))
            yield _told("GOV697", found, scene.name, found.course(number), count=str(count))


# ── the end ──
def _no_end(found: Exploration) -> Iterator[Diagnostic]:
    """GOV692: a course that comes to no ending."""
    lost = next((n for n, stop in enumerate(found.stops)
                 if stop.scene is None and stop.close is None), None)  # fmt: skip
    if lost is not None:
        yield _told("GOV692", found, "", found.course(lost))


def _ends_badly(found: Exploration) -> Iterator[Diagnostic]:
    """GOV693: an ending whose moves are not allowed; an author's course that ends otherwise."""
    refused: set[str] = set()
    for number, stop in enumerate(found.stops):
        if stop.close and stop.refusal is not None and stop.close.name not in refused:
            refused.add(stop.close.name)
            refusal = stop.refusal
            why = Both(refusal.text("zh"), refusal.text("en"))
            yield _told("GOV693", found, "", found.course(number), ending=stop.close.name, why=why)
    author = found.graph.author
    last = found.graph.states[author[-1].state] if author else None
    end = _end_of_author(found)
    if last is None or end is None or end.close is None or end.close.grade != "best":
        name = end.close.name if end is not None and end.close else "—"
        yield _told(
            "GOV693", found, "", _author(found), ending=name,
            why=_both("编者自己的走法没有走到「最佳」的结果。",
                      "The author's own course comes to no `best` ending."),
        )  # fmt: skip
    elif end is not None:
        yield from _otherwise(found, end)


def _otherwise(found: Exploration, end: Stop) -> Iterator[Diagnostic]:
    """The author's course ends at another tier or in another manner than the text states."""
    course, case = found.plot.course, end.position.case
    if course.ends_at in ("", case.tier) and course.manner in ("", case.manner):
        return
    stated = manner_word(course.manner or case.manner)
    real = manner_word(case.manner)
    yield _told(
        "GOV693", found, "", _author(found), ending=end.close.name if end.close else "—",
        why=_both(
            f"写的是在「{course.ends_at or case.tier}」{stated.zh}，"
            f"走下来在「{case.tier}」{real.zh}。",
            f"Stated: `{course.ends_at or case.tier}`, {stated.en}; played: `{case.tier}`, "
            f"{real.en}.",
        ),
    )  # fmt: skip


def _author(found: Exploration) -> tuple[str, ...]:
    graph = found.graph
    names = []
    for step in graph.author:
        turn = graph.states[step.state].turn
        names.append(graph.turns[turn].options[step.option].name if turn is not None else "")
    return tuple(names)


def _end_of_author(found: Exploration) -> Stop | None:
    graph = found.graph
    if not graph.author:
        return found.first if found.first.scene is None else None
    step = graph.author[-1]
    offers = {offer.option: offer for offer in graph.states[step.state].offers}
    target = offers[step.option].to[step.outcome].state
    stop = found.stops[target]
    return stop if stop.scene is None else None


# ── texts that say otherwise ──
def _says_otherwise(found: Exploration) -> Iterator[Diagnostic]:
    """GOV694: a text told in a state that is another than it says."""
    told: set[tuple[str, str]] = set()
    for edge in found.edges:
        scene = found.plot.scenes[edge.turn]
        way = scene.ways[edge.option]
        approved = _approved(found, way.name)
        wrong = "" if approved else _wrong(found, edge.landing.story, edge.landing.position.case)
        if wrong and (way.name, wrong) not in told:
            told.add((way.name, wrong))
            course = (*found.course(edge.origin), way.name)
            yield _otherwise_told(found, scene.name, course, wrong, edge.landing.position.case)
    for number, stop in enumerate(found.stops):
        owner = stop.scene.name if stop.scene else stop.close.name if stop.close else ""
        wrong = "" if _approved(found, owner) else _wrong(found, stop.story, stop.position.case)
        wrong = wrong or _changed(found, stop)
        if wrong and (owner, wrong) not in told:
            told.add((owner, wrong))
            turn = stop.scene.name if stop.scene else ""
            yield _otherwise_told(found, turn, found.course(number), wrong, stop.position.case)


def _otherwise_told(
    found: Exploration, turn: str, course: tuple[str, ...], said: str, case: Any
) -> Diagnostic:
    place, progress = place_word(case.place), status_word(case.status)
    return _told("GOV694", found, turn, course, said=said, place=place, progress=progress)


def _wrong(found: Exploration, text: str, case: Any) -> str:
    """The clause of a text that says otherwise than the case stands; empty where none does."""
    process = found.engine.model_for(case).get(f"process:{case.process}")
    blocks = (*getattr(process, "tiers", ()), *getattr(process, "steps", ()))
    places = {block.name for block in blocks}
    here = {case.tier, case.place.partition(":")[2]}
    for clause in filter(None, map(str.strip, _CLAUSE.split(text))):
        lower = clause.lower()
        if any(word in lower for word in _DENIED):
            continue
        if any(word in lower for word in _CLOSED) and not case.is_closed:
            return clause
        if any(word in lower for word in _LATE) and not any(map(is_missed, case.history)):
            return clause
        if _OF_THE_CASE.search(lower):
            named = {place for place in places if place in clause}
            named = {p for p in named if not any(p != q and p in q for q in named)}
            if named and named.isdisjoint(here):
                return clause
    return ""


def _changed(found: Exploration, stop: Stop) -> str:
    """An ending's text without condition, where the place of its head has changed meanwhile."""
    close = stop.close
    if close is None or not stop.story or close.when is None or _approved(found, close.name):
        return ""
    unconditional = any(when is None and text == stop.story for when, text in close.story)
    places = list(_about_places(close.when))
    if not unconditional or not places:
        return ""
    lost = all(truth(found.engine, stop.position, one) is False for one in places)
    return stop.story if lost else ""


def _about_places(condition: Any) -> Iterator[Any]:
    """The parts of a condition that ask where the case is or who has it."""
    if isinstance(condition, Infix):
        if isinstance(condition.left, Name) and condition.left.ref in (
            "story:place", "story:handler", "story:accountable",
        ):  # fmt: skip
            yield condition
        elif condition.operator in ("and", "or"):
            yield from _about_places(condition.left)
            yield from _about_places(condition.right)
    elif isinstance(condition, Call) and condition.function in ("all", "any"):
        for argument in condition.arguments:
            yield from _about_places(argument)


def _approved(found: Exploration, owner: str, code: str = "GOV694") -> bool:
    """Whether a false alarm on a turn, option or ending is marked."""
    return any(
        one.code == code for entity in _entities(found.plot.scenario) if entity.name == owner
        for one in entity.approvals
    )  # fmt: skip


def _is_marked(found: Exploration, told: Diagnostic) -> bool:
    """Whether a warning is marked as known, at the scenario or at what it names."""
    if told.severity == "error":
        return False
    if any(one.code == told.code for one in found.plot.scenario.approvals):
        return True
    named = (told.args.get(key) for key in ("option", "name", "ending", "seat", "turn"))
    return any(isinstance(one, str) and _approved(found, one, told.code) for one in named)


def _entities(scenario: Scenario) -> Iterator[Entity]:
    yield from scenario.turns
    for turn in scenario.turns:
        yield from turn.options
    yield from (*scenario.seats, *scenario.injects, *scenario.endings)


# ── emergencies ──
def _acting_first(found: Exploration) -> Iterator[Diagnostic]:
    """GOV696: an emergency whose first question has nothing that is done first, or no call."""
    model = found.engine.model
    first = next(
        (n for n, stop in enumerate(found.stops)
         if stop.scene is not None and isinstance(
             mode := model.get(f"mode:{stop.position.case.mode}"), Mode) and mode.first),
        None,
    )  # fmt: skip
    if first is not None:
        scene = found.stops[first].scene
        assert scene is not None
        if not any(way.first for way in scene.ways):
            yield _told(
                "GOV696", found, scene.name, found.course(first),
                what=_both("第一问没有「先期处置」的选项",
                           "the first question has no option with `first`"),
            )  # fmt: skip
    if _in_danger(found) and not _calls(found):
        yield _told(
            "GOV696", found, "", (),
            what=_both("情节里有人遇险，没有一个选项求救（119、120、110）",
                       "people are in danger, and no option calls for help"),
        )  # fmt: skip


def _in_danger(found: Exploration) -> bool:
    texts = [found.plot.course.story, *(t for one in found.plot.injects for _, t in one.story)]
    return any(word in text for text in texts for word in _DANGER)


def _calls(found: Exploration) -> bool:
    ways: Iterable[Way] = (way for scene in found.plot.scenes for way in scene.ways)
    return any(word in way.title for way in ways for word in _HELP)


# ── too big ──
def _too_big(found: Exploration) -> Iterator[Diagnostic]:
    """GOV699: more options, questions or bytes than a class and a screen can bear."""
    for scene in found.plot.scenes:
        if len(scene.ways) > MOST_OPTIONS:
            yield _told("GOV699", found, scene.name, (), what=_both("选项", "options"))
    if _longest(found) > MOST_QUESTIONS:
        what = _both("一条走法里的提问", "questions in a course")
        yield _told("GOV699", found, "", (), what=what)
    if len(found.graph.to_json().encode()) > MOST_BYTES:
        yield _told("GOV699", found, "", (), what=_both("文件的大小", "the size of the file"))


def _longest(found: Exploration) -> int:
    """Questions on the longest course; a course ends, so that no state comes twice."""
    targets: dict[int, set[int]] = {}
    for edge in found.edges:
        targets.setdefault(edge.origin, set()).add(edge.target)
    depth: dict[int, int] = {}
    todo = [0]
    while todo:
        here = todo[-1]
        open_ones = [n for n in targets.get(here, ()) if n not in depth and n != here]
        if open_ones and here not in depth:
            todo += open_ones
            continue
        todo.pop()
        if here not in depth:
            below = (depth.get(n, 0) for n in targets.get(here, ()))
            depth[here] = max(below, default=0) + (here in targets)
    return depth.get(0, 0)


# ── taught, not enforced ──
def _taught(found: Exploration) -> Iterator[Diagnostic]:
    """GOV688: a remark says what must not be, of an option that is carried out all the same."""
    told: set[str] = set()
    for edge in found.edges:
        scene: Scene = found.plot.scenes[edge.turn]
        way = scene.ways[edge.option]
        if way.name in told or not _is_taught(found, edge) or _approved(found, way.name, "GOV688"):
            continue
        told.add(way.name)
        course = (*found.course(edge.origin), way.name)
        yield _told("GOV688", found, scene.name, course, option=way.name,
                    said=edge.landing.debrief)  # fmt: skip


def _is_taught(found: Exploration, edge: Edge) -> bool:
    outcomes = [
        outcome
        for offer in found.graph.states[edge.origin].offers
        for outcome in offer.to
        if outcome.judged is not None
        and found.graph.texts[outcome.judged] == edge.landing.debrief
        and outcome.state == edge.target
    ]
    return edge.landing.refusal is None and bool(outcomes)


# ── seats ──
def _not_theirs(found: Exploration) -> Iterator[Diagnostic]:
    """GOV689: a seat whose post may make none of the moves that its options make."""
    made: dict[int, set[str]] = {}
    for edge in found.edges:
        seat = found.plot.scenes[edge.turn].seat
        way = found.plot.scenes[edge.turn].ways[edge.option]
        own = {wanted.kind for doing in way.doings for wanted in doing.moves}
        moves = [news.move for news in edge.landing.made if news.move is not None]
        if seat is not None and edge.landing.refusal is None:
            made.setdefault(seat, set()).update(
                ref for move in moves if move.kind in own for ref in move.party.refs
            )
    for number, refs in made.items():
        seated = found.plot.seats[number]
        if seated.ref and refs and seated.ref not in refs | _places(found, refs):
            theirs = "、".join(sorted(ref.partition(":")[2] for ref in refs))
            yield _told("GOV689", found, "", (), seat=seated.name, theirs=theirs)


def _places(found: Exploration, refs: set[str]) -> set[str]:
    """Where posts and teams stand: a body is played by whoever stands at it."""
    at = (getattr(found.engine.model.get(ref), "at", None) for ref in refs)
    return {ref for one in at if one is not None for ref in _refs(one.value)}


def _refs(value: Any) -> tuple[str, ...]:
    return getattr(value, "refs", None) or ((value.ref,) if hasattr(value, "ref") else ())
