"""A column spliced into the XML of a sheet: where it goes, whoever wrote the sheet."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from govkit.export.marking.sheet import column_of, letters_of, number_of, spliced

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MARKS = {1: "govkit 检查结果", 2: "=a<b>\n第二行 _x000D_ \u202e", 3: "三", 7: "七"}
SHOWN = {1: "govkit 检查结果", 2: "=a<b>\n第二行 _x005F_x000D_ <U+202E>", 3: "三", 7: "七"}
# What a sheet holds, and the column that marks go to.
SHEETS = {
    "a prefix": (
        '<x:dimension ref="A1:B3"/><x:sheetData><x:row r="1" spans="1:1"><x:c r="A1"><x:v>1</x:v>'
        '</x:c></x:row><x:row r="3"/></x:sheetData>', "C"),
    "no addresses": (
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>2</v></c></row>"
        "</sheetData>", "D"),
    "no rows": ("<sheetData/>", "B"),
    "widths around": (
        '<cols><col min="1" max="2" width="3"/><col min="9" max="20" width="3"/></cols><sheetData>'
        '<row r="2"><c r="A2" t="str"><f>"a>b"&amp;""</f><v>x</v></c></row></sheetData>', "C"),
    "one width for all": (
        '<cols><col min="1" max="16384" width="3"/></cols><sheetData><row r="2"><c r="A2"><v>1</v>'
        '</c><c r="C2" s="4"/><c r="D2" s="3"/></row></sheetData>', "C"),
    "markup as text": (
        '<!-- <row r="9"> --><sheetData><row r="2" ht="3"><c r="A2" t="inlineStr"><is><t><![CDATA['
        '</row><row r="5">]]></t></is></c></row></sheetData><mergeCells count="1">'
        '<mergeCell ref="A9:C9"/></mergeCells>', "E"),
    "earlier marks": (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="F1" t="inlineStr" s="7"><is><t>'
        'govkit findings</t></is></c></row><row r="5"><c r="F5" t="inlineStr"><is><t>old</t></is>'
        '</c><c r="G5"><v>3</v></c></row></sheetData>', "F"),
    "earlier marks, shared": (
        '<sheetData><row r="1"><c r="H1" t="s"><v>4</v></c><c r="I1"><v>4</v></c></row>'
        '</sheetData>', "H"),
}  # fmt: skip


def sheet(name: str) -> bytes:
    inside, _ = SHEETS[name]
    p, at = ("x:", ":x") if "<x:" in inside else ("", "")
    return f'<{p}worksheet xmlns{at}="{SPACE}">{inside}</{p}worksheet>'.encode()


@pytest.mark.parametrize("name", SHEETS)
def test_the_column_goes_behind_what_is_there(name: str) -> None:
    data = sheet(name)
    column = column_of(data, {4})
    assert letters_of(column) == SHEETS[name][1]
    out = spliced(data, column, MARKS)
    letters = letters_of(column)
    cells = {}
    rows = []
    for row in ElementTree.fromstring(out).iter(f"{{{SPACE}}}row"):
        rows.append(int(row.get("r", len(rows) + 1)))
        addresses = [number_of(one.get("r", f"{letters_of(at + 1)}1").rstrip("0123456789"))
                     for at, one in enumerate(row)]  # fmt: skip
        assert addresses == sorted(set(addresses))
        for one in row:
            if one.get("r", "").startswith(letters):
                cells[rows[-1]] = "".join(one.itertext())
                assert one.get("t") == "inlineStr"
    assert cells == SHOWN
    assert rows == sorted(set(rows))


def test_nothing_else_is_written_anew() -> None:
    for name in SHEETS:
        data = sheet(name)
        before, after = (
            ElementTree.fromstring(data),
            ElementTree.fromstring(spliced(data, column_of(data, {4}), MARKS)),
        )
        theirs = ["".join(one.itertext()) for one in before.iter() if one.tag.endswith("}c")]
        kept = ["".join(one.itertext()) for one in after.iter() if one.tag.endswith("}c")]
        for text in theirs:
            assert text in kept or text in ("old", "govkit findings", "4"), name


def test_a_width_is_said_once_and_in_order() -> None:
    out = spliced(sheet("widths around"), 3, MARKS).decode()
    assert out.count("<cols>") == 1
    assert out.index('max="2"') < out.index('min="3" max="3"') < out.index('min="9"')
    assert spliced(sheet("one width for all"), 3, MARKS).count(b"<col ") == 1


def test_the_area_a_sheet_says_it_fills_grows() -> None:
    assert b'<x:dimension ref="A1:C7"/>' in spliced(sheet("a prefix"), 3, MARKS)
    assert b'spans="1:3"' in spliced(sheet("a prefix"), 3, MARKS)


@pytest.mark.parametrize("data", [b"", b"<worksheet", "<worksheet/>".encode("utf-16")])
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        column_of(data, ())
