"""Why those who are asked or who decide may not move now, and what their silence holds back.

A scene and what was wanted enter; the finding, the rule and its source leave, or None where nothing
of this kind stands in the way. The plain course is judged in `refusal`.
"""

from __future__ import annotations

from govkit.diagnostics import Both, Diagnostic
from govkit.diagnostics.placeless import finding
from govkit.engine.answers.wanted import Wanted
from govkit.engine.procedures.countersign import holds_back, phrase_of
from govkit.engine.procedures.dispute import arbiter, refusing
from govkit.engine.procedures.finality import objections_until, reopens_at, too_late
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import instant, who
from govkit.engine.words.wording import joined, place_word
from govkit.model.statement import Origin
from govkit.vocabulary.words import word_set

Barred = tuple[Diagnostic, str, Origin]


def barred(scene: Scene, wanted: Wanted, lawful: Both) -> Barred | None:
    """The nearest rule about asking and deciding that forbids the wanted move; None for none."""
    if scene.case.status == "incomplete":
        waits = who(scene.case.turn)
        rule = scene.ladder.rule(scene.case.place, "complete_within")
        return finding("GOV793", who=waits, lawful=lawful), rule, Origin()
    match wanted.kind:
        case "send_back" | "complete":
            code = "GOV792" if wanted.kind == "send_back" else "GOV794"
            rule = scene.ladder.rule(scene.case.place, "complete_within")
            found = finding(code, place=place_word(scene.case.place), lawful=lawful)
            return found, rule, Origin()
        case "countersign" | "summon" | "arrive":
            return _asked(scene, wanted, lawful)
        case "arbitrate":
            rule = f"process:{scene.ladder.process.name}.arbiter"
            return finding("GOV785", lawful=lawful), rule, Origin()
        case "reopen":
            return _reopen(scene)
        case "feed_back":
            return _waiting(scene, lawful)
        case "return_order" if scene.case.dispute == "settled":
            rule = f"process:{scene.ladder.process.name}.arbiter"
            return finding("GOV787", lawful=lawful), rule, Origin()
        case "escalate" | "transfer" if scene.case.dispute == "open":
            return _disputed(scene, wanted, lawful)
        case "close":
            return _objections(scene, lawful)
    return None


def _asked(scene: Scene, wanted: Wanted, lawful: Both) -> Barred:
    code = {"countersign": "GOV781", "summon": "GOV782", "arrive": "GOV783"}[wanted.kind]
    field = "countersign" if wanted.kind == "countersign" else "summon"
    events = word_set("event")
    name = next((part for part in wanted.parts if part not in events), "")
    place = place_word(scene.case.place)
    found = finding(code, place=place, who=name or "—", lawful=lawful)
    return found, scene.ladder.rule(scene.case.place, field), Origin()


def _reopen(scene: Scene) -> Barred:
    rule = f"process:{scene.ladder.process.name}"
    late = too_late(scene.case, scene.at)
    if late is not None and late.due is not None and reopens_at(scene.ladder, scene.case):
        found = finding("GOV789", due=instant(late.due), at=instant(scene.at))
        return found, f"{rule}.reopen_within", late.citation
    found = finding("GOV790", process=scene.ladder.process.name)
    return found, f"{rule}.reopen_to", Origin()


def _waiting(scene: Scene, lawful: Both) -> Barred | None:
    held = holds_back(scene)
    if not held or scene.case.status != "handling":
        return None
    place = place_word(scene.case.place)
    found = finding("GOV780", place=place, waiting=joined(phrase_of(held)), lawful=lawful)
    return found, scene.ladder.rule(scene.case.place, "countersign"), Origin()


def _disputed(scene: Scene, wanted: Wanted, lawful: Both) -> Barred | None:
    for part in wanted.parts:
        for place in (f"tier:{part}", f"step:{part}"):
            if place in refusing(scene.case) and place != scene.case.place:
                decides = who(arbiter(scene.ladder, scene.case))
                found = finding("GOV786", to=place_word(place), who=decides, lawful=lawful)
                return found, f"process:{scene.ladder.process.name}.arbiter", Origin()
    return None


def _objections(scene: Scene, lawful: Both) -> Barred | None:
    timer = objections_until(scene.case)
    if timer is None or timer.due is None or scene.case.status != "verified":
        return None
    found = finding("GOV788", due=instant(timer.due), lawful=lawful)
    return found, timer.rule, timer.citation
