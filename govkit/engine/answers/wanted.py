"""From what a caller asks for (`escalate:undecided:社区`, `上报`) to the move that is meant.

A text or a move enters; a `Wanted` leaves, matched against the lawful moves or turned into a move
that is only recorded. Whether it is lawful is not decided here.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from govkit.diagnostics.placeless import refuse
from govkit.engine.answers.inspection import ACTORS
from govkit.engine.case.move import Move, Reason
from govkit.engine.procedures import BY_KIND, extension, forced_closing, return_request
from govkit.engine.procedures.procedure import Wanted
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.splitting import KIND as SPLIT
from govkit.engine.procedures.splitting import plainly, shares, some_of
from govkit.engine.words.naming import id_words
from govkit.engine.words.wording import both, joined
from govkit.model.statement import Origin
from govkit.vocabulary.kinds import kinds
from govkit.vocabulary.words import spellings, word_set

# Moves whose parts are words of the author's own.
_FREE = (
    "act_first", "classify", "request_extension", "request_suspension", "request_return",
    "request_forced_closing", "resume_handling",
)  # fmt: skip
# Moves with an amount or a reason of the caller's own: the lawful one with what an id names.
_OWN = {
    "request_extension": extension.asked_for,
    "request_return": return_request.asked_for,
    "request_forced_closing": forced_closing.asked_for,
}
PLAIN = {"verify": "verify:verified", "close": "close:resolved"}


def read_wanted(asked: str | Move) -> Wanted:
    """The kind and parts of an id in either tongue. Raises `GovError` (GOV710)."""
    return _read(asked.id if isinstance(asked, Move) else asked.strip())


@lru_cache(maxsize=1_024)
def _read(written: str) -> Wanted:
    head, *rest = written.replace("：", ":").split(":")
    kind = spellings("move").get(head.strip())
    if kind is None:
        near = get_close_matches(head, spellings("move"), n=3, cutoff=0.5)
        raise refuse("GOV710", near, written=written)
    words = {} if kind in _FREE else spellings("trigger+event+manner")
    if kind == "withdraw":
        words = spellings("event+taken_back")
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
    wanted = plainly(scene, read_wanted(what))
    if wanted.kind == "close" and wanted.parts and wanted.parts[-1] in ladder.names:
        target = wanted.parts[-1]
        if target == tier:
            return Wanted(what, "close")
        rises = ladder.is_above(f"tier:{target}", tier)
        return Wanted(what, "escalate" if rises else "transfer", (target,))
    return wanted


def fits(wanted: Wanted, move: Move) -> bool:
    """Whether a move is one of those meant.

    A bare `close` is never to turn a case down, a `feed_back` is to decline only where it says so,
    a `withdraw` takes an order back only where it says so.
    """
    if wanted.kind == "close" and not wanted.parts and move.trigger:
        return False
    own = _OWN.get(wanted.kind)
    if own is not None and move.kind == wanted.kind and own(wanted.parts, (move,)):
        return True
    if wanted.kind == "withdraw" and not wanted.parts and not move.trigger:
        return False
    turned_down = move.kind == "feed_back" and move.trigger == "declined"
    if turned_down and "declined" not in wanted.parts:
        return False
    if wanted.kind == SPLIT and wanted.parts:  # fewer would not be some of those meant
        return move.kind == SPLIT and shares(wanted.parts, move)
    return move.kind == wanted.kind and set(wanted.parts) <= set(move.id.split(":")[1:])


def match(wanted: Wanted, moves: tuple[Move, ...], counted: bool = False) -> Move | None:
    """The one lawful move that is meant; None where none fits. Raises `GovError` (GOV727).

    Where only the meeting is left open it stays open, unless votes were `counted`.
    """
    by_id = {move.id: move for move in moves}
    exact = by_id.get(wanted.written) or by_id.get(wanted.id) or by_id.get(PLAIN.get(wanted.id, ""))
    if exact is not None:
        return exact
    own = _OWN.get(wanted.kind)
    if own is not None and (asked := own(wanted.parts, moves)):
        return asked
    if wanted.kind == SPLIT and (some := some_of(wanted.parts, moves)):
        return some
    fitting = [move for move in moves if fits(wanted, move)]
    outcomes = {move.trigger for move in fitting}
    if wanted.kind == "deliberate" and len(fitting) > 1 == len(outcomes) and not counted:
        return replace(fitting[0], id=f"deliberate:{outcomes.pop()}", meeting="")
    if len(fitting) > 1:
        ids = joined([id_words(move.id) for move in fitting[:6]])
        raise refuse("GOV727", [m.id for m in fitting], written=wanted.written, moves=ids)
    return fitting[0] if fitting else None


def recorded(wanted: Wanted, scene: Scene) -> Move:
    """The move as it is entered though it is not lawful. Raises `GovError` where a name is unknown,
    or a word is no result of this kind of move (GOV710).

    What the id leaves open is filled in by its procedure.
    """
    results = dict(BY_KIND[wanted.kind].results).get(wanted.kind, frozenset())
    words = word_set("trigger+event")
    own = _own_events(scene) if "overdue" in results else frozenset()
    known = (results & words.keys()) | own
    trigger = next((part for part in wanted.parts if part in known), "")
    base = Move(
        ":".join((wanted.kind, *wanted.parts)),
        wanted.kind,
        scene.party,
        scene.case.tier,
        Reason("", Origin(), both("reason.recorded")),
        trigger=trigger,
    )
    move = BY_KIND[wanted.kind].meant(scene, wanted, base)
    if wanted.kind not in _FREE and trigger != "not_accepted":  # a ground is in free words
        _all_known(scene, wanted, results | own)
    return move


def _own_events(scene: Scene) -> frozenset[str]:
    """The events of the author's own that the process names."""
    process = scene.ladder.process
    return frozenset(
        str(key)
        for block in (*process.tiers, *process.steps)
        for stated in block.on
        for entry in stated.value.entries
        for key in entry.keys
    )


def _all_known(scene: Scene, wanted: Wanted, results: frozenset[str]) -> None:
    """Every part of an id is a result of its kind or a name of the model; an amount is neither."""
    names = {*scene.ladder.names, *(step.name for step in scene.ladder.process.steps), *kinds()}
    for part in wanted.parts:
        if part in results or part in names:
            continue
        if not any(scene.ladder.model.get(f"{kind}:{part}") for kind in ACTORS):
            near = get_close_matches(part, sorted(results | names), n=3, cutoff=0.5)
            raise refuse("GOV710", [f"{wanted.kind}:{n}" for n in near], written=wanted.written)
