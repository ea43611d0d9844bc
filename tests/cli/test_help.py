"""Help pages and everything else the commands say: whole in both tongues, and printable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govkit.cli
from govkit.cli.commands import loaded
from govkit.cli.paragraph import wrapped
from govkit.cli.roster import names
from govkit.cli.wording import Tongue, find, table, worded
from govkit.diagnostics.width import width
from tests.together import together

from .conftest import Run

FOLDER = Path(govkit.cli.__file__).parent
DOCS = Path(__file__).parents[2] / "docs"
TABLES = ("wording", "examples", "draft")
_CHINESE = re.compile(r"[一-鿿]")


def wordings(entry: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every pair of wordings of a table with its dotted key."""
    if set(entry) & {"zh", "en"}:
        yield path, entry
        return
    for key, inner in entry.items():
        if isinstance(inner, dict):
            yield from wordings(inner, f"{path}.{key}".strip("."))


PAIRS = [(f"{name}:{key}", pair) for name in TABLES for key, pair in wordings(table(name))]


@together(("key", "pair"), PAIRS, ids=[key for key, _ in PAIRS])
def test_every_wording_has_both_tongues_and_fits_a_gb_console(
    key: str, pair: dict[str, str]
) -> None:
    assert set(pair) == {"zh", "en"}
    blanks = [sorted(re.findall(r"\{(\w+)", pair[lang])) for lang in ("zh", "en")]
    assert blanks[0] == blanks[1]
    for text in pair.values():
        text.encode("gbk")


def test_every_key_in_the_code_is_worded() -> None:
    used = {
        key
        for path in FOLDER.rglob("*.py")
        for key in re.findall(r'"((?:say|help|option)\.[a-z_.]+)"', path.read_text("utf-8"))
    }
    assert len(used) > 30
    assert [key for key in sorted(used) if find(key, "zh") is None] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", names())
def test_a_help_page_is_whole_and_fits_its_terminal(
    name: str, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = run(name, "--help", "--lang", lang)
    assert page.status == 0
    assert max(width(line) for line in page.out.splitlines()) < 80
    for param in loaded(name).params:
        spellings = param.opts if param.param_type_name == "option" else []
        assert all(spelling in page.out for spelling in spellings)
        tongue: Tongue = "zh" if lang == "zh" else "en"
        says = find(f"{name}.{param.name}", tongue) or find(f"option.{param.name}", tongue)
        assert says
        assert bool(_CHINESE.search(says)) == (lang == "zh") or "`" in says


@pytest.mark.parametrize("document", ["commands.md", "命令.md"])
@pytest.mark.parametrize("name", names())
def test_the_reference_names_every_command_and_option(name: str, document: str) -> None:
    text = (DOCS / document).read_text(encoding="utf-8")
    assert f"`govkit {name}" in text
    for param in loaded(name).params:
        for spelling in param.opts if param.param_type_name == "option" else []:
            assert spelling in text or spelling == "--no-colour", spelling


@pytest.mark.parametrize("room", [20, 27, 40])
def test_wrapping_loses_no_letter_and_starts_no_line_with_a_mark(room: int) -> None:
    text = "把关键词换成中文（zh）或英文（en）；作者自己取的名称、标题、引文不变，see --help。"
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in "，。；、）" for line in lines)
    assert all(width(line) <= room + 2 for line in lines)


def test_a_number_takes_the_word_that_goes_with_it() -> None:
    said = {n: worded("say.check.read", "en", files=n, lines=2, verdict="x") for n in (1, 2)}
    assert said == {1: "Read 1 file, 2 lines; x", 2: "Read 2 files, 2 lines; x"}


def test_the_users_text_is_not_filled_again_and_is_made_visible() -> None:
    said = worded("say.written", "en", path="{path}\x1b[31m\u202e")
    assert said == "Written: {path}<U+001B>[31m<U+202E>"
