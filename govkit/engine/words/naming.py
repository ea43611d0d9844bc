"""What a rule is called in words: its field and the blocks it stands in, in both tongues.

The id of a rule (`process:阶梯/tier:社区.limit`) or of a move (`escalate:undecided:社区`) enters,
`Both` tongues leave. Ids are for programs; sentences are told with these.
"""

from __future__ import annotations

import re

from govkit.diagnostics import Both
from govkit.engine.words.wording import both
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import word_set

_RULE = re.compile(r"(?P<path>.+?)(?:\.(?P<field>[a-z_]+))?(?:\[.*\])?")


def rule_words(rule: str) -> Both:
    """`流程「阶梯」级「社区」的「时限」`, "`limit` of tier `社区` of process `阶梯`"."""
    match = _RULE.fullmatch(rule)
    parts = [part.partition(":") for part in (match["path"] if match else rule).split("/")]
    known = [(kinds()[kind], name) for kind, _, name in parts if kind in kinds()]
    if match is None or not known:
        return both("word.own_rule")
    zh = "".join(f"{kind.zh}「{name}」" for kind, name in known)
    en = " of ".join(f"{kind.en} `{name}`" for kind, name in reversed(known))
    row = fields_of(known[-1][0].id).get(match["field"] or "")
    return both("word.rule", field=Both(row.zh, row.en), of=Both(zh, en)) if row else Both(zh, en)


def id_words(move: str) -> Both:
    """The id of a move as it may be typed in either tongue: `议事：议定：联席会议`."""
    words = [_part(part) for part in move.split(":")]
    return Both("：".join(word.zh for word in words), ":".join(word.en for word in words))


def _part(part: str) -> Both:
    for sets in ("move", "trigger+event+decision", "manner", "taken_back"):
        term = word_set(sets).get(part)
        if term is not None:
            return Both(term.zh, term.en)
    return Both(part, part)
