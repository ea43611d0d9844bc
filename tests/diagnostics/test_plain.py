"""Findings as people read them: snapshots of whole messages, and the laws they keep."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from govkit.diagnostics import Diagnostic, Label, Severity
from govkit.diagnostics.plain import PLACES, render, segments, summary
from govkit.diagnostics.width import width
from govkit.source import SourceFile, Span

pytestmark = pytest.mark.usefixtures("known")

TONGUES = pytest.mark.parametrize("lang", ["zh", "en"])
MODEL = "govkit 1\n地区 甲 {\n  层级 街道 { 数量：1个 }\n  level 街道 {\n    count: 2\n  }\n}\n"


def place(text: str, part: str, name: str = "案例/甲.gov", nth: int = 0) -> Span:
    """The `nth` occurrence of `part` in `text`, as a span."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(SourceFile(name, text), start, start + len(part))


def repeated(span: Span | None, name: str = "街道", *labels: Label) -> Diagnostic:
    return Diagnostic("GOV901", "error", span, {"name": name}, labels)


@TONGUES
def test_one_place(lang: str, snapshot: SnapshotAssertion) -> None:
    assert render(repeated(place(MODEL, "街道", nth=1)), lang) == snapshot


@TONGUES
def test_second_places(lang: str, snapshot: SnapshotAssertion) -> None:
    span = place(MODEL, "街道", nth=1)
    beside = Span(span.source, span.start + 3, span.start + 4)
    above = Span(span.source, MODEL.index("街道"), MODEL.index("街道") + 2)
    elsewhere = place("level 街道\n", "街道", "base.gov")
    labels = [Label(other, "first") for other in (beside, above, elsewhere)]
    assert render(repeated(span, "街道", *labels), lang) == snapshot


@TONGUES
def test_over_several_lines(lang: str, snapshot: SnapshotAssertion) -> None:
    assert render(repeated(place(MODEL, "{\n    count: 2\n  }")), lang) == snapshot


@TONGUES
def test_near_names(lang: str, snapshot: SnapshotAssertion) -> None:
    finding = Diagnostic(
        "GOV902", "warning", place(MODEL, "2"), {"name": "x"}, suggestions=("甲", "乙", "丙", "丁")
    )
    assert render(finding, lang) == snapshot


def test_no_place(snapshot: SnapshotAssertion) -> None:
    assert render(Diagnostic("GOV903", "info"), "zh") == snapshot


def test_tabs_and_combining_marks(snapshot: SnapshotAssertion) -> None:
    text = "\tcafe\u0301\t级：\t2；"
    assert render(repeated(place(text, "2")), "zh") == snapshot


@pytest.mark.parametrize("text", ["地区 甲 {", "地区 甲 {\n", ""], ids=["line", "break", "empty"])
def test_at_the_end_of_the_file(text: str, snapshot: SnapshotAssertion) -> None:
    span = Span(SourceFile("a.gov", text), len(text), len(text))
    assert render(repeated(span), "en") == snapshot


@pytest.mark.parametrize("at", [0, 150, 395], ids=["begin", "middle", "end"])
def test_long_line(at: int, snapshot: SnapshotAssertion) -> None:
    text = "".join(f"甲{number:03}" for number in range(100))
    span = Span(SourceFile("a.gov", text), at, at + 4)
    far = Label(Span(span.source, 300, 304), "first")
    assert render(repeated(span, "甲", far), "zh") == snapshot


HOSTILE = '[/x] </script> \x1b[2J \x9b31m "\u202e段" {name} \u200b\ufeff\u2028 [b]红[/b] \r'


@TONGUES
def test_hostile_text(lang: str, snapshot: SnapshotAssertion) -> None:
    span = place(f"名字 {HOSTILE}\n", "段", f"a{HOSTILE}.gov")
    finding = Diagnostic(
        "GOV901", "error", span, {"name": HOSTILE}, (Label(span, "first"),), (HOSTILE,)
    )
    assert render(finding, lang) == snapshot


def test_a_long_quotation_is_cut() -> None:
    assert "字" * 70 + "…」" not in render(repeated(None, "字" * 70), "zh")
    assert "字…」" in render(repeated(None, "字" * 100_000), "zh")
    assert len(render(repeated(None, "字" * 100_000), "zh")) < 300


def test_many_places_are_counted_not_listed() -> None:
    span = place(MODEL, "街道")
    labels = [Label(place(MODEL, "街道", f"{number}.gov"), "first") for number in range(PLACES + 7)]
    shown = render(repeated(span, "街道", *labels), "zh")
    assert shown.count("-->") == 1 + PLACES
    assert "另有 7 处" in shown


def test_the_segments_name_their_style() -> None:
    finding = repeated(place(MODEL, "街道"), "街道", Label(place(MODEL, "街道", "b.gov"), "first"))
    styles = {style for style, _ in segments(finding, "en")}
    assert styles == {
        *("error", "title", "place", "gutter", "source", "mark", "second", "text", "hint", "plain")
    }


def test_our_own_words_go_through_a_gbk_console() -> None:
    long = Span(SourceFile("a.gov", "甲" * 400), 200, 300)
    finding = Diagnostic(
        "GOV901", "error", long, {"name": "\x1b甲"}, (Label(long, "first"),), ("乙",)
    )
    for lang in ("zh", "en"):
        assert render(finding, lang).encode("gbk")


# Letters, wide letters, marks, tabs and what is hidden, but no line break.
LINES = st.text(st.sampled_from("a层｛\t\u0301\u202e\x1b😀 "), min_size=1, max_size=300)


@given(LINES, st.data(), st.integers(40, 160))
def test_the_carets_stand_under_the_span(line: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, min(len(line), start + 3)))
    finding = repeated(Span(SourceFile("a.gov", f"x\n{line}\ny"), 2 + start, 2 + end), "名")
    _, _, source, carets, *_ = render(finding, "zh", columns).split("\n")
    assert width(source) <= columns + len("2 | ")
    assert "…" in source or carets.index("^") == len("2 | ") + width(line[:start])
    assert carets.count("^") == max(1, width(line[start:end]))


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70), st.text(max_size=20))
def test_any_text_and_any_span_render(text: str, start: int, end: int, name: str) -> None:
    shown = render(repeated(Span(SourceFile(name, text), start, end), name), "en")
    steering = {c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}}
    assert steering <= {"\n"}


@pytest.mark.parametrize(
    ("severities", "zh", "en"),
    [
        ([], "没有错误，也没有警告", "no errors, no warnings"),
        (["error"], "1 个错误", "1 error"),
        (["warning", "error", "info", "error"], "2 个错误，1 个警告", "2 errors, 1 warning"),
    ],
)
def test_summary(severities: list[Severity], zh: str, en: str) -> None:
    findings = [Diagnostic("GOV901", severity) for severity in severities]
    assert summary(findings, "zh") == zh
    assert summary(findings, "en") == en
