"""What makes two models equal: what is said and where it comes from, never where it stands.

Pairs of texts enter. Equality, hash, JSON and fingerprint have to tell them apart or not, together.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from pydantic import ValidationError

from govkit.model.governance import Governance
from govkit.pipeline import compile_path, loads
from govkit.syntax.formatter import format_text

Lang = Literal["zh", "en"]
CASES = Path(__file__).parents[1] / "cases"
GOOD = sorted(CASES.glob("*/good/*.gov"))
TEXT = """govkit 1
地区 东湖街道 据 办法·总则 {
  出处 办法 "网格管理办法" { 类型：文件 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 据 办法·第二条 "设六个社区" }
  岗位 书记 { 设于：社区；应有：1/社区 }
}
"""
SAME = {
    "comments": TEXT.replace("{\n", "{ # 旁注\n"),
    "spacing": TEXT.replace("  层级", "\n\n\t层级").replace("；", "\n"),
    "widths": TEXT.replace("：", ": ").replace("；", "; ").replace("“", '"').replace("”", '"'),
    "order of the fields": TEXT.replace("设于：社区；应有：1/社区", "应有：1/社区；设于：社区"),
    "words of the other tongue": TEXT.replace("层级", "level").replace("数量", "count"),
    "other spellings": TEXT.replace("岗位", "职务").replace("数量", "总数"),
    "an official phrase": TEXT.replace("1/社区", "每社区1"),
    "a byte order mark": "\ufeff" + TEXT,
}
OTHER = {
    "a figure": TEXT.replace("数量：6", "数量：7"),
    "a name": TEXT.replace("岗位 书记", "岗位 主任"),
    "a title": TEXT.replace("网格管理办法", "网格办法"),
    "a place cited": TEXT.replace("第二条", "第三条"),
    "the words cited": TEXT.replace("设六个社区", "设社区六个"),
    "an inherited citation": TEXT.replace("地区 东湖街道 据 办法·总则", "地区 东湖街道 据 办法"),
    "an origin": TEXT.replace("应有：1/社区", "应有：1/社区 假设"),
    "a strength": TEXT.replace("应有：1/社区", "应有：1/社区 应当"),
    "a doubt": TEXT.replace("应有：1/社区", "应有：1/社区 存疑 “看不清”"),
    "a date": TEXT.replace("应有：1/社区", "应有：1/社区 自 2026年"),
    "the precision printed": TEXT.replace("应有：1/社区", "应有：1.0/社区"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_texts_that_say_the_same_give_one_model(text: str) -> None:
    assert text != TEXT
    first, second = loads(TEXT, "甲.gov"), loads(text, "乙.gov")
    assert first == second
    assert hash(first) == hash(second)
    assert first.fingerprint == second.fingerprint
    assert first.model_dump_json() == second.model_dump_json()


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_texts_that_say_something_else_give_another(text: str) -> None:
    assert text != TEXT
    first, second = loads(TEXT), loads(text)
    assert first != second
    assert first.fingerprint != second.fingerprint
    assert first.model_dump_json() != second.model_dump_json()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parts[-3])
def test_a_model_comes_back_from_its_own_json(path: Path) -> None:
    model = compile_path(path).model
    assert model is not None
    text = model.model_dump_json()
    again = Governance.model_validate_json(text)
    assert again == model
    assert hash(again) == hash(model)
    assert again.fingerprint == model.fingerprint
    assert again.model_dump_json() == text
    assert str(path.parent) not in text


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_text_means_the_same_in_the_other_tongue(path: Path, lang: Lang, tmp_path: Path) -> None:
    model = compile_path(path).model
    assert model is not None
    for part in path.parent.glob("**/*.gov"):
        other = tmp_path / part.relative_to(path.parent)
        other.parent.mkdir(exist_ok=True)
        other.write_text(format_text(part.read_text(encoding="utf-8"), lang), encoding="utf-8")
    for table in path.parent.glob("**/*.csv"):
        (tmp_path / table.relative_to(path.parent)).write_bytes(table.read_bytes())
    assert compile_path(tmp_path / path.name).model == model


def test_asking_a_model_does_not_change_it() -> None:
    asked, fresh = loads(TEXT), loads(TEXT)
    assert asked.fingerprint and asked.tree and asked.get("post:书记")
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert asked.model_dump_json() == fresh.model_dump_json()


def test_a_model_cannot_be_changed() -> None:
    model = loads(TEXT)
    post = model.posts[0]
    for holder, name in ((model, "name"), (post, "title"), (post.quota.root[0], "value")):
        with pytest.raises(ValidationError):
            setattr(holder, name, "别的")
    with pytest.raises(AttributeError):
        model.levels.append(post)  # type: ignore[attr-defined]
    assert model == loads(TEXT)


def test_unknown_entries_are_not_taken() -> None:
    text = loads(TEXT).model_dump_json()
    with pytest.raises(ValidationError):
        Governance.model_validate_json(text.replace('"levels"', '"ladders"', 1))


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    script = "import sys; from govkit.pipeline import loads; print(loads(sys.argv[1]).fingerprint)"
    found = {loads(TEXT).fingerprint}
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", script, TEXT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        found.add(ran.stdout.strip())
    assert len(found) == 1


def test_an_object_shows_only_what_is_said() -> None:
    level = loads("govkit 1\n地区 甲 {\n  层级 街道 { 数量：1个 }\n}\n").level("街道")
    assert repr(level).startswith("Level(name='街道', count=Attribute(Stated(value=Quantity(")
    assert "note" not in repr(level)
