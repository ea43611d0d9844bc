"""One model, however it is typed: full-width marks and the other tongue give an equal model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import compile_path
from govkit.syntax.formatter import format_text
from govkit.syntax.parser import parser

ROOT = Path(__file__).resolve().parents[2] / "examples"
GUANGMING = ROOT / "guangming"
FILES = ("guangming.gov", "scenarios.gov", "lessons.gov")
WIDE = str.maketrans({":": "：", ";": "；", ",": "，", "{": "｛", "}": "｝"})


def model_of(path: Path) -> Governance:
    """The model of a folder, which has to stand."""
    compiled = compile_path(path)
    assert compiled.model is not None, [(d.code, str(d.span)) for d in compiled.errors]
    return compiled.model


def widened(text: str) -> str:
    """The text with its marks full-width, outside quotation marks, comments and numbers.

    Brackets of calls and grouping are widened where the parser sees a bracket, so that a bracket
    inside a name stays as it is.
    """
    reading = parser().parse_interactive(text, start="start")
    brackets = {
        token.start_pos: {"(": "（", ")": "）"}.get(str(token), str(token))
        for token in reading.iter_parse()
        if token.type in ("_LP", "_RP")
    }
    out: list[str] = []
    at = 0
    kept = r'[#＃][^\n]*|"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”|《[^》\n]*》|「[^」\n]*」|\d[\d.,:]*\d'
    for match in re.finditer(kept, text):
        out.append(_wide(text, at, match.start(), brackets))
        out.append(match.group())
        at = match.end()
    out.append(_wide(text, at, len(text), brackets))
    return "".join(out)


def _wide(text: str, start: int, end: int, brackets: dict[int | None, str]) -> str:
    return "".join(brackets.get(at, text[at].translate(WIDE)) for at in range(start, end))


@pytest.mark.parametrize("source", ["", "english"])
def test_full_width_marks_give_an_equal_model(source: str, tmp_path: Path) -> None:
    folder = tmp_path / "guangming"
    folder.mkdir()
    for name in FILES:
        text = (GUANGMING / source / name).read_text(encoding="utf-8")
        wide = widened(text)
        assert wide != text
        (folder / name).write_text(wide, encoding="utf-8")
    assert model_of(folder) == model_of(GUANGMING)


# ── the folders that are no district: every text and table has its twin in english/ ──
@pytest.mark.parametrize("folder", ["assessment", "refinement", "tables"])
def test_the_english_twin_is_what_the_formatter_makes(folder: str) -> None:
    texts = sorted(path.name for path in (ROOT / folder).glob("*.gov"))
    twins = ROOT / folder / "english"
    assert texts == sorted(path.name for path in twins.glob("*.gov"))
    for name in texts:
        chinese = (ROOT / folder / name).read_text(encoding="utf-8")
        assert format_text(chinese, lang="en") == (twins / name).read_text(encoding="utf-8")
    assert model_of(twins) == model_of(ROOT / folder)


def test_tables_of_a_twin_are_the_same_tables() -> None:
    """A model reads tables of its own folder alone, so the twin has copies."""
    copies = sorted((ROOT / "tables" / "english").glob("*.csv"))
    assert len(copies) == 2
    for copy in copies:
        assert copy.read_bytes() == (ROOT / "tables" / copy.name).read_bytes()
