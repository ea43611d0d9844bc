"""Findings about what is loosened, from what `judging` found: code, both places, both values.

What became of a statement enters; a finding goes into the reports, once for one place. Approvals
of the text are asked here; whether anything is loosened is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from govkit.diagnostics import Both, Filler, Label
from govkit.model.statement import Strength
from govkit.resolve.refinement.binding import BINDING, weaker
from govkit.resolve.refinement.judging import NOWHERE, Judged, Loosened
from govkit.resolve.refinement.said import Said
from govkit.resolve.texts.reports import Reports
from govkit.source import Span
from govkit.vocabulary.words import word_set

DEPARTURE, EXPLAINED, UNDECIDED, STALE = "GOV544", "GOV545", "GOV543", "GOV607"
LOOSER, CHANGED, WEAKER, LOST, NOT_ALL = "GOV542", "GOV549", "GOV541", "GOV540", "GOV550"
TAKES_PLACE = "GOV560"
NARROWER = "GOV636"


class Loosenings:
    """Words findings about a base and the text that extends it."""

    def __init__(self, reports: Reports, laws: frozenset[str] = frozenset()) -> None:
        """`laws`: the names of the sources that are laws."""
        self.reports, self.laws = reports, laws
        self._approved: list[tuple[Span, str]] = []
        self._met: set[tuple[Span, str]] = set()

    def add(self, word: Filler, judged: Judged, own: Sequence[Said]) -> None:
        """All that was found about one field, whose statements in the text are `own`."""
        for loosened in judged.loosened:
            now = loosened.own
            self._one(word, loosened, now if now is not None and now.own else next(iter(own), now))
        if not judged.compared and not judged.loosened and own:
            self.reports.add(NOT_ALL, own[0].span, field=word, number=str(judged.cells))
        for said in own:
            self._approved += [
                (said.span, code) for code in (UNDECIDED, DEPARTURE)
                if said.span is not None and any(True for _ in said.reasons(code))
            ]  # fmt: skip

    def finish(self) -> None:
        """Tell of approvals that met nothing."""
        for span, code in self._approved:
            if (span, code) not in self._met:
                self.reports.add(STALE, span, code=code)

    def _meet(self, said: Said, code: str) -> None:
        if said.span is not None:
            self._met.add((said.span, code))

    def _one(self, word: Filler, loosened: Loosened, said: Said | None) -> None:
        base, where = loosened.base, loosened.where
        at = said or base
        texts = {"old": base.written, "new": at.written}
        if loosened.kind == "weaker":
            now = at.strength
            assert base.strength is not None
            self._weaker(word, base, at, base.strength, now, where)
        elif loosened.kind == "departs":
            self._meet(at, DEPARTURE)
            why = next((why for why in at.reasons(DEPARTURE) if why.strip()), "")
            if why:
                self.report(EXPLAINED, word, base, at, where, why=why, **texts)
            else:
                self.report(DEPARTURE, word, base, at, where, **texts)
        elif loosened.kind == "narrower":
            if not self._founded(at):
                self.report(NARROWER, word, base, at, where, **texts)
        elif loosened.kind == "unclear":
            self.undecided(word, base, at, where, **texts)
        elif loosened.kind == "lost":
            self.report(LOST, word, base, at, where, old=base.written)
        else:
            code = LOOSER if loosened.kind == "looser" else CHANGED
            self.report(code, word, base, at, where, **texts)

    def _founded(self, said: Said) -> bool:
        """Whether a statement cites a law, or says that it is not settled yet."""
        origin = said.claim.get("origin")
        return origin is not None and (
            origin.source in self.laws or origin.kind in ("assumed", "proposed")
        )

    def undecided(self, word: Filler, base: Said, own: Said, where: Both, **args: Filler) -> None:
        """What nobody can decide, unless the text says that somebody looked at it."""
        self._meet(own, UNDECIDED)
        if not any(True for _ in own.reasons(UNDECIDED)):
            self.report(UNDECIDED, word, base, own, where, **args)

    def strength(self, word: Filler, base: Said, own: Said, was: Strength, now: Strength) -> None:
        """A head that binds less than the base's."""
        if was in BINDING and weaker(was, now):
            self._weaker(word, base, own, was, now, NOWHERE)

    def _weaker(
        self, word: Filler, base: Said, own: Said, was: Strength, now: Strength | None, where: Both
    ) -> None:
        words = word_set("strength")
        self.report(
            WEAKER, word, base, own, where, was=Both(words[was].zh, words[was].en),
            now=Both(words[now].zh, words[now].en) if now else Both("没有约束", "not binding"),
        )  # fmt: skip

    def report(
        self, code: str, word: Filler, base: Said, own: Said, where: Both = NOWHERE, **args: Filler
    ) -> None:
        """One finding at the own statement, which shows the base's."""
        labels = (Label(base.span, "base"),) if base.span is not None else ()
        self.reports.add(
            code, own.span, labels=labels, suggestions=(), fix=None, field=word, where=where, **args
        )
