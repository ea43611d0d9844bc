"""Section 5.9 of both references: what each strength does, on which fields, as the tables say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.strengths import STRENGTHS, sense_table, senses
from govkit.vocabulary.words import word_set

DOCS = Path(__file__).parents[2] / "docs"
PAIR = {"en": "language.md", "zh": "语言.md"}
EFFECTS = {
    "binds": ("a breach", "违反"),
    "departs": ("a departure", "偏离"),
    "open": ("nothing", "不算违反"),
    "forbids": ("forbids it", "禁止"),
    "base": ("GOV352", "GOV352"),
    "none": ("GOV350", "GOV350"),
}


def told(lang: str) -> list[str]:
    """The rows of both tables as the reference has them."""
    at = 0 if lang == "en" else 1
    words = [f"`{word_set('strength')[one].word(lang)}`" for one in STRENGTHS]
    rows = [f"| {('left', '不照办时')[at]} | {' | '.join(words)} |"]
    for sense in senses().values():
        cells = [
            "GOV351" if (done, one) == ("none", "must_not") else EFFECTS[done][at]
            for one, done in sense.effects.items()
        ]
        rows.append(f"| {sense.word(lang)} | {' | '.join(cells)} |")
    mark, comma = (": ", ", ") if lang == "en" else ("：", "、")
    for sense in list(senses().values())[1:]:
        groups = []
        for kind in kinds():
            named = [
                f"`{fields_of(kind)[field].word(lang)}`"
                for (of, field), one in sense_table().items()
                if of == kind and one == sense.id and field
            ]
            if named:
                groups.append(f"{kinds()[kind].word(lang)}{mark}{comma.join(named)}")
        rows.append(f"| {sense.word(lang)} | {('; ', '；')[at].join(groups)} |")
    return rows


@pytest.mark.parametrize("lang", PAIR)
def test_the_reference_says_what_the_tables_say(lang: str) -> None:
    text = (DOCS / PAIR[lang]).read_text(encoding="utf-8")
    section = re.search(r'<a id="s5-9"></a>\n(.*?)<a id="s5-10">', text, re.S)
    assert section is not None
    lines = section[1].splitlines()
    assert [row for row in told(lang) if row not in lines] == []
