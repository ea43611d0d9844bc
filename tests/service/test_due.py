"""What time does is entered once, however many workers look; a case that is bad stops nobody."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from conftest import Asker, Office

from govkit.engine import Event
from service import store


def audit(office: Office) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    rows = sa.select(store.events).order_by(store.events.c.case_id, store.events.c.number)
    with office.desk.db.connect() as db:
        for row in db.execute(rows):
            found.setdefault(row.case_id, []).append(Event.model_validate_json(row.body))
    return found


def test_a_limit_that_ran_out_moves_the_case_by_itself(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    secretary.moved(id, "sign_for")
    secretary.moved(id, "summon:城管执法队")
    due = datetime.fromisoformat(secretary.get(f"/cases/{id}").json()["due_at"])
    end = datetime.fromisoformat("2026-03-03T14:30:00+08:00")
    assert due == end + timedelta(seconds=1), "a move at the very end comes first"
    office.now = due - timedelta(seconds=1)
    assert office.desk.fire() == 0
    office.now = due
    assert office.desk.fire() == 1
    assert office.desk.fire() == 0
    last = secretary.get(f"/cases/{id}/events", lang="zh").json()[-1]
    assert (last["automatic"], last["target"], last["at"]) == (True, "tier:街道", end.isoformat())
    assert secretary.get("/cases", turn="街道·1").json()[0]["id"] == id


def test_a_right_that_ends_does_not_wake_anybody_again(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    for move in ("sign_for", "handle", "feed_back", "verify"):
        secretary.moved(id, move)
    office.pass_by(days=6)
    office.desk.fire()
    secretary.moved(id, "close:resolved")
    office.pass_by(days=100)
    assert office.desk.fire() == 0
    assert secretary.get("/cases", due_before="2030-01-01").json() == []


def test_workers_at_once_enter_each_end_once(
    office_on: Callable[..., Office], database: str
) -> None:
    office = office_on(database)
    secretary = office.token("k1", "社区·7", "post:社区书记")
    ids = [secretary.opened() for _ in range(40)]
    office.pass_by(days=30)
    others = [office_on(database) for _ in range(3)]
    entered: list[int] = []
    together = threading.Barrier(len(others))

    def work(other: Office) -> None:
        other.now = office.now
        together.wait()
        while done := other.desk.fire(most=7):
            entered.append(done)

    threads = [threading.Thread(target=work, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while done := office.desk.fire():
        entered.append(done)
    events = audit(office)
    assert set(events) == set(ids)
    for id, history in events.items():
        assert history == list(office.desk.load(id)[1].history)
        fired = Counter((event.kind, event.timer) for event in history if event.automatic)
        assert fired and max(fired.values()) == 1
    assert sum(entered) == sum(event.automatic for each in events.values() for event in each)


def test_a_move_and_a_worker_at_once_leave_one_history(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    engine, read = office.desk.load(id)
    office.pass_by(days=30)
    assert office.desk.fire() > 0
    with office.desk.db.begin() as db:
        assert not store.write(db, read, engine.tick(read, office.now), None)
    assert audit(office)[id] == list(office.desk.load(id)[1].history)


def test_people_at_once_on_one_case_lose_nothing(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    secretary.moved(id, "sign_for")
    answers: list[int] = []

    def urge(number: int) -> None:
        grade = "大小:" + ("大事" if number % 2 else "小事")
        answer = secretary.post(f"/cases/{id}/moves", key=f"at-once-{number}", move="handle")
        answers.append(answer.status_code)
        answer = secretary.post(f"/cases/{id}/moves", move=f"classify:{grade}")
        answers.append(answer.status_code)

    threads = [threading.Thread(target=urge, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {200, 422}
    history = audit(office)[id]
    assert len(history) == 2 + answers.count(200)
    assert [event.revision for event in history] == list(range(1, len(history) + 1))
    assert sum(event.kind == "handle" for event in history) == 1


def test_a_case_that_cannot_be_read_is_put_off_and_stops_nobody(
    office: Office, secretary: Asker
) -> None:
    bad, good = secretary.opened(), secretary.opened()
    with office.desk.db.begin() as db:
        db.execute(sa.update(store.cases).where(store.cases.c.id == bad).values(body="{}"))
    office.pass_by(days=30)
    assert office.desk.fire() >= 1
    assert any(event.automatic for event in audit(office)[good])
    with office.desk.db.connect() as db:
        due = db.scalar(sa.select(store.cases.c.due_at).where(store.cases.c.id == bad))
    assert due == store.stamp(office.now + timedelta(hours=1))
