"""The parts of a text that a source names: from `原文("条例.docx")` to the runs of its articles.

A value enters, words leave (`第一条至第四十四条`), or None after a finding. Of the file nothing
else is kept.
"""

from __future__ import annotations

from govkit.model.articles import Article, article_of, runs
from govkit.resolve.tables.table import file_called, found_in
from govkit.resolve.texts.text import Page
from govkit.syntax.nodes import Call, Value
from govkit.tables import read_articles
from govkit.values import Words
from govkit.vocabulary.words import spellings

_CALLED = "articles_of"


def names_a_text(value: Value) -> bool:
    """Whether a value is a call of `原文`, rightly written or not."""
    item = value.items[0]
    return isinstance(item, Call) and spellings("function").get(str(item.function)) == _CALLED


def read_articles_of(page: Page, value: Value) -> Words | None:
    """The articles of a file as runs; None after a finding."""
    names = file_called(value, _CALLED)
    if len(names) != 1:
        page.report("GOV159", value, written=page.text(value))
        return None
    path = found_in(page, value, names[0])
    if path is None:
        return None
    written, found = read_articles(path, name=str(path))
    for one in found:
        page.reports.take(one, page.span(value))
    by_number = {article: word for word in written if (article := article_of(word)) is not None}
    return Words(tuple(_run(by_number, *run) for run in runs(by_number))) if written else None


def _run(written: dict[Article, str], first: Article, last: Article) -> str:
    if first == last:
        return written[first]
    to = "至" if written[first].startswith("第") else " to "
    return f"{written[first]}{to}{written[last]}"
