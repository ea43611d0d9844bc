"""Cases over HTTP: tokens say who asks, answers speak the tongue that is asked for.

Requests enter, JSON leaves; every refusal is problem+json with a code and a remedy. What is lawful
is said by the engine, what is kept by the desk: here is only the way in and out.
"""

import re
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote

import sqlalchemy as sa
from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from govkit import GovError
from govkit.diagnostics.as_json import to_json
from govkit.engine import Case, Event, words
from govkit.engine.schema import components
from govkit.values.units import Lang
from service.desk import BUSY, Desk, Found, Trouble, Who
from service.store import cases, events, stamp, tokens

MOST_BYTES = 64 * 1024
SAID: dict[str, Any] = tomllib.loads(Path(__file__).with_name("problems.toml").read_text("utf-8"))
Given = dict[str, str | bool | Decimal | dict[str, str | Decimal]]  # by the names of the model
STATUS = {"GOV708": 409, "GOV733": 409, "GOV734": 409, "GOV942": 403}
UNREADABLE = (RequestValidationError, HTTPException)


class Opening(BaseModel, extra="forbid"):
    """A case to report; without a unit, at that of the token."""

    matter: str = Field(examples=["安全隐患"])
    unit: str = ""
    mode: str | None = None
    given: Given = {}


class Acting(BaseModel, extra="forbid"):
    """A move by its id, as GET …/moves tells it."""

    move: str = Field(examples=["sign_for"])
    expected_revision: int | None = None
    note: str = ""
    given: Given = {}


class Migrating(BaseModel, extra="forbid"):
    """Old names to new ones; a dry run changes nothing."""

    renames: dict[str, str] = Field({}, examples=[{"post:书记": "post:社区书记"}])
    dry_run: bool = True


class Told(BaseModel):
    """A case, its explanation, and when time will do something to it."""

    case: Case
    text: str
    due_at: datetime | None


def tongue(request: Request) -> Lang:
    """The tongue that a request likes best, else that of the model."""
    header = request.headers.get("accept-language", "").lower()
    liked = re.findall(r"\b(zh|en)\b[^,;]*(?:;\s*q=([01](?:\.\d+)?))?", header)
    liked = [(float(weight or 1), lang) for lang, weight in liked if float(weight or 1)]
    spoken: Lang = request.app.state.desk.current.lang
    return max(liked, key=lambda each: each[0], default=(1, spoken))[1]


def refusal(request: Request, error: Exception) -> JSONResponse:
    """Any error as problem+json: code, words in the tongue of the request, remedy."""
    lang, words = tongue(request), {"place": request.url.path, "places": "?"}
    if isinstance(error, GovError):
        found = to_json(error.diagnostics, lang)["diagnostics"]
        status = STATUS.get(found[0]["code"], 422)
    else:
        code = "busy" if isinstance(error, BUSY) else "broken"
        code = "unreadable" if isinstance(error, UNREADABLE) else code
        if isinstance(error, RequestValidationError):
            words["places"] = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        elif isinstance(error, HTTPException) and error.status_code in (404, 405):
            code = "place_unknown"
        elif isinstance(error, Trouble):
            code, words = error.code, error.words
        status, (title, text, hint) = SAID[code]["status"], SAID[code][lang]
        found = [{"code": code, "title": title, "text": text.format(**words), "hint": hint}]
    first = found[0]
    body = {"type": f"urn:govkit:{first['code']}", "title": first["title"], "detail": first["text"],
            "status": status, "code": first["code"], "remedy": first["hint"], "findings": found}
    more = {"Content-Language": lang, **({"WWW-Authenticate": "Bearer"} if status == 401 else {})}
    return JSONResponse(body, status, more, media_type="application/problem+json")


async def bounded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Answers a request that is too long, or that no database could look for, before it is read."""
    wrong = Trouble("unreadable", places="%00") if "\0" in unquote(str(request.url)) else None
    wrong = Trouble("length_unknown") if "transfer-encoding" in request.headers else wrong
    if int(request.headers.get("content-length", "0")) > MOST_BYTES:
        wrong = Trouble("too_long", most=str(MOST_BYTES))
    return refusal(request, wrong) if wrong else await go_on(request)


def who(request: Request) -> Who:
    """Whoever the token belongs to."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    found = tokens.c.hash == sha256(token.strip().encode()).hexdigest()
    with request.app.state.desk.db.connect() as db:
        row = db.execute(sa.select(tokens).where(found)).first()
    if kind.lower() != "bearer" or row is None:
        raise Trouble("token_unknown")
    return Who(row.actor, tuple(row.refs), row.unit, row.operator)


Asker = Annotated[Who, Depends(who)]
Tongue = Annotated[Lang, Depends(tongue)]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


def create(desk: Desk) -> FastAPI:
    """The application over a desk."""
    app = FastAPI(title="govkit service")
    app.state.desk = desk
    app.middleware("http")(bounded)
    for kind in (Exception, GovError, Trouble, *BUSY, *UNREADABLE):
        app.add_exception_handler(kind, refusal)

    def told(found: Found, lang: Lang) -> Told:
        engine, case = found
        text = engine.explain(case, lang).text(lang)
        return Told(case=case, text=text, due_at=engine.next_due(case))

    @app.post("/cases", status_code=201)
    def report(what: Opening, who: Asker, key: Key, lang: Tongue) -> Told:
        """Opens a case. The same key again gives the same case."""
        return told(desk.open(who, key, **what.model_dump()), lang)

    @app.get("/cases")
    def worklist(
        who: Asker, unit: str = "", turn: str = "", status: str = "",
        due_before: str = "", limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Cases by where they were reported, by whose turn it is, by when time does something."""
        asked = {cases.c.unit: unit, cases.c.turn: turn, cases.c.status: status}
        wanted = [column == value for column, value in asked.items() if value]
        if due_before:
            wanted.append(cases.c.due_at < stamp(desk.current.clocks.local(due_before)))
        shown = [column for column in cases.c if column.name != "body"]
        rows = sa.select(*shown).where(*wanted).order_by(cases.c.due_at.nulls_last(), cases.c.id)
        with desk.db.connect() as db:
            return [dict(row) for row in db.execute(rows.limit(limit).offset(offset)).mappings()]

    @app.get("/cases/{id}")
    def read(id: str, who: Asker, lang: Tongue) -> Told:
        """One case."""
        return told(desk.load(id), lang)

    @app.get("/cases/{id}/events")
    def audit(id: str, who: Asker, lang: Tongue) -> list[dict[str, Any]]:
        """Everything that happened to a case, as it was written down then."""
        rows = sa.select(events.c.body).where(events.c.case_id == id).order_by(events.c.number)
        with desk.db.connect() as db:
            told = [Event.model_validate_json(body) for body in db.scalars(rows)]
        if not told:
            raise Trouble("case_unknown", id=id)
        return [{"text": words.of(event, lang), **event.model_dump(mode="json")} for event in told]

    @app.get("/cases/{id}/moves")
    def moves(id: str, who: Asker, lang: Tongue) -> list[dict[str, Any]]:
        """What the owner of the token may do now, and why."""
        return [
            {"move": move.id, "text": words.of(move, lang), "why": words.of(move.reason, lang),
             "rule": move.reason.rule, "to": move.to, "until": move.deadline}
            for move in desk.moves(who, *desk.load(id))
        ]  # fmt: skip

    @app.post("/cases/{id}/moves")
    def move(id: str, what: Acting, who: Asker, key: Key, lang: Tongue) -> Told:
        """Makes a move. The same key again gives the case as it is now."""
        return told(desk.act(who, key, id, **what.model_dump()), lang)

    @app.post("/migrations")
    def migrate(what: Migrating, who: Asker, lang: Tongue) -> list[dict[str, Any]]:
        """What a changed model does to running cases; with `dry_run: false` it is done."""
        if not who.operator:
            raise Trouble("operators_only")
        return [
            {"case": done.case.id, "is_possible": done.is_possible, "text": done.text(lang),
             "changes": [asdict(change) for change in done.changes],
             "findings": to_json(done.findings, lang)["diagnostics"]}
            for done in desk.migrate(**what.model_dump())
        ]  # fmt: skip

    app.openapi()["components"]["schemas"].update(components()["schemas"])
    return app
