"""Stored cases are judged by what they mean: names, counts, instants, states, each with its path.

Cases of the examples are stored, one thing in their JSON is changed, and they are read back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.engine.answers.mentions import PLAIN, SORTS
from govkit.model.frozen import Frozen
from govkit.pipeline import load
from tests.engine.lives import grown, lived, outcome

GALLERY = Path(__file__).parents[2] / "examples" / "gallery"
EDITED = ["help_desk", "供水抢修", "food_bank", "街道吹哨"]
Walk = Callable[..., Case]


@pytest.fixture(scope="module")
def parked() -> tuple[Engine, Case]:
    """A case with a request, clocks, reminders, several passes."""
    engine = Engine(load(str(GALLERY / "供水抢修.gov")))
    for number in range(400):
        for case in lived(engine, Random(f"parked/{number}"), 20):
            if case.request and case.started:
                return engine, case
    raise AssertionError("no such case was drawn")


def changed(case: Case, *path: str | int, value: Any) -> str:
    """The JSON of a case with one value put in."""
    whole = json.loads(case.to_json())
    at = whole
    for part in path[:-1]:
        at = at[part]
    if value is KeyError:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(whole)


def findings(engine: Engine, text: str) -> list[tuple[str, str]]:
    """The code and the path of everything that is wrong."""
    with pytest.raises(GovError) as refused:
        engine.adopt_json(text)
    return [
        (each.code, str(each.args.get("path") or each.args.get("place") or each.args.get("name")))
        for each in refused.value.diagnostics
    ]


# What is at odds with these stands elsewhere.
ELSEWHERE = {"opened_at": "", "status": ""}


def missed(timer: str, days: int = 0) -> dict[str, Any]:
    """A limit that ended late, as a JSON has it."""
    return {"timer": timer, "late": {"calendar": "natural_day", "days": days, "hours": "0"}}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (["matter"], "天灾", "GOV930"),
        (["unit"], "网格·999", "GOV930"),
        (["unit"], "网格·061", "GOV930"),
        (["process"], "别的", "GOV930"),
        (["tier"], "省", "GOV930"),
        (["step"], "第九步", "GOV930"),
        (["mode"], "战时", "GOV930"),
        (["vacant"], ["post:局长"], "GOV930"),
        (["vacant"], ["书记"], "GOV930"),
        (["holder", "refs", 0], "post:局长", "GOV930"),
        (["holder", "unit"], "支部·0", "GOV930"),
        (["supervisors"], ["matter:邻里纠纷"], "GOV930"),
        (["timers", 0, "place"], "tier:省", "GOV930"),
        (["timers", 0, "part"], "post:局长", "GOV930"),
        (["history", 1, "origin"], "tier:省", "GOV930"),
        (["history", 1, "target"], "manner:算了", "GOV930"),
        (["passes", 0, 0], "tier:省", "GOV930"),
        (["returned"], ["tier:省>tier:支部"], "GOV930"),
        (["completions"], ["tier:支部:x"], "GOV930"),
        (["started"], [["没有的钟", 1]], "GOV930"),
        (["values", 0, "attribute"], "颜色", "GOV930"),
        (["values", 0, "value", "word"], "巨事", "GOV930"),
        (["grades", 0, "grade"], "巨事", "GOV930"),
        (["revision"], 7, "GOV931"),
        (["revision"], -1, "GOV931"),
        (["history", 1, "revision"], 9, "GOV931"),
        (["passes", 0, 1], -3, "GOV931"),
        (["passes", 0, 1], 9, "GOV931"),
        (["failures"], 2, "GOV931"),
        (["failures"], -1, "GOV931"),
        (["reopened"], 1, "GOV931"),
        (["grades", 0, "revision"], 99, "GOV931"),
        (["as_of"], "2026-03-01T00:00:00+08:00", "GOV932"),
        (["opened_at"], "2026-03-02T09:00:01+08:00", "GOV932"),
        (["opened_at"], "2026-03-02T01:00:00Z", "GOV932"),
        (["history", 1, "at"], "2026-03-01T00:00:00+08:00", "GOV932"),
        (["timers", 0, "starts"], "2027-03-01T00:00:00+08:00", "GOV932"),
        (["timers", 0, "due"], "2026-02-01T00:00:00+08:00", "GOV932"),
        (["as_of"], "0001-01-01T00:00:00+08:00", "GOV932"),
        (["zone"], "Europe/London", "GOV933"),
        (["status"], "closed", "GOV933"),
        (["status"], "incomplete", "GOV933"),
        (["closed_at"], "2026-03-02T10:00:00+08:00", "GOV933"),
        (["history", 0, "kind"], "accept", "GOV933"),
        (["history", 1, "kind"], "open", "GOV933"),
        (["history", 1, "kind"], "fly", "GOV933"),
        (["history", 1, "missed"], [missed("没有:支部:1", days=1)], "GOV933"),
        (["history", 1, "missed"], [missed("limit:支部:1")], "GOV933"),
        (["timers", 0, "kind"], "reminder", "GOV933"),
        (["timers", 0, "overdue"], True, "GOV933"),
        (["timers", 0, "reading"], KeyError, "GOV933"),
        (["history", 1, "note"], "\x00", "GOV926"),
        (["revision"], 10**60, "GOV927"),
        (["as_of"], "2026-03-02T10:00:00", "GOV724"),
        (["history", 1, "at"], "昨天", "GOV724"),
        (["failures"], None, "GOV724"),
        (["matter"], KeyError, "GOV724"),
        (["more"], 1, "GOV724"),
        (["status"], "lost", "GOV724"),
        (["timers", 0, "reading", "amount"], "1e999999999", "GOV724"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, list) else None,
)
def test_what_cannot_be_is_found_at_its_place(
    engine: Engine, dispute: Case, walk: Walk, path: list[str | int], value: Any, code: str
) -> None:
    case = walk(dispute, "accept", "sign_for")
    found = findings(engine, changed(case, *path, value=value))
    assert code in [each for each, _ in found], found
    top = ELSEWHERE.get(str(path[0]), str(path[0]))
    assert any(top in place or place in ("$.tier", "amount") for _, place in found), found


@pytest.mark.parametrize("id_", ["1e9", "limits:支部:1", "reminder", "reminder:limit:支部:1:now:1",
                                  "reminder:total:x", "reminder:fly:支部:1:before:1"])  # fmt: skip
@pytest.mark.parametrize("field", ["timer", "missed"])
def test_the_id_of_a_limit_that_cannot_be_is_found_wherever_it_stands(
    engine: Engine, dispute: Case, walk: Walk, field: str, id_: str
) -> None:
    case = walk(dispute, "accept", "sign_for")
    late = {"calendar": "work_day", "days": 1}
    value = id_ if field == "timer" else [{"timer": id_, "late": late}]
    found = findings(engine, changed(case, "history", 1, field, value=value))
    assert any(code == "GOV933" and place.endswith(".timer") for code, place in found), found


def test_an_empty_history_is_found(engine: Engine, dispute: Case) -> None:
    whole = json.loads(dispute.to_json())
    del whole["history"]
    found = findings(engine, json.dumps(whole))
    assert ("GOV933", "$.history") in found and ("GOV931", "$.revision") in found


def test_everything_is_told_at_once(engine: Engine, dispute: Case) -> None:
    whole = json.loads(dispute.to_json())
    whole |= {"matter": "天灾", "revision": 4, "zone": "UTC", "as_of": "2026-03-01T00:00:00+08:00"}
    whole["holder"]["refs"] = ["post:甲", "post:乙"]
    found = findings(engine, json.dumps(whole))
    assert {place for _, place in found} >= {
        "$.matter",
        "$.revision",
        "$.zone",
        "$.as_of",
        "$.holder.refs[0]",
        "$.holder.refs[1]",
    }
    shapeless = whole | {"revision": "x", "unit": 5}
    assert findings(engine, json.dumps(shapeless)) == [
        ("GOV724", "$.revision"),
        ("GOV724", "$.unit"),
    ]


def test_a_request_needs_its_limit(parked: tuple[Engine, Case]) -> None:
    engine, case = parked
    assert engine.adopt_json(case.to_json()) == case
    for path, value in ((("request", "place"), "tier:无"), (("request", "by"), ["post:无"])):
        assert "GOV930" in [code for code, _ in findings(engine, changed(case, *path, value=value))]


def test_a_case_made_by_hand_is_refused_by_every_call(engine: Engine, dispute: Case) -> None:
    broken = [
        dispute.model_copy(update={"process": "别的"}),
        dispute.model_copy(update={"tier": "省"}),
        dispute.model_copy(update={"history": ()}),
    ]
    for case in broken:
        for call in (engine.moves, engine.due, engine.explain, engine.resume):
            with pytest.raises(GovError) as refused:
                call(case)  # type: ignore[operator]
            assert refused.value.diagnostics[0].code in ("GOV930", "GOV931", "GOV933")
        with pytest.raises(GovError):
            engine.tick(case, "2026-03-03 09:00")


# ── any change at all ──
def leaves(held: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a JSON that holds no other."""
    if isinstance(held, dict):
        for key, each in held.items():
            yield from leaves(each, (*path, key))
    elif isinstance(held, list):
        for number, each in enumerate(held):
            yield from leaves(each, (*path, number))
    yield path


VALUES: tuple[Any, ...] = (
    KeyError, None, "", "无", "tier:无", "\x00", "x·1", -1, 0, 10**30, 1.5, True, [], {}, [[]],
    "2026-03-02T09:00:00", "2026-03-02T09:00:00Z", "9999-12-31T23:59:59+00:00", "1e99999999",
)  # fmt: skip


@pytest.mark.parametrize("name", EDITED)
def test_an_edited_case_is_refused_or_goes_on_as_a_whole_one(name: str) -> None:
    engine, draw = Engine(load(str(GALLERY / f"{name}.gov"))), Random(name)
    accepted = refused = 0
    for _ in range(12):
        case = grown(engine, draw, 10)
        if case is None:
            continue
        paths = [path for path in leaves(json.loads(case.to_json())) if path]
        for path in draw.sample(paths, min(len(paths), 40)):
            text = changed(case, *path, value=draw.choice(VALUES))
            try:
                again = engine.adopt_json(text)
            except GovError as error:
                refused += 1
                assert str(error).encode()
                continue
            accepted += 1
            assert Case.from_json(again.to_json()) == again
            for lang in ("zh", "en"):
                assert engine.explain(again, lang).text()
            outcome(engine.tick, again, again.as_of)
            for move in engine.moves(again):
                outcome(lambda held, move: engine.apply(held, move, at=held.as_of), again, move)
    assert refused > 2 * accepted


# ── the table of names ──
def texts_of(kind: type[Frozen], seen: set[type]) -> Iterator[str]:
    """Every field that may hold text, of a class and of all classes within it."""
    if kind in seen:
        return
    seen.add(kind)
    for name, field in kind.model_fields.items():
        parts = list(_types(field.annotation))
        if str in parts or any(isinstance(part, str) for part in parts):
            yield f"{kind.__name__}.{name}"
        for part in parts:
            if isinstance(part, type) and issubclass(part, Frozen):
                yield from texts_of(part, seen)


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in get_args(annotation):
        yield from _types(each)


def test_every_text_of_a_case_is_a_name_of_a_sort_or_plain() -> None:
    found = set(texts_of(Case, set()))
    assert found - set(SORTS) - PLAIN == set()
    assert (set(SORTS) | PLAIN) - found == set()
    assert not set(SORTS) & PLAIN
