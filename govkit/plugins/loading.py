"""Which plug-ins are installed, and loading those that are asked for.

Names enter; `Plugged` leaves: checks that never raise, days of places, formats by ending, and a
finding for each plug-in that cannot be used. What a check finds is judged by its code alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from govkit.checks.finding import Check, Finding
from govkit.diagnostics import Both, Diagnostic, catalogue
from govkit.diagnostics.placeless import finding, refuse
from govkit.document.parts import Document
from govkit.model.governance import Governance
from govkit.plugins.offer import Checks, Exporters, Holidays
from govkit.values import PublicDay

CHECKS, HOLIDAYS, EXPORTERS = "govkit.checks", "govkit.holidays", "govkit.exporters"
GROUPS: Mapping[str, type[Checks] | type[Holidays] | type[Exporters]] = {
    CHECKS: Checks, HOLIDAYS: Holidays, EXPORTERS: Exporters,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Installed:
    """A plug-in as it is installed: its group, its name, its package and version. Not loaded."""

    group: str
    name: str
    package: str
    version: str


@dataclass(frozen=True)
class Plugged:
    """What the plug-ins that were asked for bring. `codes` are those that their checks may find."""

    checks: tuple[Check, ...] = ()
    codes: frozenset[str] = frozenset()
    places: Mapping[str, tuple[PublicDay, ...]] = field(default_factory=dict)
    formats: Mapping[str, Callable[[Document], bytes]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


NOTHING = Plugged()


def installed() -> tuple[Installed, ...]:
    """The plug-ins of this environment, by group and name; none is loaded."""
    found = (
        Installed(group, point.name, point.dist.name if point.dist else "",
                  point.dist.version if point.dist else "")
        for group in GROUPS for point in entry_points(group=group)
    )  # fmt: skip
    return tuple(sorted(set(found), key=lambda one: (one.group, one.name, one.package)))


def plugged(names: Iterable[str]) -> Plugged:
    """The plug-ins of these names, of any group.

    Each that is not there (GOV950), cannot be loaded (GOV951) or is not what it should be (GOV952)
    is a finding.
    """
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return NOTHING
    gathered = _Gathered()
    for name in wanted:
        points = [
            (group, point) for group in GROUPS for point in entry_points(group=group, name=name)
        ]
        if not points:
            known = [one.name for one in installed()]
            near = get_close_matches(name, known, n=3, cutoff=0.4)
            listed = Both.listed(dict.fromkeys(known), "—")
            gathered.diagnostics.append(finding("GOV950", near, plugin=name, known=listed))
        for group, point in points:
            gathered.take(name, group, point)
    return Plugged(
        tuple(gathered.checks),
        frozenset(gathered.codes),
        gathered.places,
        gathered.formats,
        tuple(gathered.diagnostics),
    )


class _Gathered:
    """What has been loaded so far."""

    def __init__(self) -> None:
        self.checks: list[Check] = []
        self.codes: dict[str, Mapping[str, Any]] = {}
        self.places: dict[str, tuple[PublicDay, ...]] = {}
        self.formats: dict[str, Callable[[Document], bytes]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.prefixes: set[str] = set()

    def take(self, name: str, group: str, point: EntryPoint) -> None:
        """One plug-in, or the finding that says why not."""
        offered, error = _tried(point.load)
        if error is not None:
            self._refuse("GOV951", name, error=error)
            return
        if not isinstance(offered, GROUPS[group]):
            wanted = GROUPS[group].__name__
            self._refuse("GOV952", name, why=Both(f"给出的不是 {wanted}", f"it is no {wanted}"))
            return
        faults, error = _tried(lambda: list(offered.faults()))
        for fault in faults or ():
            self._refuse("GOV952", name, why=fault)
        if error is not None:
            self._refuse("GOV951", name, error=error)
        if faults or error is not None:
            return
        if isinstance(offered, Checks):
            self._checks(name, offered)
        elif isinstance(offered, Holidays):
            self._holidays(name, offered)
        elif isinstance(offered, Exporters):
            self._formats(name, offered)

    def _checks(self, name: str, offered: Checks) -> None:
        if offered.prefix in self.prefixes:
            taken = Both(f"字头 {offered.prefix} 已有别的插件在用",
                         f"the prefix {offered.prefix} belongs to another plug-in")  # fmt: skip
            self._refuse("GOV952", name, why=taken)
            return
        self.prefixes.add(offered.prefix)
        entries = {code: said.entry() for code, said in offered.codes.items()}
        catalogue.add(entries)
        self.codes |= entries
        self.checks += [_safely(name, check, frozenset(entries)) for check in offered.checks]

    def _holidays(self, name: str, offered: Holidays) -> None:
        for place, days in offered.places.items():
            if self.places.setdefault(place, days) != days:
                taken = Both(f"「{place}」的假日已有别的插件给出",
                             f"another plug-in gives the days of `{place}`")  # fmt: skip
                self._refuse("GOV952", name, why=taken)

    def _formats(self, name: str, offered: Exporters) -> None:
        for ending, writer in offered.formats.items():
            if ending in self.formats:
                taken = Both(f"后缀 {ending} 已有别的插件在用",
                             f"the ending {ending} belongs to another plug-in")  # fmt: skip
                self._refuse("GOV952", name, why=taken)
            else:
                self.formats[ending] = _told(name, ending, writer)

    def _refuse(self, code: str, name: str, **args: Any) -> None:
        self.diagnostics.append(finding(code, plugin=name, **args))


def _safely(name: str, check: Check, codes: frozenset[str]) -> Check:
    """A check of a plug-in that never raises and finds nothing but its own codes."""

    def checked(model: Governance) -> Iterator[Finding]:
        found, error = _tried(lambda: list(check(model)))
        if error is not None:
            yield Finding("GOV953", "district", {"plugin": name, "error": error})
        for one in found or ():
            if _is_own(one, codes):
                yield one
            else:
                code = str(getattr(one, "code", type(one).__name__))
                yield Finding("GOV954", "district", {"plugin": name, "code": code})

    return checked


def _told(
    name: str, ending: str, writer: Callable[[Document], bytes]
) -> Callable[[Document], bytes]:
    """A format of a plug-in that raises nothing but a finding (GOV952)."""

    def written(document: Document) -> bytes:
        data, error = _tried(lambda: writer(document))
        if error is not None:
            why = Both(f"写 {ending} 时出错：{error}", f"writing {ending} failed: {error}")
            raise refuse("GOV952", plugin=name, why=why)
        if not isinstance(data, bytes):
            why = Both(f"写 {ending} 给出的不是 bytes", f"what it writes for {ending} is no bytes")
            raise refuse("GOV952", plugin=name, why=why)
        return data

    return written


def _is_own(one: Any, codes: frozenset[str]) -> bool:
    """Whether something is a finding that can be told: of an own code, about a path, with words."""
    return (
        isinstance(one, Finding)
        and one.code in codes
        and isinstance(one.path, str)
        and all(isinstance(filler, str | Both) for filler in one.args.values())
    )


def _tried(act: Callable[[], Any]) -> tuple[Any, str | None]:
    """What a plug-in gives, or what went wrong: its code is not ours and may raise anything."""
    try:
        return act(), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"
