"""The Guangming example repeated to any number of lines: the mix of a real text, with fresh names.

Each copy declares its own names, so that the long text is one lawful model and not a thousand
duplicates. Only names the example declares are changed; words of the language stay.
"""

from __future__ import annotations

import re
from pathlib import Path

from govkit.resolve.declaring.names import components
from govkit.syntax.nodes import Block, Document, Field, Statement, Token
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import kind_words

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "guangming" / "guangming.gov"
_KEPT = ("district", "source")


def guangming(lines: int) -> str:
    """At least `lines` lines: the head of the example once, its statements again and again."""
    text = EXAMPLE.read_text(encoding="utf-8")
    text = re.sub(r"引入：“(scenarios|lessons)\.gov”", "", text)
    document: object = parser().parse(text, start="start")
    assert isinstance(document, Document)
    district = document.statements[-1]
    assert isinstance(district, Block) and district.body
    source, *rest = district.body
    head = text[: source.end] + "\n  }\n"
    tokens = _tokens(text, rest[0].start)
    names = _declared(rest)
    pieces = [head]
    count, copy = head.count("\n"), 0
    while count < lines:
        piece = _copy(text, rest[0].start, tokens, names, f"_{copy}")
        pieces.append(piece)
        count += piece.count("\n")
        copy += 1
    return "".join(pieces) + "}\n"


def _declared(statements: list[Statement]) -> set[str]:
    found: set[str] = set()
    todo: list[tuple[Statement, bool]] = [(statement, False) for statement in statements]
    while todo:
        statement, line = todo.pop()
        if isinstance(statement, Field):
            if line:
                found.add(str(statement.word))
            if str(statement.word) == "取值":
                found |= {str(item) for item in statement.value.items if isinstance(item, Token)}
            continue
        kind = kind_words().get(str(statement.kind))
        if kind not in _KEPT and statement.name is not None:
            found.add(str(statement.name))
        is_open = kind in ("figures", "checks")
        todo += [(inner, is_open) for inner in statement.body or ()]
    return found


def _tokens(text: str, start: int) -> list[Token]:
    reading = parser().parse_interactive(text, start="start")
    tokens = [token for token in reading.iter_parse() if (token.start_pos or 0) >= start]
    return [token for token in tokens if token.type == "NAME"]


def _copy(text: str, start: int, tokens: list[Token], names: set[str], suffix: str) -> str:
    out: list[str] = []
    at = start
    for token in tokens:
        path = components(token)
        end = token.end_pos or 0
        mark = end - 1 if token[-1] in "》」`" else end
        if len(path) == 2 and path[0] in names and path[1] not in names:
            mark = (token.start_pos or 0) + len(path[0])  # a field of something: 队伍.来源
        elif path[-1] not in names or _is_word(text, token):
            continue
        out.append(text[at:mark])
        out.append(suffix)
        at = mark
    end = text.rindex("}")
    return "".join(out) + text[at:end].rstrip() + "\n"


def _is_word(text: str, token: Token) -> bool:
    """Whether the token is a word of the language here: a kind before a name, or a field."""
    end = token.end_pos or 0
    after = text[end : end + 1]
    is_field = after in (":", "：") and str(token) in ("事项", "大小级别")
    is_kind = str(token) in kind_words() and after == " " and text[end + 1 : end + 2] not in "{当据"
    return is_field or is_kind
