"""What the service answers: cases walked, refusals with a remedy, nothing twice or by others."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import Asker, Office

from govkit.engine import Case
from service import store


def problem(answer: Any) -> dict[str, Any]:
    """The refusal, which has all that it should have."""
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == answer.status_code
    assert all(body[name] for name in ("type", "title", "detail", "code", "remedy", "findings"))
    return body


def stored(office: Office, id: str) -> list[dict[str, Any]]:
    rows = sa.select(store.events.c.body).where(store.events.c.case_id == id)
    with office.desk.db.connect() as db:
        return [json.loads(body) for body in db.scalars(rows.order_by(store.events.c.number))]


# ── a case through ──
def test_a_case_is_walked_to_its_end(office: Office, secretary: Asker) -> None:
    answer = secretary.post("/cases", matter="安全隐患")
    assert answer.status_code == 201
    told = answer.json()
    id = told["case"]["id"]
    assert told["case"]["unit"] == "社区·7"
    assert told["due_at"] == "2026-03-07T00:00:01+08:00"
    offered = [each["move"] for each in secretary.get(f"/cases/{id}/moves").json()]
    assert "sign_for" in offered
    for move in ("sign_for", "handle", "feed_back", "verify"):
        office.pass_by(minutes=5)
        case = secretary.moved(id, move)
    assert case["status"] == "verified"
    office.pass_by(days=6)
    assert secretary.moved(id, "close:resolved")["status"] == "closed"
    read = secretary.get(f"/cases/{id}").json()
    assert read["due_at"] is None
    assert Case.from_json(json.dumps(read["case"])) == office.desk.load(id)[1]


def test_the_audit_tells_every_event_in_the_tongue_that_is_asked_for(secretary: Asker) -> None:
    id = secretary.opened()
    secretary.moved(id, "sign_for")
    for lang, sentence in (("zh", "签收"), ("en-GB, zh;q=0.4", "sign for"), ("de, en;q=0", "签收")):
        events = secretary.get(f"/cases/{id}/events", lang=lang).json()
        assert [event["kind"] for event in events] == ["open", "sign_for"]
        assert events[1]["text"] == sentence, lang
        assert events[1]["actor"] == "k1"


def test_the_database_refuses_to_change_the_audit(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    before = stored(office, id)
    for change in (sa.update(store.events).values(body="{}"), sa.delete(store.events)):
        try:
            with office.desk.db.begin() as db:
                db.execute(change)
        except sa.exc.IntegrityError as refused:
            assert "only added" in str(refused)
        assert stored(office, id) == before


def test_cases_are_listed_by_unit_by_turn_by_status_and_by_due_time(office: Office) -> None:
    seven = office.token("k7", "社区·7", "post:社区书记")
    eight = office.token("k8", "社区·8", "post:社区书记")
    first, second = seven.opened(), eight.opened()
    office.pass_by(days=1)
    third = seven.opened()
    eight.moved(second, "sign_for")
    eight.moved(second, "escalate:屡改屡犯:街道")

    def listed(**query: str) -> list[str]:
        return [row["id"] for row in seven.get("/cases", **query).json()]

    assert listed(unit="社区·7") == [first, third]
    assert listed(unit="社区·8", turn="街道·1") == [second]
    assert listed(turn="社区·8") == []
    assert listed(status="reported", limit="1", offset="1") == [third]
    assert listed(due_before="2026-03-08T00:00:00+08:00") == [first]


# ── once and in order ──
def test_the_same_key_does_a_thing_once(office: Office, secretary: Asker) -> None:
    ids = {secretary.post("/cases", key="a", matter="安全隐患").json()["case"]["id"] for _ in "12"}
    assert len(ids) == 1
    (id,) = ids
    office.pass_by(minutes=1)
    for _ in "123":
        answer = secretary.post(f"/cases/{id}/moves", key="b", move="sign_for", expected_revision=1)
        assert answer.json()["case"]["revision"] == 2
    assert [event["kind"] for event in stored(office, id)] == ["open", "sign_for"]


def test_a_key_of_one_is_no_key_of_another(office: Office, secretary: Asker) -> None:
    other = office.token("k2", "社区·7", "post:社区书记")
    mine, theirs = (each.post("/cases", key="a", matter="安全隐患") for each in (secretary, other))
    assert mine.json()["case"]["id"] != theirs.json()["case"]["id"]


@pytest.mark.parametrize(
    "changed", [{"matter": "占道经营"}, {"unit": "社区·8"}, {"given": {"大小": "大事"}}]
)
def test_a_key_used_again_for_something_else_is_refused(
    secretary: Asker, changed: dict[str, Any]
) -> None:
    secretary.post("/cases", key="a", matter="安全隐患")
    refused = problem(secretary.post("/cases", key="a", **{"matter": "安全隐患"} | changed))
    assert (refused["code"], refused["status"]) == ("key_used", 422)


def test_a_stale_revision_is_refused(secretary: Asker) -> None:
    id = secretary.opened()
    secretary.moved(id, "accept")
    refused = problem(secretary.post(f"/cases/{id}/moves", move="sign_for", expected_revision=1))
    assert (refused["code"], refused["status"]) == ("GOV708", 409)


def test_whoever_loses_the_race_does_not_overwrite(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    engine, before = office.desk.load(id)
    secretary.moved(id, "accept")
    late = engine.apply(before, "sign_for", at=office.now)
    with office.desk.db.begin() as db:
        assert not store.write(db, before, late, None)
    assert [event["kind"] for event in stored(office, id)] == ["open", "accept"]


# ── who ──
def test_nobody_without_a_token_gets_anything(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic c2VjcmV0"}):
        for path in ("/cases", f"/cases/{id}", f"/cases/{id}/events", f"/cases/{id}/moves"):
            refused = office.client.get(path, headers=headers)
            assert problem(refused)["code"] == "token_unknown"
            assert refused.headers["www-authenticate"] == "Bearer"
        assert office.client.post("/cases", headers=headers, json={}).status_code in (401, 422)


def test_a_token_is_kept_as_a_hash_alone(office: Office, secretary: Asker) -> None:
    with office.desk.db.connect() as db:
        kept = [str(value) for row in db.execute(sa.select(store.tokens)) for value in row]
    assert not any("secret-of" in value for value in kept)


def test_the_same_post_elsewhere_may_not_move_a_case(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    elsewhere = office.token("k8", "社区·8", "post:社区书记")
    citizen = office.token("k9", "社区·7")
    anybody = office.token("k10")
    nothing = "holds_nothing"
    for other, code in ((elsewhere, "GOV942"), (citizen, nothing), (anybody, nothing)):
        assert other.get(f"/cases/{id}/moves").json() == []
        refused = problem(other.post(f"/cases/{id}/moves", move="sign_for"))
        assert (refused["code"], refused["status"]) == (code, 403)
    assert [event["kind"] for event in stored(office, id)] == ["open"]


def test_a_body_that_was_called_answers_for_itself(office: Office, secretary: Asker) -> None:
    id = secretary.opened()
    secretary.moved(id, "sign_for")
    secretary.moved(id, "summon:城管执法队")
    team = office.token("k2", "街道·1", "body:城管执法队")
    assert [each["move"] for each in team.get(f"/cases/{id}/moves").json()] == ["arrive:城管执法队"]
    assert secretary.post(f"/cases/{id}/moves", move="arrive").status_code == 403
    assert team.moved(id, "arrive")["history"][-1]["actor"] == "k2"


# ── what is wrong is told ──
def test_the_engine_refuses_in_the_tongue_that_is_asked_for(secretary: Asker) -> None:
    id = secretary.opened()
    zh = problem(secretary.post(f"/cases/{id}/moves", move="handle", lang="zh-CN,zh;q=0.9"))
    en = problem(secretary.post(f"/cases/{id}/moves", move="handle", lang="en"))
    assert zh["code"] == en["code"] == "GOV712"
    assert "签收" in zh["remedy"] and "sign for" in en["remedy"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"matter": "没有的事"}, "GOV701"),
        ({"matter": "安全隐患", "unit": "社区·99"}, "GOV703"),
        ({"matter": "安全隐患", "given": {"颜色": "红"}}, "GOV705"),
        ({"matter": "安全隐患", "given": {"大小": "天大"}}, "GOV706"),
        ({"matter": "安全隐患", "mode": "急时"}, "GOV740"),
        ({"matter": "安\u0000全"}, "GOV926"),
        ({}, "unreadable"),
        ({"matter": 7}, "unreadable"),
        ({"matter": "安全隐患", "untis": "社区·7"}, "unreadable"),
        ({"matter": "安全隐患", "given": {"大小": None}}, "unreadable"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_report_is_refused_with_a_remedy(
    secretary: Asker, body: dict[str, Any], code: str, lang: str
) -> None:
    answer = secretary.post("/cases", lang=lang, **body)
    assert problem(answer)["code"] == code
    assert answer.headers["content-language"] == lang


def test_half_a_character_is_refused(office: Office, secretary: Asker) -> None:
    headers = secretary.headers | {"Idempotency-Key": "x", "Content-Type": "application/json"}
    answer = office.client.post("/cases", headers=headers, content='{"matter": "\\ud800"}')
    assert problem(answer)["status"] == 422


@pytest.mark.parametrize(
    "content", [b"{", b"", b"[]", b"\xff\xfe", b'{"matter": NaN}', b"[" * 9000]
)
def test_what_is_no_json_is_refused(office: Office, secretary: Asker, content: bytes) -> None:
    headers = secretary.headers | {"Idempotency-Key": "x", "Content-Type": "application/json"}
    answer = office.client.post("/cases", headers=headers, content=content)
    assert problem(answer)["code"] == "unreadable"


def test_what_is_too_long_is_refused_unread(office: Office, secretary: Asker) -> None:
    assert problem(secretary.post("/cases", matter="长" * 70_000))["code"] == "too_long"

    def endless() -> Any:
        yield b"{"

    answer = office.client.post("/cases", headers=secretary.headers, content=endless())
    assert problem(answer)["code"] == "length_unknown"


@pytest.mark.parametrize(
    "path", ["/cases/没有", "/cases/没有/moves", "/cases/%ff", "/nowhere", "/cases/0/../../etc"]
)
def test_what_is_not_there_is_told(secretary: Asker, path: str) -> None:
    assert problem(secretary.get(path))["status"] == 404


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"due_before": "gestern"}, "GOV729"),
        ({"due_before": "0001-01-01T00:00:00+08:00"}, "GOV928"),
        ({"offset": str(10**30)}, "unreadable"),
        ({"limit": "0"}, "unreadable"),
        ({"unit": "社区\u00007"}, "unreadable"),
    ],
)
def test_a_list_that_cannot_be_asked_for(
    secretary: Asker, query: dict[str, str], code: str
) -> None:
    answer = secretary.get("/cases", **query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_id_with_a_mark_that_no_database_keeps(secretary: Asker) -> None:
    assert problem(secretary.get("/cases/%00"))["code"] == "unreadable"


def test_an_audit_of_no_case_is_not_empty_but_refused(secretary: Asker) -> None:
    assert problem(secretary.get("/cases/0000/events"))["code"] == "case_unknown"


def test_a_request_without_a_key_is_refused(office: Office, secretary: Asker) -> None:
    answer = office.client.post("/cases", headers=secretary.headers, json={"matter": "安全隐患"})
    assert "Idempotency-Key" in problem(answer)["detail"]


def test_a_database_that_is_gone_is_told_as_such(office: Office, secretary: Asker) -> None:
    store.meta.drop_all(office.desk.db)
    answer = secretary.get("/cases")
    assert problem(answer)["status"] in (500, 503)


def test_values_are_given_with_a_move(secretary: Asker) -> None:
    id = secretary.opened()
    case = secretary.moved(id, "classify:大小:大事")
    assert case["grades"][-1]["grade"] == "大事"
    case = secretary.moved(id, "sign_for", given={"大小": "小事"}, note="重新研判")
    assert (case["grades"][-1]["grade"], case["history"][-1]["note"]) == ("小事", "重新研判")


def test_the_service_describes_itself(office: Office) -> None:
    shapes = office.client.get("/openapi.json").json()["components"]["schemas"]
    assert {"Opening", "Acting", "Migrating", "Told", "Case", "Event", "Timer"} <= set(shapes)
    assert shapes["Told"]["properties"]["case"] == {"$ref": "#/components/schemas/Case"}
    assert "history" in shapes["Case"]["properties"]
    written = json.dumps(shapes, ensure_ascii=False)
    assert set(re.findall(r"#/components/schemas/([^\"]+)", written)) <= set(shapes)
