"""A model that changes while cases run: each goes on under its own, or moves after a dry run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Office

from govkit.engine import Event
from service.desk import MODEL


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The model with another limit and another name of a post."""
    text = MODEL.read_text(encoding="utf-8")
    assert "时限：3工作日；职责分离" in text
    text = text.replace("时限：3工作日；职责分离", "时限：4工作日；职责分离")
    path = tmp_path / "新.gov"
    path.write_text(text.replace("社区书记", "社区负责人"), encoding="utf-8")
    return path


@pytest.fixture
def without_place(tmp_path: Path) -> Path:
    """The model without the tier where cases begin."""
    lines = MODEL.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.strip() == "级 社区 {")
    del lines[start : start + 5]
    path = tmp_path / "缺.gov"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


RENAMES = {"post:社区书记": "post:社区负责人"}


def before(office_on: Callable[..., Office], database: str) -> str:
    """The id of a case that was opened under the model as it was."""
    return office_on(database).token("k1", "社区·7", "post:社区书记").opened()


def test_a_running_case_goes_on_under_its_own_model(
    office_on: Callable[..., Office], database: str, changed: Path
) -> None:
    id = before(office_on, database)
    office = office_on(database, changed, MODEL)
    new = office.token("k2", "社区·7", "post:社区负责人")
    old = office.token("k3", "社区·7", "post:社区书记")
    assert old.moved(id, "sign_for")["status"] == "signed"
    assert new.get(f"/cases/{new.opened()}").json()["due_at"] == "2026-03-10T00:00:01+08:00"
    office.pass_by(days=30)
    assert office.desk.fire() >= 2


def test_a_case_whose_model_is_not_here_is_refused_until_it_is_migrated(
    office_on: Callable[..., Office], database: str, changed: Path
) -> None:
    id = before(office_on, database)
    office = office_on(database, changed)
    new = office.token("k2", "社区·7", "post:社区负责人")
    operator = office.token("k9", operator=True)
    office.pass_by(days=30)
    for answer in (new.get(f"/cases/{id}"), new.post(f"/cases/{id}/moves", move="sign_for")):
        assert (answer.status_code, answer.json()["code"]) == (409, "GOV733")
    assert office.desk.fire() == 0
    assert len(new.get(f"/cases/{id}/events").json()) == 1

    told = operator.post("/migrations", lang="zh", renames=RENAMES).json()
    assert [(each["case"], each["is_possible"]) for each in told] == [(id, True)]
    assert "社区负责人" in told[0]["text"]
    assert new.get(f"/cases/{id}").status_code == 409, "a dry run changes nothing"

    operator.post("/migrations", renames=RENAMES, dry_run=False)
    assert operator.post("/migrations", renames=RENAMES).json() == []
    assert office.desk.fire() == 2
    case = office.desk.load(id)[1]
    kept = [Event.model_validate({k: v for k, v in event.items() if k != "text"})
            for event in new.get(f"/cases/{id}/events").json()]  # fmt: skip
    assert [event.kind for event in kept] == ["open", "resume", "escalate", "expire"]
    assert kept[1:] == list(case.history[1:])


def test_a_case_that_cannot_go_on_stays_and_is_told(
    office_on: Callable[..., Office], database: str, without_place: Path
) -> None:
    id = before(office_on, database)
    office = office_on(database, without_place)
    operator = office.token("k9", operator=True)
    for dry_run in (True, False):
        (told,) = operator.post("/migrations", lang="en", dry_run=dry_run).json()
        assert (told["case"], told["is_possible"]) == (id, False)
        assert told["findings"][0]["code"] == "GOV735"
    assert office_on(database).desk.load(id)[1].revision == 1


def test_a_rename_that_leads_nowhere_is_told(
    office_on: Callable[..., Office], database: str, changed: Path
) -> None:
    before(office_on, database)
    operator = office_on(database, changed).token("k9", operator=True)
    (told,) = operator.post("/migrations", renames={"post:社区书记": "post:没有"}).json()
    assert not told["is_possible"]
    assert {"GOV935"} <= {each["code"] for each in told["findings"]}


def test_only_an_operator_migrates(office: Office) -> None:
    answer = office.token("k1", "社区·7", "post:社区书记").post("/migrations", dry_run=False)
    assert (answer.status_code, answer.json()["code"]) == (403, "operators_only")
