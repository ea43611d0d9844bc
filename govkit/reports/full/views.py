"""The other views of a model: where every statement comes from, the units of a level, the page of a
process.

A model, or a page that the engine wrote, enters; a document leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit.analysis.provenance import ORIGINS, Statement, provenance
from govkit.document.building import cell, note
from govkit.document.parts import Block, Column, Document, Heading, Paragraph, Row, Run, Table
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.reports.full.chapters import ORIGIN_WORDS
from govkit.values.units import Lang
from govkit.vocabulary.kinds import fields_of, kinds


def origins(model: Governance, lang: Lang) -> Document:
    """Every statement by its origin, but those that need none: they are counted."""
    pen = Pen(model, lang)
    return Document(
        lang,
        f"{model.name} {model.title}".strip(),
        tuple(_origins(pen)),
        subtitle=pen.pick("逐项出处", "Where every statement comes from"),
        wide=True,
        contents=True,
    )


def _origins(pen: Pen) -> Iterator[Block]:
    found = provenance(pen.model, pen.lang)
    columns = (
        Column(pen.pick("项", "Statement"), 4),
        Column(pen.pick("内容", "Value"), 4),
        Column(pen.pick("出处或理由", "Source or reason"), 5),
    )
    for origin in ORIGINS:
        statements = found.of(origin)
        if not statements or origin == "plain":
            continue
        word, number = pen.pick(*ORIGIN_WORDS[origin]), len(statements)
        yield Heading(1, pen.pick(f"{word}（{number} 项）", f"{word} ({number})"))
        yield Table(columns, tuple(_row(pen, one) for one in statements))
    if plain := found.of("plain"):
        many = "statement" if len(plain) == 1 else "statements"
        yield note(
            pen.pick(
                f"另有 {len(plain)} 项不必注明，没有列出：出处自身的类型、文号等，以及上级、设于。",
                f"Not listed, for no origin is needed: {len(plain)} {many} of what a source "
                "tells of itself, and links such as parent and at.",
            )
        )


def _row(pen: Pen, one: Statement) -> Row:
    rest = (one.source, one.quotation, one.remark)
    return (
        cell(path_in_words(one.path, pen.lang, one.attribute)),
        cell(one.value),
        cell(pen.pick("；", "; ").join(part for part in rest if part)),
    )


def units(model: Governance, level: str, lang: Lang) -> Document:
    """The units of a level one by one, each with the unit above; a remark where none are known."""
    pen = Pen(model, lang)
    columns = (
        Column(pen.pick("编号", "Unit"), 3),
        Column(pen.pick("名称", "Name"), 3),
        Column(pen.pick("上级", "Parent"), 3),
    )
    rows = []
    for unit in model.units(level):
        parent = model.parent_of(unit)
        rows.append((cell(unit.id), cell(unit.name), cell(parent.label if parent else "")))
    blocks: tuple[Block, ...] = (Table(columns, tuple(rows)),)
    if not rows:
        none = pen.pick(
            f"「{level}」的数量未知，没有可以列出的单元。",
            f"How many `{level}` there are is unknown, so there are no units to list.",
        )
        blocks = (note(none),)
    title = pen.pick(f"{model.name}：{level}", f"{model.name}: {level}")
    return Document(lang, title, blocks)


def page(text: str, lang: Lang) -> Document:
    """The page of a process as the engine writes it: headings, items with the ids of rules."""
    title, *lines = text.split("\n")
    return Document(lang, title.removeprefix("# "), tuple(map(_block, filter(None, lines))))


def _block(line: str) -> Block:
    if line.startswith("## "):
        return Heading(1, line.removeprefix("## "))
    item = line.lstrip().startswith("- ")
    told, tick, id = line.lstrip().removeprefix("- ").rpartition(" `")
    if not (item and tick and id.endswith("`")):
        return Paragraph((Run(line.lstrip().removeprefix("- ")),), "item" if item else "")
    return Paragraph((Run(told), Run(f" {id[:-1]}", "quiet")), "item")


def path_in_words(path: str, lang: Lang, attribute: str = "") -> str:
    """A path such as `process:办理/tier:社区.limit[1]` in words: `流程 办理 级 社区：时限 (2)`.

    The value of an attribute is named by the attribute: `事项 噪声：大小`.
    """
    inner = "|".join(kinds())
    marks = list(re.finditer(rf"(?:^|/)({inner}|figure):", path))
    if not marks:
        return path
    ends = [*(mark.start() for mark in marks[1:]), len(path)]
    names = [path[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    kind = marks[-1][1]
    names[-1], dot, field = names[-1].rpartition(".") if kind != "figure" else (names[-1], "", "")
    said = []
    for mark, name in zip(marks, names, strict=True):
        known = kinds().get(mark[1])
        said += [known.word(lang), name] if known else [name]
    field, _, number = field.partition("[")
    row = fields_of(kind).get(field) if dot else None
    shown = " ".join(said)
    if not dot:
        return _numbered(shown, number)
    shown += "：" if lang == "zh" else ": "
    if field == "given":
        return shown + (attribute or kinds()["attribute"].word(lang))
    return _numbered(shown + (row.word(lang) if row else field), number)


def _numbered(shown: str, number: str) -> str:
    """Which of several statements: `[1]` is the second."""
    return f"{shown} ({int(number[:-1]) + 1})" if number else shown
