"""The text of a workload that was measured from a log: figures with their counts, gaps by name.

What was measured and the model it is for enter; lines that the language reads leave, in the tongue
of the model. Nothing is counted here, and no number is given that the log does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from govkit.cli.draft import quoted
from govkit.cli.wording import filled, find
from govkit.model.governance import Governance
from govkit.simulation.measuring.events_measured import Events
from govkit.simulation.measuring.measured import (
    LEAST,
    Happened,
    Measured,
    Stream,
    Uneven,
    Waits,
    merged,
)
from govkit.values import Mapping as Map
from govkit.values import Refs
from govkit.vocabulary.words import word_set

# What the engine takes for itself, with no chance of its own.
_BY_ITSELF = frozenset({"overdue", "out_of_power", "done", "absent", "agreed", "verified",
                        "satisfied", "consented", "silence", "incomplete"})  # fmt: skip
_TRIGGERS = {"rejected": "not_accepted"}
_CALLED = ("dissatisfied", "unreached")
_QUANTILES = 20
_MONTH_ENDS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text in the making: what was measured, for which model, under which names.

    `file` is the log, `into` the file that the text is for; `events` are what a log of events says
    besides.
    """

    found: Measured
    model: Governance
    name: str
    file: str
    into: str
    events: Events | None = None

    def text(self) -> str:
        """The whole text."""
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        found = self.found
        span = f"{found.first.isoformat()}—{found.last.isoformat()}"
        file = self._said(f"{self.file}，{span}，{found.rows:,}件") if self._zh else self._said(
            f"{self.file}, {span}, {found.rows:,} cases"
        )  # fmt: skip
        yield self._line(
            "head", into=self._said(self.into), source=self._source, file=file,
            name=quoted(self.name), since=found.first.isoformat(),
            until=(found.last + timedelta(days=1)).isoformat(),
        )  # fmt: skip
        for stream in found.streams:
            yield from self._stream(stream)
        yield from self._chances()
        yield from self._delays()
        yield from self._work()
        yield from self._stays()
        if found.undated or found.outside:
            term = word_set("log_column")[found.column]
            yield self._line(
                "left_out", rows=f"{found.rows:,}", undated=f"{found.undated:,}",
                outside=f"{found.outside:,}", column=term.zh if self._zh else term.en,
            )  # fmt: skip
        yield from self._gaps()
        yield self._line("end")

    # ── streams ──
    def _stream(self, stream: Stream) -> Iterator[str]:
        level = stream.level
        name = self._line("stream_name", level=level) if level else self._line("elsewhere")
        yield self._line("stream", name=quoted(name))
        rate, low, high = stream.per_month
        yield self._line(
            "cases", rate=_plain(rate), source=self._source, cases=self._of(stream),
            months=f"{self.found.months:.1f}", low=_plain(low), high=_plain(high),
        )  # fmt: skip
        yield self._place(stream)
        yield self._matters(stream)
        weekdays = [word_set("weekday")[day] for day in _WEEKDAYS]
        entries = [
            (day.zh if self._zh else day.en, share)
            for day, share in zip(weekdays, stream.weekdays.weights(), strict=True)
        ] if stream.weekdays.shown else []  # fmt: skip
        yield self._weights("weekdays", stream.weekdays, entries)
        yield self._weights("hours", stream.hours, self._hours(stream.hours))
        if not stream.months.known:
            yield self._line("less_than_a_year")
        else:
            yield self._weights("seasons", stream.months, self._months(stream.months))
        yield self._line("stream_end")

    def _of(self, stream: Stream) -> str:
        rows, cases = f"{self.found.rows:,}", f"{stream.cases:,}"
        if stream.cases == self.found.rows:
            return cases
        return f"{rows}件中{cases}" if self._zh else f"{cases} of {rows}"

    def _place(self, stream: Stream) -> str:
        if not stream.level:
            return self._line("at_missing")
        level, units = quoted(stream.level), stream.over_units
        known = f"{units.known:,}"
        if units.shown:
            entries = [(_unit(name), float(count)) for name, count in stream.units if count]
            listed = self._listed(f"{name} → {count:.0f}" for name, count in entries)
            return self._line("at_units", entries=listed, source=self._source, known=known,
                              test=self._test(units))  # fmt: skip
        key = "too_few" if units.chi2 is None else "alike"
        why = self._line(key, known=known, level=stream.level, least=LEAST, test=self._test(units))
        return self._line("at", level=level, source=self._source, why=self._said(why))

    def _matters(self, stream: Stream) -> str:
        known = sum(count for _, count in stream.matters)
        if not known:
            return self._line("matters_missing")
        shares = _shares([count for _, count in stream.matters])
        names = [quoted(name) for name, _ in stream.matters]
        counts = [f"{name}{count:,}件" if self._zh else f"{name} {count:,}"
                  for name, count in stream.matters]  # fmt: skip
        return self._line(
            "matters",
            entries=names[0] if len(names) == 1 else self._listed(
                f"{name} → {share}" for name, share in zip(names, shares, strict=True)
            ),
            source=self._source, known=f"{known:,}", counts=self._said(self._listed(counts)),
        )  # fmt: skip

    def _weights(self, field: str, uneven: Uneven, entries: Sequence[tuple[str, float]]) -> str:
        test, known = self._test(uneven), f"{uneven.known:,}"
        if uneven.shown:
            listed = self._listed(f"{key} → {100 * share:.0f}%" for key, share in entries)
            return self._line(field, entries=listed, source=self._source, known=known, test=test)
        word = self._line(f"{field}_word")
        return self._line(
            "few" if uneven.chi2 is None else "even", field=word, known=known, test=test
        )

    def _hours(self, uneven: Uneven) -> list[tuple[str, float]]:
        """Shares of a day's cases, hours that differ by chance alone taken together."""
        if not uneven.shown:
            return []
        groups = merged(uneven)
        counts = [sum(uneven.counts[first:after]) for first, after, _ in groups]
        shares = _rounded([count / uneven.known for count in counts], 100)
        return [
            (f"{first}—{after}点" if self._zh else f"{first}:00-{after}:00", share / 100)
            for (first, after, _), share in zip(groups, shares, strict=True)
        ]

    def _months(self, uneven: Uneven) -> list[tuple[str, float]]:
        if not uneven.shown:
            return []
        return [
            (f"{first + 1:02d}-01..{after:02d}-{_MONTH_ENDS[after - 1]}", weight)
            for first, after, weight in merged(uneven)
        ]

    def _test(self, uneven: Uneven) -> str:
        if uneven.chi2 is None:
            return ""
        return self._line("test", chi2=f"{uneven.chi2:.1f}", bound=f"{uneven.bound:.1f}")

    # ── what happens ──
    def _chances(self) -> Iterator[str]:
        calls = any(
            process.called_back_by or any(rung.called_back_by for rung in process.tiers)
            or any(rung.called_back_by for rung in process.steps)
            for process in self.model.processes
        )  # fmt: skip
        written: list[Happened] = []
        told: list[Happened] = []
        for one in self.found.happened:
            usable = one.key in _TRIGGERS or (one.key in _CALLED and calls)
            (written if usable and one.known else told).append(one)
        written += self.events.happened if self.events is not None else ()
        if written:
            yield self._line(
                "chances",
                entries=self._listed(f"{self._word(one.key)} → {_share(one)}" for one in written),
                counts=self._listed(self._counted(one) for one in written), source=self._source,
            )  # fmt: skip
        for one in told:
            if one.known and one.count and not (self.events and one.key == "transferred"):
                key = "dissatisfied" if one.key in _CALLED else one.key
                what = self._word(one.key) if one.key in _CALLED else self._line(one.key)
                yield self._line("seen", what=what, count=f"{one.count:,}", known=f"{one.known:,}",
                                 share=_share(one), why=self._line(f"{key}_why"))  # fmt: skip

    def _counted(self, one: Happened) -> str:
        word = self._word(one.key)
        if self._zh:
            return f"{word}：{one.known:,}件中{one.count:,}件"
        return f"{word}: {one.count:,} of {one.known:,}"

    def _delays(self) -> Iterator[str]:
        """How long somebody takes who is no station: until it is signed for, until they come."""
        waits = {"sign_for": self.found.signing}
        if self.events is not None:
            waits["arrive"] = self.events.coming
        told = {kind: one for kind, one in waits.items() if one.hours}
        if told:
            yield self._line(
                "delays", source=self._source,
                entries=self._listed(
                    self._line("empirical", word=self._word(kind), values=self._quantiles(one, "h"))
                    for kind, one in told.items()
                ),
                counts=self._listed(
                    self._line(kind, known=f"{len(one.hours):,}") for kind, one in told.items()
                ),
            )  # fmt: skip
        if "sign_for" not in told:
            yield self._line("signing_missing")

    def _quantiles(self, waits: Waits, unit: Literal["h", "work"]) -> str:
        """Twenty times that stand for all, or all of them where they are fewer."""
        hours = waits.hours
        if len(hours) > _QUANTILES:
            hours = tuple(waits.quantile((n + 0.5) / _QUANTILES) for n in range(_QUANTILES))
        word = _UNITS[unit][0 if self._zh else 1]
        values = (f"{max(0.01, one):.2f}".rstrip("0").rstrip(".") for one in hours)
        return ("、" if self._zh else ", ").join(
            f"{value}{word}" if self._zh else f"{value} {word}" for value in values
        )

    def _work(self) -> Iterator[str]:
        """Stations that were seen at work."""
        stations = self.events.work if self.events is not None else {}
        if stations:
            yield self._line("in_office_hours")
        for ref, work in stations.items():
            yield self._line(
                "station", name=quoted(ref.partition(":")[2]), people=work.people,
                source=self._source, values=self._quantiles(work.hours, "work"),
                known=f"{len(work.hours.hours):,}", broken=f"{work.broken_off:,}",
            )  # fmt: skip

    def _stays(self) -> Iterator[str]:
        for level, waits in self.found.stays.items():
            if waits.hours:
                yield self._line(
                    "stay", where=level or self._line("elsewhere_closed"),
                    known=f"{len(waits.hours):,}", low=self._long(waits, 0.1),
                    middle=self._long(waits, 0.5), high=self._long(waits, 0.9),
                    open=f"{waits.unfinished:,}",
                    unsaid="" if self.events is not None else self._line("unsaid"),
                )  # fmt: skip

    def _long(self, waits: Waits, share: float) -> str:
        return self._line("hours_long", hours=_plain(waits.quantile(share)))

    # ── what is missing ──
    def _gaps(self) -> Iterator[str]:
        if self.model.attributes:
            grades = self._listed(f"{one.name}：…" if self._zh else f"{one.name}: …"
                                  for one in self.model.attributes)  # fmt: skip
            yield self._line("mix_missing", entries=grades)
        measured = {one.key for one in self.events.happened} if self.events is not None else set()
        keys = dict.fromkeys(
            key for process in self.model.processes for rung in (*process.tiers, *process.steps)
            for stated in rung.on if isinstance(stated.value, Map)
            for entry in stated.value.entries for key in map(str, entry.keys)
            if key not in _BY_ITSELF and key not in measured
        )  # fmt: skip
        if keys:
            entries = self._listed(f"{self._word(key)} → …%" for key in keys)
            yield self._line("chances_missing", entries=entries)
        work = self.events.work if self.events is not None else {}
        for ref in self._stations():
            if ref in work:
                continue
            key = "meeting_missing" if ref.startswith("meeting:") else "station_missing"
            yield self._line(key, name=quoted(ref.partition(":")[2]))

    def _stations(self) -> dict[str, None]:
        """Who is named as a handler or a meeting, else the level itself."""
        found: dict[str, None] = {}
        for process in self.model.processes:
            for rung in (*process.tiers, *process.steps):
                refs = [ref for stated in rung.handler if isinstance(stated.value, Refs)
                        for ref in stated.value.refs]  # fmt: skip
                if not refs and rung in process.tiers:
                    at = f"level:{rung.name}"
                    posts = [f"post:{post.name}" for post in self.model.posts
                             if getattr(post.at.value, "ref", "") == at]  # fmt: skip
                    refs = posts or [at]
                meets = [ref for stated in rung.deliberates if isinstance(stated.value, Refs)
                         for ref in stated.value.refs]  # fmt: skip
                found.update(dict.fromkeys([*refs, *meets]))
        return found

    # ── words ──
    @property
    def _zh(self) -> bool:
        return self.model.lang == "zh"

    @property
    def _source(self) -> str:
        """A name for the log that the model does not have yet."""
        base = "来件台账" if self._zh else "CaseLog"
        taken = {one.name for one in self.model.sources}
        number = next(n for n in range(1, len(taken) + 2) if _numbered(base, n) not in taken)
        return quoted(_numbered(base, number))

    def _word(self, key: str) -> str:
        term = word_set("trigger+event+move").get(_TRIGGERS.get(key, key))
        return quoted(key) if term is None else term.zh if self._zh else term.en

    def _listed(self, entries: Iterator[str] | Sequence[str]) -> str:
        return ("，" if self._zh else ", ").join(entries)

    def _said(self, text: str) -> str:
        """A text that may stand between quotation marks."""
        return "".join("'" if character in '"“”„' else character for character in text)

    def _line(self, key: str, **fillers: object) -> str:
        template = find(key, "zh" if self._zh else "en", "proposal")
        if template is None:
            raise KeyError(key)
        return filled(template, fillers)


_UNITS = {"h": ("小时", "hours"), "work": ("工作小时", "work_hours")}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}{number}"


def _unit(name: str) -> str:
    """A unit as a key: `网格·1` bare, a listed name as names are written."""
    level, mark, number = name.rpartition("·")
    return f"{quoted(level)}{mark}{number}" if mark and number.isdigit() else quoted(name)


def _plain(number: float) -> str:
    """Three or four figures of a positive number."""
    shown = f"{number:.0f}" if number >= 1_000 else f"{number:.1f}" if number >= 10 else (
        f"{number:.2f}" if number >= 0.1 else f"{number:.4f}"
    )  # fmt: skip
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _share(one: Happened) -> str:
    return f"{round(100 * one.count / one.known, 1):g}%"


def _shares(counts: Sequence[int]) -> list[str]:
    """Counts as shares in tenths of a percent that make 100 %."""
    whole = sum(counts)
    return [f"{tenths / 10:g}%" for tenths in _rounded([n / whole for n in counts], 1_000)]


def _rounded(shares: Sequence[float], whole: int) -> list[int]:
    """Shares as whole numbers that make `whole`: the largest remainders are rounded up."""
    found = [int(share * whole) for share in shares]
    most = sorted(range(len(shares)), key=lambda n: found[n] - shares[n] * whole)
    for n in most[: whole - sum(found)]:
        found[n] += 1
    return found
