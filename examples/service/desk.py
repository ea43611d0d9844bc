"""Cases at work: engines over the models, cases in the store, a clock; what is done is written.

Who asks, for what and under which key enter; cases leave that are committed, or `GovError` or
`Trouble`. Nothing about HTTP is known here: any other framework may stand in front of it.
"""

import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import govkit
from govkit.engine import Case, Engine, Migration, Move
from govkit.version import __version__
from service import store
from service.store import cases, requests

MODEL = Path(__file__).parents[1] / "gallery" / "街道吹哨.gov"
TRIES, MOST = 50, 1000
EPOCH = "1970-01-01T00:00+00:00"
BUSY = (sa.exc.OperationalError, sa.exc.InterfaceError)
Found = tuple[Engine, Case]
Step = Callable[[dict[str, Any]], tuple[Engine, Case | None, Case]]


class Trouble(Exception):
    """A refusal of the service, not of the engine: a code of problems.toml and its fillers."""

    def __init__(self, code: str, **words: str) -> None:
        self.code, self.words = code, words


@dataclass(frozen=True)
class Who:
    """Whoever asks: an opaque key, the posts held (`post:社区书记`), and at which unit."""

    actor: str
    refs: tuple[str, ...] = ()
    unit: str = ""
    operator: bool = False


def clock(setting: str) -> Callable[[], datetime]:
    """The clock on the wall, or one to rehearse by: `real-instant told-instant pace`."""
    real, told, pace = (setting or f"{EPOCH} {EPOCH} 1").split()
    begun, first = datetime.fromisoformat(real), datetime.fromisoformat(told)
    return lambda: first + (datetime.now(UTC) - begun) * float(pace)


class Desk:
    """Opens cases, moves them, and does what is due. Serves several threads at once."""

    def __init__(self, settings: Mapping[str, str] = os.environ) -> None:
        """New cases open under the first model; running ones go on under their own."""
        self.db = store.connect(settings.get("GOVKIT_DATABASE") or "sqlite:///cases.db")
        store.meta.create_all(self.db)
        self.clock = clock(settings.get("GOVKIT_CLOCK", ""))
        paths = (settings.get("GOVKIT_MODEL") or str(MODEL)).split(os.pathsep)
        self.current, *former = [Engine(govkit.load(path)) for path in paths]
        self.engines = {each.model.binding: each for each in (*former, self.current)}

    def load(self, id: str) -> Found:
        """A stored case and its engine. Raises `GovError` (GOV733) where its model is not here."""
        with self.db.connect() as db:
            row = db.execute(sa.select(cases).where(cases.c.id == id)).first()
        if row is None:
            raise Trouble("case_unknown", id=id)
        return (engine := self.engines.get(row.binding, self.current)), engine.adopt_json(row.body)

    def moves(self, who: Who, engine: Engine, case: Case) -> tuple[Move, ...]:
        """What this one may do now."""
        at = max(self.clock(), case.as_of)
        held = engine.moves(case, at, who.actor, refs=who.refs, unit=who.unit)
        return held if who.refs else ()  # the engine would not ask whose moves they are

    def open(self, who: Who, key: str, matter: str, unit: str, **more: Any) -> Found:
        """A new case, written."""

        def step(known: dict[str, Any]) -> tuple[Engine, None, Case]:
            at, engine = self.clock(), self.current
            return engine, None, engine.open(matter, unit=unit or who.unit, at=at, **known, **more)

        return self._once(who, key, repr((matter, unit, more)), step)

    def act(self, who: Who, key: str, id: str, move: str, **more: Any) -> Found:
        """A case after a move of somebody who is entitled to it, written."""

        def step(known: dict[str, Any]) -> tuple[Engine, Case, Case]:
            engine, case = self.load(id)
            if not who.refs:
                raise Trouble("holds_nothing")
            known.update(at=max(self.clock(), case.as_of), refs=who.refs, unit=who.unit)
            after = engine.apply(case, move, **known, **more)
            return engine, case, after

        return self._once(who, key, repr((id, move, more)), step)

    def _once(self, who: Who, key: str, content: str, step: Step) -> Found:
        """What a step gives, written; a request that was done gives the case as it is now."""
        key, content = f"{who.actor}/{key}", sha256(content.encode()).hexdigest()
        for _ in range(TRIES):
            with self.db.connect() as db:
                done = db.execute(sa.select(requests).where(requests.c.key == key)).first()
            if done is not None and done.content == content:
                return self.load(done.case_id)
            if done is not None:
                raise Trouble("key_used", key=key)
            engine, before, after = step({"actor": who.actor, "idempotency_key": key})
            # The same request may be being done at once: then its key is there, and we look again.
            with suppress(sa.exc.IntegrityError), self.db.begin() as db:
                if store.write(db, before, after, engine.next_due(after)):
                    new = sa.insert(requests)
                    db.execute(new.values(key=key, content=content, case_id=after.id))
                    return engine, after
        raise Trouble("busy")

    def fire(self, most: int = 50) -> int:
        """Enters what has run out in cases that are due; how many events that were."""
        now, entered = self.clock(), 0
        ripe = (cases.c.due_at <= store.stamp(now)) & cases.c.binding.in_(self.engines)
        rows = sa.select(cases).where(ripe).order_by(cases.c.due_at).limit(most)
        with self.db.begin() as db:
            # PostgreSQL skips what another worker has; everywhere the revision says who was first.
            for row in db.execute(rows.with_for_update(skip_locked=True)).all():
                engine = self.engines[row.binding]
                try:
                    case = engine.adopt_json(row.body)
                    after = engine.tick(case, max(now, case.as_of))
                    if store.write(db, case, after, engine.next_due(after)):
                        entered += after.revision - case.revision
                except govkit.GovError:
                    logging.exception("put off for an hour: %s", row.id)
                    later = sa.update(cases).where(cases.c.id == row.id)
                    db.execute(later.values(due_at=store.stamp(now + timedelta(hours=1))))
        return entered

    def migrate(self, renames: dict[str, str], dry_run: bool) -> list[Migration]:
        """Cases of former models and versions, some at a time, brought under the current one."""
        engine = self.current
        former = (cases.c.binding != engine.model.binding) | (cases.c.library != __version__)
        with self.db.connect() as db:
            bodies = db.scalars(sa.select(cases.c.body).where(former).limit(MOST)).all()
        before = [Case.from_json(body) for body in bodies]
        found = engine.migrate_many(before, renames=renames, dry_run=dry_run)
        for case, done in zip(before, found, strict=True):
            if done.is_possible and not dry_run:
                with self.db.begin() as db:
                    store.write(db, case, done.case, engine.next_due(done.case))
        return list(found)
