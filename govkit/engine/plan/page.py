"""One process as a page that a person can check against its text: every rule that a case may meet.

A model and one of its processes enter; plain text in one tongue leaves, which Markdown shows as
headings and lists. Nothing is decided: conditions, dates and second readings are told as stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from govkit.calendars import STANDARD
from govkit.engine.plan.related import related
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import both
from govkit.model.governance import Governance
from govkit.model.matter import Matter
from govkit.model.naming import Pen
from govkit.model.process import Process, Rung, Tier
from govkit.model.statement import Attribute, Claim, Entity, Stated, Strength
from govkit.model.strength import forbids
from govkit.model.timekeeping import Timekeeping, above, answer, chosen
from govkit.values import Bound, Mapping, Quantity, Range, Refs
from govkit.values.units import Lang
from govkit.vocabulary.kinds import FieldRow, binds, closed_set, fields_of

# Told of everything and deciding nothing.
_REMARKS = frozenset({"note", "alias"})
_HOURS = frozenset({"natural_hour", "minute", "second"})  # they run through days off
# Rules of these fields are told one by one, each with the key it hits on.
_KEYED = frozenset({"on", "ceiling"})


def page(model: Governance, process: Process, lang: Lang, day: date | None = None) -> str:
    """A process of a model that was taken as of a day; None: all that is said, with its dates."""
    return "\n".join(_Page(model, process, lang, day or model.day).lines()) + "\n"


class _Page:
    def __init__(self, model: Governance, process: Process, lang: Lang, day: date | None) -> None:
        self.model, self.process, self.lang, self.day = model, process, lang, day
        self.pen = Pen(model, lang)
        self.keeping = Timekeeping(model)
        self.related = related(model, process)

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        yield f"# {self._titled('process', self.process)}"
        yield ""
        day = self.day
        yield self._say("page.as_of", day=day.isoformat()) if day else self._say("page.all_days")
        yield self._say("page.legend")
        yield ""
        yield from self._block("process", self.process, f"process:{self.process.name}")
        yield from self._clocks(self.process, f"process:{self.process.name}")
        for rank, rung in enumerate((*self.process.tiers, *self.process.steps), start=1):
            yield from self._place(rank, rung)
        yield from self._matters()
        yield from self._powers()
        yield from self._modes()
        yield from self._rest()

    # ── places ──
    def _place(self, rank: int, rung: Rung) -> Iterator[str]:
        kind = "tier" if isinstance(rung, Tier) else "step"
        beside = kind == "step" and bool(self.process.tiers)
        path = f"process:{self.process.name}/{kind}:{rung.name}"
        number = self._say("page.beside") if beside else str(rank)
        yield from ("", f"## {number} {self._titled(kind, rung)}", "")
        if not rung.handler:
            yield self._line(
                kind, "handler", self._say("page.by_default", who=self._standing(rung))
            )
        if not rung.limit:
            yield self._line(kind, "limit", self._say("page.none"))
        yield from self._block(kind, rung, path, (rung, self.process), _handlers(rung))
        yield from self._clocks(rung, path)

    def _clocks(self, holder: Process | Rung, path: str) -> Iterator[str]:
        around = (holder,) if holder is self.process else (holder, self.process)
        refs = _handlers(holder) if isinstance(holder, Rung) else ()
        for clock in holder.clocks:
            yield from ("", f"### {self._titled('clock', clock)}", "")
            yield from self._block("clock", clock, f"{path}/clock:{clock.name}",
                                   (clock, *around), refs)  # fmt: skip

    # ── what else decides ──
    def _matters(self) -> Iterator[str]:
        yield from self._heading("page.matters", self.related.matters)
        for matter in self.related.matters:
            path = f"matter:{matter.name}"
            around = [self.model.matter(name) for name in self.model.lineage(matter.name)]
            held = [self._say("page.inside", what=around[1].name)] if len(around) > 1 else []
            held += self._given(matter)
            held += self._block("matter", matter, path, (*around, self.process))
            yield from ("", f"### {self._titled('matter', matter)}", *([""] if held else []), *held)
            for state in matter.states:
                yield from ("", f"#### {self._titled('state', state)}", "")
                yield from self._block("state", state, f"{path}/state:{state.name}",
                                       (state, *around, self.process))  # fmt: skip

    def _given(self, matter: Matter) -> Iterator[str]:
        for given in matter.given:
            told = self.pen.stated(given, head=given.strength)
            rule = f"matter:{matter.name}.given[{given.attribute}]"
            yield self._entry(given.attribute, told, given, matter.strength, [rule])

    def _powers(self) -> Iterator[str]:
        yield from self._heading("page.powers", self.related.powers)
        for listing, item in self.related.powers:
            heading = self._say("page.of", what=self._titled("item", item),
                                of=self._titled("list", listing))  # fmt: skip
            yield from ("", f"### {heading}", "")
            rule = f"list:{listing.name}"
            if not item.granted_to.root:
                yield from self._block("list", listing, rule, only=("granted_to",))
            yield from self._block("item", item, f"{rule}/item:{item.name}", acting=True)
            yield "- " + self._say("page.from_above") + " `engine:authority_from_above`"

    def _modes(self) -> Iterator[str]:
        yield from self._heading("page.modes", self.related.modes)
        for mode in self.related.modes:
            yield from ("", f"### {self._titled('mode', mode)}", "")
            yield from self._block("mode", mode, f"mode:{mode.name}")

    def _rest(self) -> Iterator[str]:
        """All that was named, each with what of it acts in a case."""
        district = f"district:{self.model.name}"
        own = [*self._block("district", self.model, district, acting=True)]
        yield from self._heading("page.named", [*own, *self.related.named])
        yield from ("", *own) if own else ()
        for kind, entity in self.related.named:
            yield from ("", f"### {self._titled(kind, entity)}", "")
            full = kind in ("meeting", "figure")
            sort = "figures" if kind == "figure" else kind
            yield from self._block(sort, entity, f"{kind}:{entity.name}", acting=not full)

    # ── statements ──
    def _block(
        self,
        kind: str,
        entity: Entity,
        path: str,
        around: Sequence[Any] = (),
        refs: tuple[str, ...] = (),
        *,
        acting: bool = False,
        only: tuple[str, ...] = (),
    ) -> Iterator[str]:
        """The statements of an object: all but remarks, those that act in a case, or some.

        `around` is what may choose the calendar of its limits, the nearest first, then `refs`.
        """
        yield from self._head(entity)
        rows = fields_of(kind)
        for field in [name for name in rows or type(entity).model_fields if name not in _REMARKS]:
            held = getattr(entity, field, None)
            if not isinstance(held, Attribute) or (only and field not in only):
                continue
            if acting and not binds(kind, field):
                continue
            row = rows.get(field)
            for stated in held.root:
                kept = self._kept(row, stated, around, refs)
                for told, rules in self._parts(closed_set(kind, field), field, stated, path):
                    word = self.pen.field_word(kind, field) if row else self._say("page.value")
                    yield self._entry(word, told + kept, stated, entity.strength, rules)

    def _head(self, entity: Entity) -> Iterator[str]:
        """When an object holds at all."""
        if entity.when is not None:
            yield "- " + self._say("page.when", what=self.pen.written(entity.when))
        for key, day in (("page.since", entity.since), ("page.until", entity.until)):
            if day is not None:
                yield f"- {self._say(key, day=day.isoformat())}"

    def _parts(
        self, words: str, field: str, stated: Stated[Any], path: str
    ) -> Iterator[tuple[str, list[str]]]:
        """What a statement says, with the ids of its rules: of a map, each entry by itself."""
        rule = f"{path}.{field}"
        if not isinstance(stated.value, Mapping):
            yield self.pen.stated(stated, words, stated.strength), [rule]
            return
        for arrow in stated.value.entries:
            one = stated.model_copy(update={"value": Mapping((arrow,))})
            rules = [f"{rule}[{key}]" for key in arrow.keys] if field in _KEYED else [rule]
            yield self.pen.stated(one, words, stated.strength), rules

    def _kept(
        self,
        row: FieldRow | None,
        stated: Stated[Any],
        around: Sequence[Any],
        refs: tuple[str, ...],
    ) -> str:
        """By which calendar of the text a limit is counted, or moves off a day off."""
        unit = _unit(stated.value)
        if row is None or row.type != "duration" or unit in _HOURS:
            return ""
        day, counted = self.day, unit if unit in STANDARD else "natural_day"
        found = [name for thing in around if (name := chosen(thing.calendar, day))]
        if not found:
            those = {above(self.model, ref, lambda one: chosen(one.calendar, day)) for ref in refs}
            found = [*those] if len(those) == 1 else []
        name = (found[0] if found else "") or self.keeping.default(counted, day)
        if counted != "natural_day":
            return self._say("page.kept", calendar=name) if name else ""
        said = [moves for thing in around if (moves := answer(thing.rolls, day)) is not None]
        rolls = said[0] if said else self.keeping.rolls(name, day)
        if not rolls:
            return ""
        return self._say("page.rolls_by", calendar=name) if name else self._say("page.rolls")

    def _entry(
        self, word: str, told: str, stated: Any, head: Strength | None, rules: list[str]
    ) -> str:
        """A line: what is said, how binding it is, where it comes from, by which rule."""
        told_already = forbids(stated.strength)
        strength = "" if told_already else self.pen.strength(stated.strength or head)
        bound = self._say("page.strength", strength=strength) if strength else ""
        cite = cited(stated.origin).word(self.lang) + self._source(stated)
        ids = " ".join(f"`{rule}`" for rule in rules)
        sign = "：" if self.lang == "zh" else ": "
        return " ".join(f"- {word}{sign}{told}{bound}{cite} {ids}".splitlines())

    def _source(self, stated: Claim) -> str:
        """The words of the source, what is remarked on it, and why something is in doubt."""
        told = [("page.quoted", stated.origin.quotation), ("page.remarked", stated.origin.remark)]
        told += [("page.doubted", doubt.why) for doubt in stated.doubts]
        return "".join(self._say(key, words=words) for key, words in told if words)

    def _line(self, kind: str, field: str, told: str) -> str:
        sign = "：" if self.lang == "zh" else ": "
        return f"- {self.pen.field_word(kind, field)}{sign}{told}"

    # ── words ──
    def _say(self, key: str, **fill: str) -> str:
        return both(key, **fill).word(self.lang)

    def _heading(self, key: str, held: Sequence[object]) -> Iterator[str]:
        if held:
            yield from ("", f"## {self._say(key)}")

    def _titled(self, kind: str, entity: Entity) -> str:
        """`级「社区」 社区工作站`: the kind, the name, the title where there is one."""
        word = self._say("page.figure") if kind == "figure" else self.pen.kind_word(kind)
        named = self._say("page.titled", kind=word, name=entity.name)
        return f"{named} {entity.title}" if entity.title else named

    def _standing(self, rung: Rung) -> str:
        """Who is entitled where no handler is stated: the posts of a tier, else the place."""
        posts = self.model.holders(rung.name) if isinstance(rung, Tier) else ()
        return self.pen.pick("、", ", ").join(post.name for post in posts) or rung.name


def _handlers(rung: Rung) -> tuple[str, ...]:
    """Whoever handles cases at a place, under whatever condition."""
    found = (stated.value.refs for stated in rung.handler if isinstance(stated.value, Refs))
    return tuple(dict.fromkeys(ref for refs in found for ref in refs))


def _unit(value: object) -> str:
    """The unit of an amount of time; empty for a recurring end."""
    if isinstance(value, Bound):
        return value.quantity.unit
    if isinstance(value, Range):
        return value.high.unit
    return value.unit if isinstance(value, Quantity) else ""
