"""The table of fields that act, as section 11 of both references holds it.

The word tables enter; the lines of the section leave, in one tongue. Run as a module, it writes
them into `docs/language.md` and `docs/语言.md`, behind the anchor of the section.
"""

from __future__ import annotations

import re
from pathlib import Path

from govkit.vocabulary.acts import WORDS, clauses, places, words_only
from govkit.vocabulary.kinds import every_field, kinds
from govkit.vocabulary.words import word_set

DOCS = Path(__file__).parents[2] / "docs"
PAIR = {"en": "language.md", "zh": "语言.md"}
ANCHOR = '<a id="s11"></a>'
_HEAD = {
    "en": """## 11 Where each field acts

What can be written acts, or says that it is only words. A field acts where another statement of it,
everything else being equal, gives another answer; two texts and two answers prove each place. Not
counted is what every field of its type can do: be named in a formula of the author's own, be held
against a base, carry [clauses](#s5).
""",
    "zh": """## 11 每个栏目在哪里起作用

写得出来的，要么起作用，要么写明只是文字。一个栏目换一种写法、别的都不变，答案就不同的地方，就是它起作用的地方；每一处都有两份文本、两个答案为证。同一类栏目都能做的不算在内：写进自己的算式、与上位文件比对、带[附注](#s5)。
""",
}
_OF_EVERY_KIND = {"en": "every kind", "zh": "各类"}
_PLACES = {"en": ("place", "what changes"), "zh": ("地方", "什么会变")}
_CLAUSE = {"en": ("clause or line", "acts in"), "zh": ("附注或自列的行", "起作用于")}
_GIVEN = {"en": "value of an attribute", "zh": "要素的取值"}
_COLUMNS = {"en": ("kind", "field", "acts in"), "zh": ("类别", "栏目", "起作用于")}
_WHY = {"en": "words: nothing follows", "zh": "只是文字，不产生后果"}


def section(lang: str) -> str:
    """The whole section, from its heading to its last line."""
    acting = [place for place in places().values() if place.id != WORDS]
    between = "、" if lang == "zh" else ", "
    lines = [_HEAD[lang], _row(_PLACES[lang]), "|---|---|"]
    lines += [_row([place.word(lang), place.text(lang)]) for place in acting]
    lines += ["", _row(_CLAUSE[lang]), "|---|---|"]
    for clause in clauses():
        named = kinds() if clause.set == "line" and clause.id in kinds() else word_set(clause.set)
        word = f"`{named[clause.id].word(lang)}`" if clause.id in named else _GIVEN[lang]
        told = between.join(places()[place].word(lang) for place in clause.acts)
        lines.append(_row([word, told]))
    lines += ["", _row(_COLUMNS[lang]), "|---|---|---|"]
    for row in every_field():
        kind = _OF_EVERY_KIND[lang] if row.kind == "*" else kinds()[row.kind].word(lang)
        if row.acts == (WORDS,):
            reason = words_only().get((row.kind, row.id))
            told = _WHY[lang]
            if reason is not None:
                told += (
                    f"{'：' if lang == 'zh' else ' – '}{reason[0] if lang == 'zh' else reason[1]}"
                )
        else:
            told = between.join(places()[place].word(lang) for place in row.acts)
        lines.append(_row([f"`{kind}`" if row.kind != "*" else kind, f"`{row.word(lang)}`", told]))
    return "\n".join(lines) + "\n"


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def written(lang: str) -> str:
    """The section as the reference holds it."""
    return _found(lang)[1].lstrip("\n")


def _found(lang: str) -> tuple[str, str]:
    text = (DOCS / PAIR[lang]).read_text(encoding="utf-8")
    before, anchor, after = text.partition(ANCHOR + "\n")
    assert anchor, f"{PAIR[lang]} has no {ANCHOR}"
    return before, re.split(r'^(?=<a id="|## 12)', after, maxsplit=1, flags=re.MULTILINE)[0]


def write() -> None:
    """Put the section into both references; it is the last one."""
    for lang, name in PAIR.items():
        before, _ = _found(lang)
        (DOCS / name).write_text(f"{before}{ANCHOR}\n{section(lang)}", encoding="utf-8")


if __name__ == "__main__":
    write()
