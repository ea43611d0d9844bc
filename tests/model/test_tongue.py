"""The tongue of a model: that of its text, no part of its meaning, and what speaks in it."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from govkit.analysis.structure import structure
from govkit.diagnostics import GovError, catalogue
from govkit.engine import Engine
from govkit.export.json import from_json, to_json
from govkit.pipeline import compile_text, load, loads
from govkit.scenario import read_course
from govkit.syntax.formatter import format_text
from govkit.syntax.translation import translated
from tests.together import together

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHINESE = """govkit 1
地区 甲 {
  层级 街道 { 数量：1 }
  事项 乙
  流程 丙 { 适用：乙；级 街道 { 承办：街道；时限：5工作日 } }
}
"""
ENGLISH = format_text(CHINESE, "en")
NAMED = ENGLISH.replace("甲", "Lake").replace("街道", "Street").replace("乙", "Noise")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (CHINESE, "zh"),
        (ENGLISH, "en"),
        (NAMED, "en"),
        (CHINESE.replace("街道", "Street").replace("甲", "Lake"), "zh"),
        (NAMED + "# 一句旁注\n", "en"),
        ("", "zh"),
        ("govkit 1\ndistrict A { levle B { count: 1 } }\n", "en"),
        ("govkit 1\n地区 A { 层机 B { 数量：1 } }\n", "zh"),
    ],
)
def test_the_words_of_the_language_decide(text: str, lang: str) -> None:
    compiled = compile_text(text)
    assert compiled.lang == lang
    if compiled.model is not None:
        assert compiled.model.lang == lang


def test_the_tongue_is_no_part_of_the_meaning() -> None:
    chinese, english = loads(CHINESE), loads(ENGLISH)
    assert (chinese.lang, english.lang) == ("zh", "en")
    assert chinese == english and hash(chinese) == hash(english)
    assert chinese.fingerprint == english.fingerprint
    assert to_json(chinese) == to_json(english)


def test_the_tongue_stays_with_the_model() -> None:
    english = loads(ENGLISH)
    assert english.as_of(date(2026, 1, 1)).lang == "en"
    assert english.model_copy().lang == "en"


def test_a_model_from_data_speaks_the_tongue_of_its_names() -> None:
    assert from_json(to_json(loads(NAMED))).lang == "en"
    assert from_json(to_json(loads(ENGLISH))).lang == "zh"


@pytest.mark.parametrize("text", [CHINESE, ENGLISH, NAMED])
def test_what_is_said_about_a_case_follows_the_model_and_an_argument_overrides(text: str) -> None:
    model = loads(text)
    matter, level = model.matters[0].name, model.levels[0].name
    other = "en" if model.lang == "zh" else "zh"
    titles = catalogue.entries()["GOV712"]["title"]
    for engine, lang in ((Engine(model), model.lang), (Engine(model, lang=other), other)):
        case = engine.open(matter, unit=f"{level}·1", at="2026-03-02 09:00")
        with pytest.raises(GovError) as refused:
            engine.apply(case, "handle", at="2026-03-02 10:00")
        assert titles[lang] in str(refused.value)
        assert engine.explain(case).text() == engine.explain(case, lang).text(lang)
        assert engine.why_not(case, "close").text() == engine.why_not(case, "close").text(lang)
        against = "zh" if lang == "en" else "en"
        assert engine.explain(case, against).text() == engine.explain(case).text(against)
        assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    with pytest.raises(GovError) as missing:
        read_course(model, "1")
    assert catalogue.entries()["GOV750"]["title"][model.lang] in str(missing.value)
    assert structure(model) == structure(model, model.lang)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("gallery/*.gov")), ids=lambda p: p.stem)
def test_the_gallery_speaks_as_it_is_named(path: Path) -> None:
    assert load(path).lang == ("en" if path.stem.isascii() else "zh")


EXAMPLE_TEXTS = [
    (code, kind, entry[kind].strip("\n") + "\n")
    for code, entry in catalogue.entries().items()
    for kind in ("bad", "good")
    if kind in entry
]


@together(("code", "kind", "text"), EXAMPLE_TEXTS, parts=4)
def test_an_example_of_a_page_says_the_same_in_the_other_tongue(
    code: str, kind: str, text: str
) -> None:
    own = compile_text(text)
    for lang in ("zh", "en"):
        new = compile_text(translated(text, lang))  # type: ignore[arg-type]
        assert new.lang == lang
        assert {found.code for found in new.diagnostics} == {
            found.code for found in own.diagnostics
        }
