"""What is kept: cases, the events of each, requests that were done, and tokens.

Cases of the engine enter and leave as they are. A case is written only where its revision is still
the one that was read, with its new events beside it. No rule of any model is known here.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from govkit.engine import Case, new_events

meta = sa.MetaData()


def _text(name: str, *more: Any, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *more, **({"nullable": False} | options))


tokens = sa.Table(
    "tokens", meta, _text("hash", primary_key=True), _text("actor", index=True), _text("unit"),
    sa.Column("refs", sa.JSON, nullable=False), sa.Column("operator", sa.Boolean, nullable=False),
)  # fmt: skip
cases = sa.Table(  # `unit`: where it was reported; `turn`: whose turn it is; `due_at`: when to tick
    "cases", meta, _text("id", primary_key=True), sa.Column("revision", sa.Integer, nullable=False),
    _text("binding", index=True), _text("library"), _text("status"), _text("unit", index=True),
    _text("turn", index=True), _text("due_at", index=True, nullable=True), _text("body"),
)  # fmt: skip
events = sa.Table(
    "events", meta, _text("case_id", sa.ForeignKey(cases.c.id), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True), _text("body"),
)  # fmt: skip
requests = sa.Table(
    "requests", meta, _text("key", primary_key=True), _text("content"),
    _text("case_id", sa.ForeignKey(cases.c.id)),
)  # fmt: skip

for _change in ("UPDATE", "DELETE"):  # the database itself keeps events from being changed
    _sqlite = "BEFORE {0} ON events BEGIN SELECT RAISE(ABORT, 'events are only added'); END"
    for _on, _ddl in {
        "sqlite": f"CREATE TRIGGER no_{_change} {_sqlite.format(_change)}",
        "postgresql": f"CREATE RULE no_{_change} AS ON {_change} TO events DO INSTEAD NOTHING",
    }.items():
        sa.event.listen(events, "after_create", sa.DDL(_ddl).execute_if(dialect=_on))  # type: ignore[no-untyped-call]


def connect(url: str) -> sa.Engine:
    """The database at a URL. SQLite waits for another writer and lets readers read meanwhile."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    database = sa.create_engine(url, connect_args={"timeout": 30})
    for said in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        sa.event.listen(database, "connect", lambda to, _, it=said: to.execute(f"PRAGMA {it}"))
    return database


def stamp(at: datetime | None) -> str | None:
    """An instant as text that sorts by time."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write(to: sa.Connection, before: Case | None, after: Case, due: datetime | None) -> bool:
    """Whether the case was still as it was read; only then it is written, with its new events."""
    row = {"revision": after.revision, "binding": after.binding, "library": after.library,
           "status": after.status, "unit": after.unit, "turn": after.turn.unit,
           "due_at": stamp(due), "body": after.to_json()}  # fmt: skip
    if before is None:
        to.execute(sa.insert(cases).values(id=after.id, **row))
    else:
        still = (cases.c.id == before.id) & (cases.c.revision == before.revision)
        if to.execute(sa.update(cases).where(still).values(row)).rowcount != 1:
            return False
    for event in after.history if before is None else new_events(before, after):
        told = {"case_id": after.id, "number": event.revision, "body": event.model_dump_json()}
        to.execute(sa.insert(events).values(told))
    return True
