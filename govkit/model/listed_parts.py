"""The parts that a source lists, and which of them the place of a citation names.

A source or a place enters; parts by number or by their own words leave, runs of articles counted
out. Who cites them is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govkit.model.articles import Article, articles_in, cited_in, numeral
from govkit.model.source import Source
from govkit.values import Words
from govkit.values.reading.numerals import CHINESE

# By what a part goes: the number of its article, else its own words.
Key = Article | str


def listed_parts(source: Source) -> dict[Key, str]:
    """The parts that a source lists, runs of articles counted out, each with its words."""
    return _keys(word for value in source.sections.values for word in _words(value))


def has_articles(listed: Mapping[Key, str]) -> bool:
    """Whether a source lists articles; else places finer than its parts are not held against it."""
    return any(not isinstance(key, str) for key in listed)


def left_out(source: Source) -> frozenset[Key]:
    """The parts that are left out on purpose."""
    return frozenset(_keys(word for value in source.left_out.values for word in _words(value)))


def _words(value: object) -> tuple[str, ...]:
    return value.words if isinstance(value, Words) else ()


def _keys(words: Iterator[str]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for word in words:
        articles = articles_in(word)
        if len(articles) == 1:
            found.setdefault(articles[0], word)
        for article in articles if len(articles) > 1 else ():
            found.setdefault(article, _written(article, word))
        if not articles:
            found.setdefault(word, word)
    return found


def _written(article: Article, like: str) -> str:
    """The words of an article, in the tongue of what names it."""
    if not like.startswith("第"):
        return f"Article {'.'.join(map(str, article))}"
    return f"第{numeral(article[0])}条" + "".join(f"之{numeral(more)}" for more in article[1:])


def named_by(place: str, parts: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    """The parts that the place of a citation names, each with its words; without a place none.

    `分则·第十二条第二款` is article 12 where articles are listed, and 分则 where chapters are. A
    paragraph counts to the longest part that is listed.
    """
    steps = [step for step in place.split("·") if step]
    for step in steps if has_articles(parts) else steps[:1]:
        articles = tuple(cited_in(step))
        for article in articles:
            yield article, parts.get(article, _written(article, step))
        if articles:
            return
    first = steps[0] if steps else ""
    begun = [key for key in parts if isinstance(key, str) and _begins(first, key)]
    key = max(begun, key=len, default=first)
    if key:
        yield key, key


def _begins(place: str, part: str) -> bool:
    """Whether a place is this part or a place in it: `四（一）` is in 四, 四十 is not."""
    if not part or not place.startswith(part):
        return False
    last, following = part[-1], place[len(part) : len(part) + 1]
    if last.isascii() and last.isalnum():
        return not (following.isascii() and following.isalnum())
    return not (last in CHINESE and following and following in CHINESE)
