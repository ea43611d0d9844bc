"""The page of a lesson as a file: one file, nothing from outside, words in both tongues."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from govkit.export.escape import shown
from govkit.export.lesson import page
from govkit.export.lesson.writing import PAGE, words
from govkit.scenario import graph as stored
from govkit.values.units import Lang
from tests.lesson.miniature import LESSONS, garage
from tests.lesson.tools import ROOM

FREE = re.compile(r"https?:|//[a-z]|localStorage|sessionStorage|indexedDB|fetch\(|XMLHttp|import\(")


def parts(text: str) -> tuple[str, str, str]:
    """The policy, the style and the script of a page."""
    found = (
        re.search(r'Content-Security-Policy" content="([^"]*)"', text),
        re.search(r"<style>(.*?)</style>", text, re.S),
        re.search(r"<script>(.*?)</script>", text, re.S),
    )
    policy, style, script = (one and one.group(1) for one in found)
    assert policy and style and script
    return policy, style, script


@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_file_without_an_address_outside(name: str, lang: Lang) -> None:
    text = page(LESSONS[name](), lang)
    bare = re.sub(r"^\s*// .*$|'sha256-[^']*'", "", text, flags=re.M)  # a digest is no address
    assert FREE.findall(bare) == []
    assert re.findall(r"<(?:link|img|iframe|script src)|url\(|@import|@font-face", text) == []
    assert len(text.encode()) < 3_000_000


def test_only_the_style_and_the_script_of_the_page_may_run() -> None:
    policy, style, script = parts(page(garage(), "zh"))
    assert policy.startswith("default-src 'none'; ")
    for kind, text in (("style", style), ("script", script)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert 'style="' not in script and "eval(" not in script


def test_no_text_of_a_lesson_ends_its_script() -> None:
    lesson = garage()
    spoilt = lesson.model_copy(update={"texts": ('</script><b>&"', *lesson.texts[1:])})
    text = page(spoilt, "zh")
    data = re.search(r'id="lesson">(.*?)</script>', text, re.S)
    assert data
    assert json.loads(data.group(1)) == json.loads(spoilt.to_json())


def test_what_is_hidden_in_a_text_is_shown() -> None:
    lesson = garage()
    spoilt = lesson.model_copy(update={"texts": ("a\u202eb\x07", *lesson.texts[1:])})
    text = page(spoilt, "zh")
    assert "\u202e" not in text and "\x07" not in text
    assert shown("a\u202eb\x07").replace("<", "\\u003c") in text


def test_groups_and_papers_stand_in_the_page() -> None:
    text = page(garage(), "zh", groups=6, papers=[("席位卡", "席位卡.html")])
    assert '<body data-groups="6">' in text
    assert '[{"name":"席位卡","file":"席位卡.html"}]' in text


def test_every_word_is_said_in_both_tongues_and_somewhere() -> None:
    code = "".join((ROOM / name).read_text(encoding="utf-8") for name in PAGE)
    said = set(re.findall(r'"([a-z_]+)"', code))
    families = tuple(re.findall(r"`([a-z]+_)\$\{", code))
    chinese, english = words("zh"), words("en")
    assert [key for key in chinese if key not in said and not key.startswith(families)] == []
    asked = set(re.findall(r'say\("([a-z_]+)"', code)) | set(re.findall(r'art\("([a-z_]+)"', code))
    assert asked - set(chinese) == set()
    for key, text in chinese.items():
        places = re.compile(r"\{\w+\}")
        assert set(places.findall(text)) == set(places.findall(english[key])), key


def test_the_scripts_are_small_and_checked() -> None:
    lines = 0
    for name in PAGE:
        text = (ROOM / name).read_text(encoding="utf-8")
        assert text.startswith("// @ts-check\n"), name
        lines += sum(line.strip()[:2] not in ("", "//", "/*") for line in text.splitlines())
    assert lines <= 700


def test_the_shapes_of_the_scripts_are_those_of_the_stored_lesson() -> None:
    text = Path(ROOM / "shapes.d.ts").read_text(encoding="utf-8")
    for name, body in re.findall(r"interface (\w+) \{(.*?)\}", text, re.S):
        kind = getattr(stored, name, None)
        if kind is None or name in ("Walk", "Score"):
            continue
        assert set(re.findall(r"(\w+):", body)) == set(kind.model_fields), name
