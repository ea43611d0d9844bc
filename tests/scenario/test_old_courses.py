"""A linear scenario that became a branching lesson goes on as a test: its old course plays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govkit
from govkit.engine import Engine
from govkit.scenario import Walk, read_course

HERE = Path(__file__).parent / "old_courses"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COURSES = [
    pytest.param(path, name, id=f"{path.stem}-{name}")
    for path in sorted(HERE.glob("*.gov"))
    for name in re.findall(r"^场景 (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, govkit.Governance]:
    """Each district with its old courses instead of its lessons."""
    found = {}
    for path in HERE.glob("*.gov"):
        folder = tmp_path_factory.mktemp(path.stem)
        district = (EXAMPLES / path.stem / f"{path.stem}.gov").read_text(encoding="utf-8")
        without = district.replace("引入：“lessons.gov”", "")
        (folder / f"{path.stem}.gov").write_text(without, encoding="utf-8")
        old = path.read_text(encoding="utf-8")
        (folder / "scenarios.gov").write_text(old, encoding="utf-8")
        found[path.stem] = govkit.load(folder)
    return found


@pytest.mark.parametrize(("path", "name"), COURSES)
def test_the_old_course_plays_to_its_stated_end(
    path: Path, name: str, models: dict[str, govkit.Governance]
) -> None:
    model = models[path.stem]
    walk = Walk.begin(Engine(model), read_course(model, name)).played()
    assert walk.is_over and walk.on_course
