"""The parser's tables in the user's cache folder: kept, read back, and never trusted blindly.

Most of it is shown with a grammar of three rules, whose tables are made in a moment; that govkit's
own grammar reads the same from kept tables is shown with an example.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Token, UnexpectedInput

from govkit.diagnostics import kept
from govkit.syntax import kept_tables
from govkit.syntax.nodes import Document
from govkit.syntax.parser import OPTIONS, _Builder, _Row, grammar_text

SUM = """
start: NUMBER ("+" NUMBER)*
NUMBER: /[0-9]+/
%ignore " "
"""
SHAPE: dict[str, Any] = {"parser": "lalr", "lexer": "contextual", "start": ["start"]}
EXAMPLE = Path(__file__).parents[2] / "examples" / "guangming" / "guangming.gov"


class Adder:
    def start(self, children: list[Any]) -> int:
        return sum(int(child) for child in children)


def total(text: str = "1 + 20 + 300", grammar: str = SUM) -> object:
    parser = kept_tables.made(grammar, SHAPE, {"transformer": Adder()})
    result: object = parser.parse(text)
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of the user's own, where the system's custom puts it."""
    monkeypatch.setenv(
        "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path)
    )
    return tmp_path / "govkit"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each grammar that tables were made of anew."""
    built: list[str] = []
    anew = Lark.__init__

    def counted(self: Lark, grammar: str, **options: Any) -> None:
        built.append(grammar)
        anew(self, grammar, **options)

    monkeypatch.setattr(Lark, "__init__", counted)
    return built


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def signed(body: bytes) -> bytes:
    """A file whose digest is right, whatever it says."""
    return sha256(body).hexdigest().encode() + b"\n" + body


def test_tables_are_made_once_and_read_back(folder: Path, builds: list[str]) -> None:
    assert total() == 321
    assert total() == 321
    assert builds == [SUM]
    assert only(folder).name.startswith("tables-")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_may_read_the_folder(folder: Path) -> None:
    total()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only(folder).stat().st_mode & 0o777 == 0o600


def test_another_grammar_has_its_own_tables(folder: Path, builds: list[str]) -> None:
    minus = SUM.replace('"+"', '"-"')
    assert total() == 321
    assert total("1 - 2", minus) == 3
    assert total() == 321
    assert builds == [SUM, minus]
    with pytest.raises(UnexpectedInput):
        total("1 + 2", minus)


def test_other_options_have_their_own_tables(folder: Path) -> None:
    basic = {**SHAPE, "lexer": "basic"}
    assert kept_tables.place(SUM, SHAPE) != kept_tables.place(SUM, basic)


def _stateless(states: bytes) -> bytes:
    tables = json.loads(states)
    tables["data"]["parser"]["parser"]["states"] = {}
    return json.dumps(tables).encode()


def _strange_class(states: bytes) -> bytes:
    return states.replace(b'"TerminalDef"', b'"Popen"')


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one byte": lambda content: content[:-9] + b"7" + content[-8:],
    "no digest": lambda content: content.partition(b"\n")[2],
    "a pickle": lambda _: b"cos\nsystem\n(S'exit 1'\ntR.",
    "not text": lambda _: bytes(range(256)),
    "signed, no JSON": lambda _: signed(b"tables"),
    "signed, a list": lambda _: signed(b"[]"),
    "signed, nothing in it": lambda _: signed(b"{}"),
    "signed, deep": lambda _: signed(b"[" * 200_000),
    "signed, no states": lambda content: signed(_stateless(content.partition(b"\n")[2])),
    "signed, strange class": lambda content: signed(_strange_class(content.partition(b"\n")[2])),
    "too large": lambda _: signed(b" " * kept.LARGEST),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_is_passed_over_and_mended(
    name: str, folder: Path, builds: list[str]
) -> None:
    total()
    file = only(folder)
    whole = file.read_bytes()
    file.write_bytes(SPOILT[name](whole))
    assert total() == 321
    assert builds == [SUM, SUM]
    digest, _, body = file.read_bytes().partition(b"\n")
    assert digest.decode() == sha256(body).hexdigest()
    assert total() == 321
    assert builds == [SUM, SUM]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_that_others_may_write_is_not_read(folder: Path, builds: list[str]) -> None:
    total()
    only(folder).chmod(0o666)
    assert total() == 321
    assert builds == [SUM, SUM]
    folder.chmod(0o777)
    assert total() == 321
    assert builds == [SUM, SUM, SUM]


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path, builds: list[str]) -> None:
    folder.write_text("a file where the folder should be")
    assert total() == 321
    assert total() == 321
    assert builds == [SUM, SUM]


def test_a_folder_that_cannot_be_written_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    assert total() == 321
    assert list(folder.iterdir()) == []


def test_a_disk_that_fills_up_leaves_no_half_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    assert total() == 321
    assert list(folder.iterdir()) == []


def test_no_folder_but_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, "relative/folder")

    def homeless(_: type[Path]) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", classmethod(homeless))
    assert kept_tables.place(SUM, SHAPE) is None
    assert total() == 321


def test_old_tables_do_not_pile_up(folder: Path) -> None:
    for number in range(kept.KEPT + 5):
        assert total(grammar=f"{SUM}\n// {number}") == 321
    assert len(list(folder.iterdir())) == kept.KEPT + 1


def test_two_processes_at_once(folder: Path) -> None:
    program = (
        "from govkit.syntax.kept_tables import made\n"
        f"parser = made({SUM!r}, {SHAPE!r}, {{}})\n"
        "print(len(parser.parse('1 + 2').children))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(2)
    ]
    assert [process.communicate()[0].split() for process in running] == [[b"2"], [b"2"]]
    assert only(folder).name.startswith("tables-")


def _shape(node: object) -> object:
    """A node with its words and their places, as plain lists."""
    if isinstance(node, Token):
        return [node.type, str(node), node.start_pos, node.end_pos, node.line, node.column]
    if isinstance(node, list):
        return [_shape(inner) for inner in node]
    names = getattr(node, "__slots__", ())
    return (
        [type(node).__name__, *(_shape(getattr(node, name)) for name in names)] if names else node
    )


def test_a_text_reads_the_same_from_kept_tables(folder: Path, builds: list[str]) -> None:
    actions: dict[str, Any] = {"transformer": _Builder(), "tree_class": _Row}
    made, kept = (kept_tables.made(grammar_text(), OPTIONS, actions) for _ in range(2))
    assert len(builds) == 1
    text = EXAMPLE.read_text(encoding="utf-8")
    one, two = (parser.parse(text, start="start") for parser in (made, kept))
    assert isinstance(one, Document)
    assert len(str(_shape(one))) > len(text)
    assert _shape(one) == _shape(two)
    mistakes = []
    for parser in (made, kept):
        with pytest.raises(UnexpectedInput) as raised:
            parser.parse("层级 区 {\n 职能：、\n}", start="start")
        mistakes.append((type(raised.value), raised.value.line, sorted(raised.value.expected)))  # type: ignore[attr-defined]
    assert mistakes[0] == mistakes[1]
