"""A service on each database: SQLite in a file, PostgreSQL started for the tests where it is."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT / "examples", Path(__file__).parent):
    sys.path.insert(0, str(folder))

import postgres  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402

from service import store  # noqa: E402
from service.app import create  # noqa: E402
from service.desk import Desk  # noqa: E402


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    programs = postgres.programs()
    if programs is None:
        pytest.skip(postgres.MISSING)
    with postgres.cluster(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / '办件.db'}"
    url = f"{request.getfixturevalue('cluster')}/postgres"
    server = sa.create_engine(url)
    with server.begin() as db:
        db.execute(sa.text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    server.dispose()
    return url


@dataclass
class Office:
    """The service over one database, with a clock that stands still until it is moved."""

    desk: Desk
    client: TestClient
    now: datetime = field(default_factory=lambda: datetime.fromisoformat("2026-03-03T14:00+08:00"))
    keys: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def pass_by(self, **time: float) -> None:
        """Time goes on; nothing is done about it yet."""
        self.now += timedelta(**time)

    def token(self, actor: str, unit: str = "", *refs: str, operator: bool = False) -> Asker:
        """Somebody with a token."""
        secret = f"secret-of-{actor}"
        row = {"hash": sha256(secret.encode()).hexdigest(), "actor": actor, "refs": list(refs),
               "unit": unit, "operator": operator}  # fmt: skip
        with self.desk.db.begin() as db:
            db.execute(sa.insert(store.tokens).values(row))
        return Asker(self, {"Authorization": f"Bearer {secret}"})


@dataclass
class Asker:
    """Somebody who asks: each request has a new key unless one is given."""

    office: Office
    headers: dict[str, str]

    def get(self, path: str, lang: str = "", **query: Any) -> Any:
        more = {"Accept-Language": lang} if lang else {}
        return self.office.client.get(path, headers=self.headers | more, params=query)

    def post(self, path: str, key: str = "", lang: str = "", **body: Any) -> Any:
        more = {"Accept-Language": lang} if lang else {}
        more["Idempotency-Key"] = key or f"key-{next(self.office.keys)}"
        return self.office.client.post(path, headers=self.headers | more, json=body)

    def opened(self, matter: str = "安全隐患", **body: Any) -> str:
        """The id of a new case."""
        answer = self.post("/cases", matter=matter, **body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case"]["id"])

    def moved(self, id: str, move: str, **body: Any) -> Any:
        """The case after a move that is done."""
        answer = self.post(f"/cases/{id}/moves", move=move, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()["case"]


@pytest.fixture
def office_on(request: pytest.FixtureRequest) -> Iterator[Callable[..., Office]]:
    """Makes the service over a database, under models."""
    made: list[Desk] = []

    def make(database: str, *models: Path) -> Office:
        settings = {"GOVKIT_DATABASE": database}
        if models:
            settings["GOVKIT_MODEL"] = ":".join(map(str, models))
        desk = Desk(settings)
        made.append(desk)
        office = Office(desk, TestClient(create(desk), raise_server_exceptions=False))
        desk.clock = lambda: office.now
        return office

    yield make
    for desk in made:
        desk.db.dispose()


@pytest.fixture
def office(office_on: Callable[..., Office], database: str) -> Office:
    return office_on(database)


@pytest.fixture
def secretary(office: Office) -> Asker:
    return office.token("k1", "社区·7", "post:社区书记")
