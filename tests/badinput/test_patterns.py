"""No pattern of the loader takes longer than its text is long.

Every compiled pattern of the rooms that read texts is found by looking, and is given strings made
from its own parse tree: what its repeats and alternatives match, again and again, with an end that
does not fit. Short strings screen for growth; the slowest of each pattern are then a hundred
thousand characters long. A clock of the processor's own time stops what does not end: a linear
pattern needs a few thousandths of a second, a quadratic one ten seconds and more. None keeps a way
back for every character either: that much memory leaves the processor's cache in a long text.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import tracemalloc
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

import pytest

import govkit
from govkit.pipeline import compile_text
from govkit.syntax.parser import parser
from tests.drawn import of_the_day

from .conftest import errors, framed

ROOMS = ("values", "resolve", "syntax", "tables", "pipeline")
SCREEN, LONG = 800, 100_000
PATIENCE = 1.0  # seconds of the processor
FEW = 16  # bytes a character; one way back takes 36 and more
WITNESSES = '1零十a_²㎡ \t\u3000\n,、（(）)·.-《》「」"“”%点#内半'
FAILING = ("", "\x00", "\n\x00")
_SEARCHING = {"search", "sub", "subn", "findall", "finditer", "split"}


@lru_cache(maxsize=1)
def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Each pattern under the name of its home, and whether it is searched for."""
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    for module in modules():
        searched = _searched(module.__file__)
        for name, value in vars(module).items():
            made = value() if hasattr(value, "cache_info") and _makes_pattern(value) else value
            for number, one in enumerate(made if isinstance(made, tuple) else (made,)):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    found[f"{module.__name__}.{name}{number or ''}"] = (one, name in searched)
        for number, (method, pattern) in enumerate(_inline(module)):
            if isinstance(pattern, str):
                made = re.compile(pattern)
                found[f"{module.__name__}:{number}"] = (made, method in _SEARCHING)
    for terminal in parser().terminals:
        regexp = re.compile(terminal.pattern.to_regexp())
        found[f"grammar.{terminal.name}"] = (regexp, False)
    return found


def modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(govkit.__path__, "govkit."):
        if info.name.split(".")[1] in ROOMS:
            yield importlib.import_module(info.name)


def _inline(module: Any) -> Iterator[tuple[str, str | bytes]]:
    """Patterns written where they are used; one made of words of the text is not known here."""
    with open(module.__file__, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value) == "re" and node.func.attr != "escape" and node.args:
            names = {one.id for one in ast.walk(node.args[0]) if isinstance(one, ast.Name)}
            if names <= set(vars(module)):
                written = compile(ast.Expression(node.args[0]), module.__file__, "eval")
                yield node.func.attr, eval(written, vars(module))


def _makes_pattern(made: Any) -> bool:
    return "re.Pattern" in str(getattr(made, "__annotations__", {}).get("return", "")) and (
        made.__wrapped__.__code__.co_argcount == 0
    )


def _searched(path: str) -> set[str]:
    """Names whose pattern is looked for anywhere in a text, not only at its start."""
    found = set()
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _SEARCHING:
            home = node.value.func if isinstance(node.value, ast.Call) else node.value
            if isinstance(home, ast.Name):
                found.add(home.id)
    return found


# ── strings from the parse tree of a pattern ──
def sample(tree: Any) -> str:
    """A short text the tree matches, as near as its assertions let one say."""
    return "".join(_sample(op, value) for op, value in tree)


def _sample(op: Any, value: Any) -> str:
    name = str(op)
    if name == "LITERAL":
        return chr(value)
    if name == "IN":
        return next(iter(_members(value)), "")
    if name == "NOT_LITERAL" or name == "ANY":
        return "a"
    if name == "BRANCH":
        return sample(value[1][0])
    if name == "SUBPATTERN":
        return sample(value[3])
    if name == "ATOMIC_GROUP":
        return sample(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return sample(value[2]) * max(value[0], 1 if value[0] else 0)
    return ""


def _members(items: Any, own: str = "") -> list[str]:
    """Characters of a class: those it names, and witnesses it takes in."""
    probe = re.compile(_class(items))
    broad = any(str(op) in ("NEGATE", "CATEGORY") for op, _ in items)
    named = [chr(v if str(op) == "LITERAL" else v[0]) for op, v in items
             if str(op) in ("LITERAL", "RANGE")]  # fmt: skip
    return [
        c
        for c in dict.fromkeys([*named[:6], *WITNESSES, *(own if broad else ())])
        if probe.fullmatch(c)
    ]


def _class(items: Any) -> str:
    categories = {"CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s",
                  "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_WORD": r"\w",
                  "CATEGORY_NOT_WORD": r"\W"}  # fmt: skip
    out = []
    for op, value in items:
        if str(op) == "NEGATE":
            out.append("^")
        elif str(op) == "LITERAL":
            out.append(re.escape(chr(value)))
        elif str(op) == "RANGE":
            out.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            out.append(categories[str(value)])
    return f"[{''.join(out)}]"


def repeats(tree: Any, own: str, before: str = "") -> Iterator[tuple[str, list[str], str]]:
    """Each long repeat: a text that leads to it, the texts it repeats, and one that goes on."""
    for number, (op, value) in enumerate(tree):
        name = str(op)
        rest = sample(tree[number + 1 :])
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if value[1] > 8:
                yield before, _bodies(value[2], own), rest
            yield from repeats(value[2], own, before)
        elif name == "SUBPATTERN":
            yield from repeats(value[3], own, before)
        elif name == "ATOMIC_GROUP":
            yield from repeats(value, own, before)
        elif name == "BRANCH":
            for one in value[1]:
                yield from repeats(one, own, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from repeats(value[1], own, before)
        before += _sample(op, value)


def _bodies(tree: Any, own: str) -> list[str]:
    """The texts one turn of a repeat may match: each alternative, each kind of character."""
    if len(tree) == 1:
        op, value = tree[0]
        if str(op) == "IN":
            return _members(value, own)
        if str(op) == "BRANCH":
            return [text for one in value[1] for text in _bodies(one, own)]
        if str(op) == "SUBPATTERN":
            return _bodies(value[3], own)
        if str(op) in ("ANY", "NOT_LITERAL"):
            return [*WITNESSES, *own]
        if "REPEAT" in str(op):
            return _bodies(value[2], own)
    return [sample(tree)]


def hard_texts(pattern: re.Pattern[str]) -> dict[tuple[str, str, str], None]:
    """Beginnings, what is repeated, and ends."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    own = "".join(dict.fromkeys(re.findall(r"[^\W\d]", pattern.pattern)))[:60]
    found: dict[tuple[str, str, str], None] = {}
    for before, bodies, rest in repeats(tree, own):
        for body in bodies:
            for end in FAILING:
                found[before, body, end] = None
                found["", body, end] = None
                found[before, body, rest + end] = None
    return found


class TooLong(Exception):
    """The processor's time is over."""


def _stop(*_: object) -> None:
    raise TooLong


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """A timer of the processor's time, where the system has one."""
    if not hasattr(signal, "setitimer"):
        pytest.skip("no timer of the processor's time on this system")
    earlier = signal.signal(signal.SIGVTALRM, _stop)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, earlier)


def seconds(action: Callable[[str], object], text: str) -> float:
    """What the processor needed; `TooLong` where it did not end."""
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    began = process_time()
    try:
        action(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return process_time() - began


def uses(pattern: re.Pattern[str], searched: bool) -> list[Callable[[str], object]]:
    found: list[Callable[[str], object]] = [pattern.match, pattern.fullmatch]
    return [*found, lambda text: pattern.sub("", text)] if searched else found


def is_linear(pattern: re.Pattern[str], searched: bool) -> str:
    """Nothing, or the text that takes too long."""
    for action in uses(pattern, searched):
        took: list[tuple[float, tuple[str, str, str]]] = []
        for made in hard_texts(pattern):
            text = made[0] + made[1] * (SCREEN // max(len(made[1]), 1)) + made[2]
            try:
                took.append((seconds(action, text), made))
            except TooLong:
                return f"{made} × {SCREEN}"
        took.sort(reverse=True)
        for _, made in took[:2]:
            text = made[0] + made[1] * (LONG // max(len(made[1]), 1)) + made[2]
            try:
                seconds(action, text)
            except TooLong:
                return f"{made} × {LONG}"
    return ""


@pytest.mark.parametrize("name", patterns())
def test_a_pattern_is_linear(name: str) -> None:
    pattern, searched = patterns()[name]
    assert is_linear(pattern, searched) == "", pattern.pattern


@pytest.mark.parametrize(
    ("slow", "searched"),
    of_the_day(
        "slow patterns",
        [
            (r"[^\W\d](?:[^\W\d]|[²³])*!", False),  # two ways to match one character
            (r"(?:\w+\s*)+!", False),
            (r"\s*$", True),  # every blank is a new beginning
            (r"a*a*a*!", False),
            (r".*?(?:一|二).*?三", False),
        ],
        3,
    ),
)
def test_a_slow_pattern_is_seen(slow: str, searched: bool) -> None:
    assert is_linear(re.compile(slow), searched) != ""


def test_patterns_are_found() -> None:
    names = set(patterns())
    assert "govkit.values.reading.patterns.FIGURE" in names
    assert "govkit.syntax.cutter._clause_start" in names
    assert "grammar.NAME" in names
    assert len(names) > 110


def most_kept(pattern: re.Pattern[str], searched: bool) -> float:
    """The most bytes that a match keeps for each further character of its text."""
    most = 0.0
    for action in (pattern.match, *uses(pattern, searched)[2:]):
        for before, body, end in hard_texts(pattern):
            kept = []
            for length in (SCREEN, 3 * SCREEN):
                text = before + body * (length // max(len(body), 1)) + end
                tracemalloc.start()
                action(text)
                kept.append(tracemalloc.get_traced_memory()[1])
                tracemalloc.stop()
            most = max(most, (kept[1] - kept[0]) / (2 * SCREEN))
    return most


@pytest.mark.parametrize("name", patterns())
def test_a_pattern_keeps_no_way_back_for_every_character(name: str) -> None:
    pattern, searched = patterns()[name]
    assert most_kept(pattern, searched) < FEW, pattern.pattern


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (r"(?:\w|-\w)*", r"(?:\w++|-\w)*+"),
        (r"(?>(?:[ \n]|#[^\n]*)*)", r"(?>(?:[ \n]++|#[^\n]*+)*)"),
        (r"“(?:[^“”]|“[^“”]*”)*”", r"“(?:[^“”]++|“[^“”]*”)*+”"),
    ],
)
def test_a_pattern_that_keeps_a_way_back_is_seen(wide: str, narrow: str) -> None:
    assert most_kept(re.compile(wide), False) > 2 * FEW
    assert most_kept(re.compile(narrow), False) < FEW


@pytest.mark.parametrize("word", ["²", "²³", "千", "一至", "至少", "每", "3至", "~", " 内"])
@pytest.mark.parametrize(
    "field", ["任期：10 ", "数量：", "比例：", "频次：", "期限：3", "存量：一"]
)
def test_a_text_of_such_values_is_answered(field: str, word: str) -> None:
    line = f"岗位 甲长 {{ {field}{word * 40} }}\n岗位 乙长 {{ {field}{word * 2_000} }}"
    assert errors(compile_text(framed(line)))
