"""The parts that a source lists, and which of them the place of a citation names.

A source or a place enters; parts by number or by their own words leave, runs of articles counted
out. Who cites them is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govkit.model.articles import Article, article_of, articles_in, cited_in, numeral
from govkit.model.source import Source
from govkit.values import Words

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
    """The words of an article of a run."""
    number = ".".join(map(str, article))
    return f"第{numeral(article[0])}条" if like.startswith("第") else f"Article {number}"


def named_by(place: str, parts: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    """The parts that the place of a citation names; a paragraph counts to the longest part that is
    listed. A citation without a place names none."""
    first = place.partition("·")[0]
    articles = tuple(cited_in(first))
    for article in articles:
        like = first if len(articles) == 1 and article_of(first) == article else "第"
        yield article, parts.get(article, _article_word(like, article))
    if articles or not first:
        return
    begun = [key for key in parts if isinstance(key, str) and _begins(first, key)]
    key = max(begun, key=len, default=first)
    yield key, key


def _article_word(like: str, article: Article) -> str:
    return _written(article, like) if len(article) == 1 else like


def _begins(place: str, part: str) -> bool:
    """Whether a place is this part or a place in it: `四（一）` is in 四, 四十 is not."""
    rest = place.removeprefix(part)
    return rest != place and not (rest and rest[0].isalnum())
