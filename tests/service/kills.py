"""Kills the service at random moments while people work and time runs, then looks what was lost.

A database and a seed enter; figures and everything that is wrong leave. The server and two workers
are processes; each kill is SIGKILL to all three. Prints its figures:

    python tests/service/kills.py --kills 20 --seed 1
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
PATHS = [str(ROOT), str(ROOT / "examples"), str(HERE.parent)]
sys.path[:0] = [path for path in PATHS if path not in sys.path]

PEOPLE = {
    "secretary-3": ("社区·3", ["post:社区书记"]),
    "secretary-7": ("社区·7", ["post:社区书记"]),
    "street": ("街道·1", ["post:值班副主任", "post:街道主任"]),
    "bodies": ("街道·1", ["body:城管执法队", "body:市场监管所", "body:消防救援站"]),
}
REPORTS = ("安全隐患", "占道经营", "危险化学品")
FIRST = "2026-03-03T09:00:00+08:00"
DAY_A_SECOND = 86_400


def _child(command: str, options: dict[str, Any]) -> None:
    """One process of the service, as `python -m service COMMAND` is."""
    import service.__main__ as service

    getattr(service, command)(**options)


@dataclass
class Person:
    """Somebody who works at the service until told to stop; sends again what was not answered."""

    port: int
    token: str
    draw: random.Random
    stop: threading.Event
    pending: dict[str, Any] | None = None
    acknowledged: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    number: int = 0
    wrong: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Reports cases and moves them, each request under a key of its own."""
        while not self.stop.is_set() or self.pending:
            try:
                if self.pending is None:
                    self.pending = self._next()
                if self.pending is not None:
                    self._send(self.pending)
            except (OSError, HTTPException):
                time.sleep(0.02)

    def _next(self) -> dict[str, Any] | None:
        """What to ask for next; None where there is nothing to do."""
        self.number += 1
        key = f"{self.token}-{self.number}"
        if self.draw.random() < 0.3:
            unit = f"社区·{self.draw.choice([3, 7])}"
            body = {"matter": self.draw.choice(REPORTS), "unit": unit}
            return {"key": key, "path": "/cases", "body": body}
        listed = self._ask("GET", f"/cases?limit=200&turn={quote(PEOPLE[self.token][0])}")[1]
        if self.token == "bodies" or not listed:
            listed = self._ask("GET", "/cases?limit=200")[1]
        open_ones = [row for row in listed if row["status"] != "closed"]
        if not open_ones:
            return None
        row = self.draw.choice(open_ones)
        moves = [each["move"] for each in self._ask("GET", f"/cases/{row['id']}/moves")[1]]
        moves = [move for move in moves if "not_accepted" not in move and "classify" not in move]
        if not moves:
            return None
        body = {"move": self.draw.choice(moves), "note": "经过"}
        if self.draw.random() < 0.5:
            body["expected_revision"] = row["revision"]
        return {"key": key, "path": f"/cases/{row['id']}/moves", "body": body}

    def _send(self, asked: dict[str, Any]) -> None:
        status, told = self._ask("POST", asked["path"], asked["key"], asked["body"])
        if status == 503:
            return
        if status >= 500:
            self.wrong.append(f"{asked['path']}: {status} {told}")
        if status < 300:
            self.acknowledged.append((f"{self.token}/{asked['key']}", told["case"]))
        else:
            self.refused.append(f"{self.token}/{asked['key']}")
        self.pending = None

    def _ask(self, method: str, path: str, key: str = "", body: Any = None) -> tuple[int, Any]:
        """The status and the answer. Raises `OSError` or `HTTPException` where none came."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
            headers["Content-Type"] = "application/json"
            line.request(method, path, json.dumps(body) if body else None, headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()


class Service:
    """The server and its workers: started, killed, started again."""

    def __init__(self, port: int) -> None:
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["uvicorn", "warm"])
        self.port = port
        self.running: list[Any] = []
        self.wrong: list[str] = []

    def start(self) -> None:
        """Starts all three and waits for the server to listen."""
        told = [("serve", {"port": self.port}), *[("work", {"every": 0.02})] * 2]
        self.running = [self.context.Process(target=_child, args=each) for each in told]
        for process in self.running:
            process.start()
        for _ in range(1500):
            try:
                HTTPConnection("127.0.0.1", self.port, timeout=5).connect()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("the server did not start")

    def kill(self, draw: random.Random) -> None:
        """SIGKILL to all, in some order."""
        for process in draw.sample(self.running, len(self.running)):
            if not process.is_alive():
                self.wrong.append(f"a process ended by itself: {process.exitcode}")
            process.kill()
        for process in self.running:
            process.join()


@contextmanager
def _settings(database: str) -> Iterator[None]:
    """What the processes read: the database, and a clock on which a day is a second."""
    real = datetime.now(UTC).isoformat()
    said = {
        "GOVKIT_DATABASE": database,
        "GOVKIT_CLOCK": f"{real} {FIRST} {DAY_A_SECOND}",
        "GOVKIT_MODEL": "",
        "PYTHONPATH": os.pathsep.join(PATHS),
    }
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def ordeal(database: str, kills: int, seed: int) -> dict[str, Any]:
    """The figures of a run over an empty database; `wrong` lists what should not be."""
    with _settings(database):
        return _ordeal(kills, random.Random(seed))


def _ordeal(kills: int, draw: random.Random) -> dict[str, Any]:
    import sqlalchemy as sa
    from postgres import free_port

    from service import store
    from service.desk import Desk

    desk, began = Desk(), time.monotonic()
    with desk.db.begin() as db:
        for token, (unit, refs) in PEOPLE.items():
            hashed = sha256(token.encode()).hexdigest()
            row = {"hash": hashed, "actor": token, "refs": refs, "unit": unit, "operator": False}
            db.execute(sa.insert(store.tokens).values(row))
    service, stop = Service(free_port()), threading.Event()
    people = [Person(service.port, name, random.Random(draw.random()), stop) for name in PEOPLE]
    threads = [threading.Thread(target=person.work, daemon=True) for person in people]
    service.start()
    for thread in threads:
        thread.start()
    cut = answered = 0
    for _ in range(kills):
        _work(people, draw.randint(0, 30))
        time.sleep(draw.uniform(0, 0.05))
        service.kill(draw)
        waiting = [f"{p.token}/{p.pending['key']}" for p in people if p.pending]
        with desk.db.connect() as db:
            kept = db.scalars(sa.select(store.requests.c.key)).all()
        cut += len(waiting)
        answered += len(set(waiting) & set(kept))
        service.start()
    _work(people, 30)
    stop.set()
    for thread in threads:
        thread.join(60)
    service.kill(draw)
    took = time.monotonic() - began
    while desk.fire():
        pass
    found = _kept(desk, people)
    events = [event for history in found["histories"].values() for event in history]
    return {
        "kills": kills,
        "seconds": round(took, 1),
        "cases": len(found["histories"]),
        "events": len(events),
        "entered by time": sum(event.automatic for event in events),
        "acknowledged": sum(len(person.acknowledged) for person in people),
        "refused": sum(len(person.refused) for person in people),
        "cut off by a kill": cut,
        "of these done already": answered,
        "wrong": service.wrong + found["wrong"],
    }


def _work(people: list[Person], answers: int) -> None:
    """Waits until so many requests more were answered, half a minute at most."""
    wanted, until = _answered(people) + answers, time.monotonic() + 30
    while _answered(people) < wanted and time.monotonic() < until:
        time.sleep(0.002)


def _answered(people: list[Person]) -> int:
    return sum(len(person.acknowledged) + len(person.refused) for person in people)


def _kept(desk: Any, people: list[Person]) -> dict[str, Any]:
    """What the store holds, and everything about it that should not be."""
    import sqlalchemy as sa

    from govkit.engine import Event
    from service import store

    wrong = [each for person in people for each in person.wrong]
    wrong += [f"never answered: {person.pending}" for person in people if person.pending]
    histories: dict[str, tuple[Event, ...]] = {}
    with desk.db.connect() as db:
        rows = db.execute(sa.select(store.cases)).all()
        audit = db.execute(sa.select(store.events).order_by(store.events.c.number)).all()
    for row in rows:
        engine, case = desk.load(row.id)
        history = tuple(Event.model_validate_json(e.body) for e in audit if e.case_id == row.id)
        histories[row.id] = history
        if history != case.history or row.revision != case.revision != len(history):
            wrong.append(f"{row.id}: the events are not those of the case")
        if engine.replay(case) != case:
            wrong.append(f"{row.id}: is not what its events make")
        if row.due_at != store.stamp(engine.next_due(case)):
            wrong.append(f"{row.id}: is to be ticked at {row.due_at}")
        fired = Counter((e.kind, e.timer, e.at) for e in history if e.automatic)
        wrong += [f"{row.id}: twice {each}" for each, times in fired.items() if times > 1]
    keys = Counter(e.idempotency_key for h in histories.values() for e in h if e.idempotency_key)
    wrong += [f"done twice: {key}" for key, times in keys.items() if times > 1]
    for person in people:
        wrong += [f"refused, but done: {key}" for key in person.refused if keys[key]]
        for key, told in person.acknowledged:
            known = histories.get(told["id"], ())
            answered = tuple(Event.model_validate(event) for event in told["history"])
            if keys[key] != 1 or known[: len(answered)] != answered:
                wrong.append(f"acknowledged, but lost: {key}")
    return {"histories": histories, "wrong": wrong}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--postgresql", action="store_true", help="on one started for this run")
    said = parser.parse_args()
    print(f"seed: {said.seed}")
    if said.postgresql:
        import postgres

        programs = postgres.programs()
        if programs is None:
            print(postgres.MISSING)
            return 1
        with postgres.cluster(programs) as url:
            found = ordeal(f"{url}/postgres", said.kills, said.seed)
    else:
        with tempfile.TemporaryDirectory() as folder:
            found = ordeal(f"sqlite:///{folder}/cases.db", said.kills, said.seed)
    wrong = found.pop("wrong")
    for name, figure in found.items():
        print(f"{name}: {figure}")
    print(f"wrong: {len(wrong)}", *wrong[:20], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
