"""What the example promises of itself: its length, its licences, its words, no secret."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest

from service.app import SAID

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "examples" / "service"
MODULES = sorted(SERVICE.glob("*.py"))


def test_it_is_no_longer_than_four_hundred_lines() -> None:
    lines = [line for path in MODULES for line in path.read_text("utf-8").splitlines()]
    assert sum(bool(line.strip()) for line in lines) <= 400


def test_no_library_of_another_sort_of_licence_is_used() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = extra["optional-dependencies"]["service"]
    assert {re.split(r"[<>=]", each)[0] for each in wanted} == {
        "fastapi", "uvicorn", "sqlalchemy", "pg8000"
    }  # fmt: skip
    assert not any("psycopg" in each for each in requires("pg8000") or [])
    assert not any("psycopg" in path.read_text("utf-8") for path in MODULES)


@pytest.mark.parametrize("code", list(SAID))
def test_a_problem_is_told_in_both_tongues_with_a_remedy(code: str) -> None:
    told = SAID[code]
    assert 400 <= told["status"] < 600
    holes = [set(re.findall(r"{(\w+)}", " ".join(told[lang]))) for lang in ("zh", "en")]
    assert holes[0] == holes[1]
    for lang in ("zh", "en"):
        assert len(told[lang]) == 3 and all(told[lang])
    assert re.search(r"[\u4e00-\u9fff]", told["zh"][0])
    assert not re.search(r"[\u4e00-\u9fff]", "".join(told["en"]))


def test_every_problem_that_is_raised_is_worded_with_all_its_fillers() -> None:
    text = "".join(path.read_text("utf-8") for path in MODULES)
    raised = re.findall(r'Trouble\(\s*"(\w+)"((?:, \w+=)?[^\n]*)', text)
    assert raised
    for code, fillers in raised:
        holes = set(re.findall(r"{(\w+)}", " ".join(SAID[code]["zh"])))
        assert holes <= set(re.findall(r"(\w+)=", fillers)), code
    assert set(SAID) <= set(re.findall(r'"(\w+)"', text))
