"""From what a caller asks for (`escalate:undecided:社区`, `上报`) to the move that is meant.

A text or a move enters; a `Wanted` leaves, matched against the lawful moves or turned into a move
that is only recorded. Whether it is lawful is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Answer
from govkit.engine.case.move import Move, Reason
from govkit.engine.plan.parts import named_part, part_of
from govkit.engine.procedures.asked import Asking, to_ask, waiting
from govkit.engine.procedures.countersign import after_answer, named_body
from govkit.engine.procedures.finality import reopens_at
from govkit.engine.procedures.proposal import may_go
from govkit.engine.procedures.requests import amount_among, asked_for
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.work import after_done, meetings
from govkit.engine.words.naming import id_words
from govkit.engine.words.sentences import name_word
from govkit.engine.words.wording import both, joined, place_word
from govkit.model.statement import Origin
from govkit.values import Words
from govkit.vocabulary.words import spellings, word_set

# Moves whose parts are words of the author's own.
_FREE = ("classify", "request_extension", "request_suspension", "resume_handling")
# What comes of a move that has a result, the plain one first.
RESULTS = {"deliberate": ("agreed", "undecided"), "verify": ("verified", "failed")}
PLAIN = {"verify": "verify:verified", "close": "close:resolved"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: a kind and the parts of the id, words of the language as their ids."""

    written: str
    kind: str
    parts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id as far as it was given."""
        return ":".join((self.kind, *self.parts))


def read_wanted(asked: str | Move) -> Wanted:
    """The kind and parts of an id in either tongue. Raises `GovError` (GOV710)."""
    written = asked.id if isinstance(asked, Move) else asked.strip()
    head, *rest = written.replace("：", ":").split(":")
    kind = spellings("move").get(head.strip())
    if kind is None:
        near = get_close_matches(head, spellings("move"), n=3, cutoff=0.5)
        raise refuse("GOV710", near, written=written)
    words = {} if kind in _FREE else spellings("trigger+event+manner")
    if kind == "decide":
        words = spellings("decision+event")
    parts = tuple(words.get(part.strip(), part.strip()) for part in rest if part.strip())
    if kind == "decide":  # 同意 is also the word of those who are asked for consent
        parts = tuple("granted" if part == "consented" else part for part in parts)
    return Wanted(written, kind, parts)


def aimed(scene: Scene, what: str) -> Wanted:
    """What `why_not` is asked about: a tier or step, `close:社区`, a kind of move, or an id."""
    ladder, tier = scene.ladder, scene.case.tier
    if ladder.block(f"tier:{what}") or ladder.block(f"step:{what}"):
        rises = ladder.is_above(f"tier:{what}", tier)
        return Wanted(what, "escalate" if rises else "transfer", (what,))
    wanted = read_wanted(what)
    if wanted.kind == "close" and wanted.parts and wanted.parts[-1] in ladder.names:
        target = wanted.parts[-1]
        if target == tier:
            return Wanted(what, "close")
        rises = ladder.is_above(f"tier:{target}", tier)
        return Wanted(what, "escalate" if rises else "transfer", (target,))
    return wanted


def fits(wanted: Wanted, move: Move) -> bool:
    """Whether a move is one of those meant.

    A bare `close` is never to turn a case down, a `feed_back` is to decline only where it says so.
    """
    if wanted.kind == "close" and not wanted.parts and move.trigger:
        return False
    turned_down = move.kind == "feed_back" and move.trigger == "declined"
    if turned_down and "declined" not in wanted.parts:
        return False
    return move.kind == wanted.kind and set(wanted.parts) <= set(move.id.split(":")[1:])


def match(wanted: Wanted, moves: tuple[Move, ...], counted: bool = False) -> Move | None:
    """The one lawful move that is meant; None where none fits. Raises `GovError` (GOV727).

    Where only the meeting is left open it stays open, unless votes were `counted`.
    """
    by_id = {move.id: move for move in moves}
    exact = by_id.get(wanted.written) or by_id.get(wanted.id) or by_id.get(PLAIN.get(wanted.id, ""))
    if exact is not None:
        return exact
    if wanted.kind == "request_extension" and (asked := asked_for(wanted.parts, moves)):
        return asked
    fitting = [move for move in moves if fits(wanted, move)]
    outcomes = {move.trigger for move in fitting}
    if wanted.kind == "deliberate" and len(fitting) > 1 == len(outcomes) and not counted:
        return replace(fitting[0], id=f"deliberate:{outcomes.pop()}", meeting="")
    if len(fitting) > 1:
        ids = joined([id_words(move.id) for move in fitting[:6]])
        raise refuse("GOV727", [m.id for m in fitting], written=wanted.written, moves=ids)
    return fitting[0] if fitting else None


def recorded(wanted: Wanted, scene: Scene) -> Move:
    """The move as it is entered though it is not lawful. Raises `GovError` where a name is unknown.

    What the id leaves open is filled in: the next rung, the plain outcome, the first meeting, of
    several handlers the first who has it still to do.
    """
    trigger, rest = _trigger(wanted)
    base = Move(
        ":".join((wanted.kind, *wanted.parts)),
        wanted.kind,
        scene.party,
        scene.case.tier,
        Reason("", Origin(), both("reason.recorded")),
        trigger=trigger,
    )
    match wanted.kind:
        case "deliberate":
            meeting = _meeting(wanted, rest, scene)
            return replace(base, trigger=_result(wanted, trigger), meeting=meeting)
        case "verify":
            return replace(base, trigger=_result(wanted, trigger))
        case "classify":
            return _classified(base, wanted, scene)
        case "close":
            manner = next((part for part in rest if part in word_set("manner")), "resolved")
            return replace(base, manner=manner, to=f"manner:{manner}")
        case "escalate" | "transfer" | "arbitrate":
            return replace(base, to=_target(wanted, rest, scene))
        case "sign_for" | "handle":
            order = ("dispatched",) if wanted.kind == "sign_for" else ("signed", "dispatched")
            return _by_one(base, wanted, scene, *order)
        case "feed_back":
            base = _by_one(base, wanted, scene, "handling", "signed", "dispatched")
            return replace(base, to=_back(base, scene), trigger=trigger or "done")
        case "request_extension" | "request_suspension" | "decide" | "resume_handling":
            return _by_request(base, wanted)
        case "countersign" | "summon" | "arrive":
            return _by_body(base, wanted, scene)
        case "reopen":
            return replace(base, to=_reopened(scene))
        case "return_order":
            sender = scene.case.sender
            return replace(base, trigger="returned", to=sender.place if sender else "")
    return base


def _by_request(base: Move, wanted: Wanted) -> Move:
    """What is asked for, or decided: the amount, the reason, the answer that the id names."""
    if wanted.kind == "request_extension":
        return replace(base, amount=amount_among(wanted.parts))
    if wanted.kind == "decide":
        declined = next(iter(wanted.parts), "granted") == "declined"
        return replace(base, trigger="declined" if declined else "granted")
    return replace(base, subject="：".join(wanted.parts))


def _by_body(base: Move, wanted: Wanted, scene: Scene) -> Move:
    """The answer of a body, or the call of one: who is named, else the first who is waited for.

    Raises `GovError` (GOV781, GOV782) where the text does not know the body.
    """
    case = scene.case
    field: Asking = "countersign" if wanted.kind == "countersign" else "summon"
    open_now = [entry.ref for entry in waiting(case, field)]
    known = tuple(dict.fromkeys((*open_now, *to_ask(scene.ladder, case, field))))
    ref = named_body(case, wanted.parts, known)
    named = [part for part in wanted.parts if part not in word_set("event")]
    ref = ref or ("" if named or not known else known[0])
    if not ref:
        place, lawful = place_word(case.place), joined([name_word(r) for r in known])
        code = "GOV781" if field == "countersign" else "GOV782"
        raise refuse(code, place=place, who=Both.listed(named, "—"), lawful=lawful)
    move = replace(base, part=ref)
    if wanted.kind != "countersign":
        return move
    answer: Answer = "declined" if "declined" in wanted.parts else "consented"
    outcome = after_answer(scene.ladder, case, ref, answer)
    to = outcome.to if outcome and may_go(scene, outcome.to) else ""
    return replace(move, trigger=answer, to=to)


def _reopened(scene: Scene) -> str:
    """Where a reopened case goes: as the text says, else to where it was closed."""
    return reopens_at(scene.ladder, scene.case) or scene.case.place


def _by_one(base: Move, wanted: Wanted, scene: Scene, *statuses: str) -> Move:
    """The move as that of one of several handlers: who is named, else the first at a status."""
    parts = scene.case.parts
    waiting = [part for status in statuses for part in parts if part.status == status]
    part = named_part(scene.case, wanted.parts) or next(iter([*waiting, *parts]), None)
    return base if part is None else replace(base, part=part.ref, party=part.party)


def _back(base: Move, scene: Scene) -> str:
    """Where a case goes that is fed back; empty where it stays."""
    if base.trigger != "declined":
        done = after_done(scene, part_of(scene.case, base.part))
        return done.to if done else ""
    outcome = scene.ladder.outcome(scene.case, "declined")
    if outcome is not None and may_go(scene, outcome.to):
        return outcome.to
    return f"tier:{scene.case.tier}" if scene.is_beside else ""


def _meeting(wanted: Wanted, rest: list[str], scene: Scene) -> str:
    """The meeting an id names, else the first of the place. Raises `GovError` (GOV710)."""
    if not rest:
        return next(iter(meetings(scene)), "")
    model = scene.ladder.model
    known = [meeting.name for meeting in model.meetings]
    found = next((name for name in rest if name in known), None)
    if found is None:
        near = get_close_matches(rest[0], known, n=3, cutoff=0.3)
        raise refuse("GOV710", [f"deliberate:{name}" for name in near], written=wanted.written)
    return found


def _result(wanted: Wanted, trigger: str) -> str:
    """What a meeting or a verification came to. Raises `GovError` (GOV710) for what is none."""
    known = RESULTS[wanted.kind]
    if trigger and trigger not in known:
        near = [f"{wanted.kind}:{result}" for result in known]
        raise refuse("GOV710", near, written=wanted.written)
    return trigger or known[0]


def _trigger(wanted: Wanted) -> tuple[str, list[str]]:
    """The trigger or event among the parts, and the other parts."""
    known = word_set("trigger+event")
    trigger = next((part for part in wanted.parts if part in known), "")
    return trigger, [part for part in wanted.parts if part != trigger]


def _target(wanted: Wanted, rest: list[str], scene: Scene) -> str:
    """The place an id names, else the next rung."""
    ladder = scene.ladder
    for part in rest:
        for place in (f"tier:{part}", f"step:{part}"):
            if ladder.block(place) is not None:
                return place
    above = ladder.rank(scene.case.tier) + 1
    if not rest and above < len(ladder.names) and wanted.kind == "escalate":
        return f"tier:{ladder.names[above]}"
    names = [*ladder.names, *(step.name for step in ladder.process.steps)]
    near = get_close_matches(rest[-1] if rest else "", names, n=3, cutoff=0.3)
    raise refuse("GOV730", near, written=wanted.written, places=Both.listed(names))


def _classified(base: Move, wanted: Wanted, scene: Scene) -> Move:
    """The attribute and grade an id names; the attribute may be left out."""
    for attribute in scene.ladder.model.attributes:
        grades = attribute.values.value
        if not isinstance(grades, Words) or wanted.parts[-1:] == ():
            continue
        named = len(wanted.parts) == 1 or wanted.parts[0] == attribute.name
        if named and wanted.parts[-1] in grades.words:
            return replace(base, attribute=attribute.name, grade=wanted.parts[-1])
    raise refuse(
        "GOV706", attribute=wanted.parts[0] if wanted.parts else "", written=wanted.written
    )
