"""JSON Schema of exported models, titled and described in both tongues.

Nothing enters but the model's own classes and the word tables; a schema for editors and other
programs leaves. Titles and descriptions are Chinese, `x-title-en` and `x-description-en` English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govkit.model.governance import COLLECTIONS, NESTED, Governance
from govkit.vocabulary.acts import said
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds
from govkit.vocabulary.words import Term, terms

Words = tuple[str, str]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_KINDS = {
    "Listing": "list",
    "CaseAttribute": "attribute",
    "OwnUnit": "unit",
    "OwnEvent": "event",
    "FigureLine": "figures",
    "RubricLine": "rubric",
    "CheckLine": "checks",
}
_VALUES: Mapping[str, Words] = {
    "Approval": ("认可的提示", "approved finding"),
    "Arrow": ("对应的一条", "entry of a map"),
    "Bound": ("单边限度", "bound"),
    "Call": ("函数", "call of a function"),
    "Chain": ("由上到下的链", "chain from above to below"),
    "Chosen": ("若干规定用词", "words of a closed set"),
    "Constant": ("常数", "constant"),
    "Day": ("日期", "day"),
    "DayHours": ("一些日子的办公时间", "hours of some days"),
    "Days": ("若干日期", "days"),
    "Distribution": ("分布", "distribution"),
    "Doubt": ("疑点", "doubt"),
    "Durations": ("若干时长", "durations"),
    "Each": ("逐个判断", "for each"),
    "Entry": ("一个单元", "one unit"),
    "Formula": ("队伍公式", "team formula"),
    "Given": ("要素的取值", "value of a case attribute"),
    "Infix": ("算式", "operation"),
    "LedWords": ("若干词语，有的各有去向", "words of which some lead on"),
    "Mapping": ("对应关系", "map"),
    "Moment": ("时刻", "moment"),
    "Name": ("算式中的名称", "name in an expression"),
    "Office": ("办公时间", "office hours"),
    "Origin": ("出处", "origin"),
    "Outcomes": ("各种情形的去向", "what events lead to"),
    "PublicDay": ("公共假日的一天", "day of public holidays"),
    "PublicHolidays": ("公共假日", "public holidays"),
    "Quantity": ("数量", "quantity"),
    "Range": ("范围", "range"),
    "Rate": ("频次或标准", "rate"),
    "Recurrence": ("周期时刻", "recurring moment"),
    "Ref": ("引用", "reference"),
    "Refs": ("若干引用", "references"),
    "Roster": ("逐个列出的单元", "roster of units"),
    "Season": ("每年的时段", "season"),
    "SeasonSpan": ("每年的一段日子", "stretch of every year"),
    "Share": ("比例", "share"),
    "Shares": ("几项比例", "several shares"),
    "Stretch": ("一段时间", "stretch of a day"),
    "Term": ("公式中的一项", "term of a formula"),
    "Text": ("文字", "text"),
    "Unknown": ("未知", "unknown"),
    "Weekdays": ("连续的几个星期几", "weekdays"),
    "Word": ("规定用词", "word of a closed set"),
    "Words": ("若干词语", "words"),
}
# Parts of an object that are no fields of the language; the rest of its clauses are in the tables.
_PARTS: Mapping[str, Words] = {
    "name": ("名称", "name"),
    "title": ("全称", "title"),
    "origin": ("出处", "origin"),
    "strength": ("效力用词", "strength"),
    "format": ("格式", "format"),
    "value": ("值", "value"),
    "given": ("要素的取值", "values of case attributes"),
    "of": ("所指", "what it refers to"),
    "holds": ("算式", "expression"),
    "figures": ("数据", "figures"),
    "checks": ("核对", "checks"),
}
_CLAUSES = {"since": "since", "until": "until", "when": "when", "chance": "chance"}
_CLAUSES |= {"doubts": "doubt", "approvals": "except"}


def schema() -> dict[str, Any]:
    """The schema of `to_json` and `to_yaml` documents (JSON Schema 2020-12)."""
    found: dict[str, Any] = Governance.model_json_schema()
    definitions: dict[str, Any] = found.get("$defs", {})
    for name, definition in definitions.items():
        _describe(name, definition)
    _describe("Governance", found)
    return {"$schema": DRAFT, **found}


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Title and description of one definition and of its properties."""
    kind = _kind_of(name)
    definition.pop("description", None)
    if kind is not None:
        row = kinds()[kind]
        _word(definition, (row.zh, row.en), (row.zh_text, row.en_text))
    elif name.startswith("Attribute_"):
        _word(definition, ("各次写明的值", "statements of a field"))
    elif name.startswith("Stated_"):
        _word(definition, ("一次写明的值", "one statement"))
    else:
        _word(definition, _VALUES.get(name, (name, name)))
    for part, described in definition.get("properties", {}).items():
        _property(kind, part, described)


def _kind_of(name: str) -> str | None:
    """The kind a class stands for; None for values."""
    if name == "Governance":
        return "district"
    kind = _KINDS.get(name, name.lower())
    return kind if kind in kinds() else None


def _property(kind: str | None, part: str, described: dict[str, Any]) -> None:
    row = fields_of(kind).get(part) if kind else None
    if isinstance(row, FieldRow):
        zh, en = (f"{row.zh_text}。{said(row, 'zh')}", f"{row.en_text}; {said(row, 'en')}")
        _word(described, (row.zh, row.en), (zh, en))
        described["x-acts"] = list(row.acts)
        return
    term = _clause(part)
    if term is not None:
        _word(described, (term.zh, term.en), (term.zh_text, term.en_text))
        return
    inner = _collection(part)
    if inner is not None:
        _word(described, (kinds()[inner].zh, kinds()[inner].en))
    elif part in _PARTS:
        _word(described, _PARTS[part])
    else:
        described.pop("title", None)


def _clause(part: str) -> Term | None:
    wanted = _CLAUSES.get(part)
    return next((t for t in terms() if t.set == "clause" and t.id == wanted), None)


def _collection(part: str) -> str | None:
    """The kind that a list of objects holds: `levels` → `level`."""
    held = {**NESTED, **COLLECTIONS}
    return next((kind for kind, field in held.items() if field == part), None)


def _word(described: dict[str, Any], title: Words, text: Words | None = None) -> None:
    described["title"], described["x-title-en"] = title
    if text is not None:
        described["description"], described["x-description-en"] = text
