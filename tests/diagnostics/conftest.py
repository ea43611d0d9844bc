"""A small catalogue of its own, so that these tests do not follow every change of wording."""

from __future__ import annotations

import pytest

from govkit.diagnostics import catalogue

ENTRIES = {
    "GOV901": {
        "severity": "error",
        "title": {"zh": "名字重复", "en": "Repeated name"},
        "text": {
            "zh": "名字「{name}」在同一处写了两次。",
            "en": "The name `{name}` is written twice in one place.",
        },
        "hint": {"zh": "给其中一个改名。", "en": "Rename one of them."},
        "page": {
            "zh": "同一层里名字只能用一次。写成 {…} 的一段也算。",
            "en": "A name stands once. A block {…} counts too.",
        },
        "labels": {
            "first": {"zh": "「{name}」先写在这里。", "en": "`{name}` is written here first."}
        },
        "bad": "\ngovkit 1\n地区 甲 {\n\n  层级 乙\n  层级 乙\n}\n",
        "good": "\ngovkit 1\n地区 甲 { 层级 乙 }\n",
    },
    "GOV902": {
        "severity": "warning",
        "title": {"zh": "没有出处", "en": "No source given"},
        "text": {"zh": "「{name}」没有写出处。", "en": "`{name}` names no source."},
        "page": {"zh": "每个数都要有来处。", "en": "Every figure says where it comes from."},
    },
    "GOV903": {
        "severity": "info",
        "title": {"zh": "读法", "en": "The reading"},
        "text": {"zh": "按含本数计。", "en": "The figure itself is included."},
        "page": {"zh": "以上包括本数。", "en": "The figure itself is included."},
    },
}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small catalogue in place of the real one."""
    monkeypatch.setattr(catalogue, "entries", lambda: ENTRIES)
