"""The parser: Lark's LALR with the contextual lexer, nodes built as the rules are reduced.

A text enters, a `Document` leaves, or Lark's own exception, which `recovery` turns into findings.
The terminals of clause words are generated from the word table, so that the grammar names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lark import Lark, Token

from govkit.syntax.kept_tables import made
from govkit.syntax.lexing import Contextual
from govkit.syntax.nodes import (
    Arrowed,
    Block,
    Bounded,
    Braced,
    Bracketed,
    Call,
    Clause,
    Counted,
    Document,
    Each,
    Field,
    Group,
    Infix,
    Signed,
    Value,
)
from govkit.vocabulary.folder import grammars
from govkit.vocabulary.words import Term, word_set

OPTIONS: dict[str, Any] = {
    "parser": "lalr",
    "lexer": "contextual",
    "start": ["start", "field_alone", "head_alone"],
    "maybe_placeholders": False,
}

# A clause word counts only before a blank, digit, bracket, quotation mark or statement end.
AFTER_CLAUSE = r"(?=[\s\u3000\d\"“”＂「《`（(#＃;；。{}｛｝,，、?？]|$)"
_AFTER_WORD = r"(?=[\s\u3000（(\"“「《`])"
# A run is taken whole (`++`): else the engine of patterns keeps a way back for every character.
_GAP = r"(?>(?:[ \t\u3000\u00a0\r]++|[#＃][^\n]*+)*)"
_LINES = r"(?>(?:[ \t\u3000\u00a0\r\n]++|[#＃][^\n]*+)*)"
_GAPS = r"(?>(?:[ \t\u3000\u00a0\r\n;；。]++|[#＃][^\n]*+)*)"
_AFTER_LIST = r"(?=[\s\u3000\d#＃;；。{}｛｝]|$)"


def grammar_text() -> str:
    """The whole grammar: generated word terminals, then `grammars/govkit.lark`."""
    body = (grammars() / "govkit.lark").read_text(encoding="utf-8")
    return f"{_word_terminals()}\n{body}"


def _word_terminals() -> str:
    clause = word_set("clause")
    logic = word_set("logic")
    functions = "|".join(_literal(s) for term in _by_length("function") for s in term.spellings)
    clauses = clause_words()
    tails = _alternatives(*word_set("tail").values())
    counter = rf"(?!(?:{clauses}){AFTER_CLAUSE})[^\W\d]+"  # `etc 9 must`: no unit called `must`
    joining = _alternatives(*logic.values())
    going_on = f"(?:{clauses}){AFTER_CLAUSE}|(?:{joining}){_AFTER_WORD}"  # `matter = N and …`
    lines = [
        f"{'_' if id == 'or_read' else ''}{id.upper()}.7: /(?:{_alternatives(term)}){AFTER_CLAUSE}/"
        for id, term in clause.items()
    ]
    lines += [
        f"STRENGTH.7: /(?:{_alternatives(*_by_length('strength'))}){AFTER_CLAUSE}/",
        f"LOGIC_OP.7: /(?:{_alternatives(logic['and'], logic['or'])}){_AFTER_WORD}/",
        f"_IN.7: /(?:{_alternatives(logic['in'])}){_AFTER_WORD}/",
        f"_WHERE.7: /(?:{_alternatives(logic['where'])}){_AFTER_WORD}/",
        r"_OF.7: /of(?=[ \t\u3000\u00a0])/",
        rf"ANY_NUMBER.4: /[NＮ](?=[ \t\u3000\u00a0]+(?!{going_on})[^\W\d]|[^\W\da-zA-Z_])/",
        rf"TAIL.7: /(?:{tails})(?:[ \t\u3000]*\d+(?:[ \t\u3000]*{counter})?)?{_AFTER_LIST}/",
        rf"_SEP.5: /(?!{_GAP}\n{_LINES}(?:{clauses}){AFTER_CLAUSE}){_GAP}[\n;；。]{_GAPS}/",
        rf"_GOES_ON.4: /{_GAP}\n{_LINES}(?=(?:{clauses}){AFTER_CLAUSE})/",
        "%ignore _GOES_ON",
        f"CALL.8: /(?:{functions})(?=（)|[^\\W\\d]\\w*+(?=\\()/",
    ]
    return "\n".join(lines)


@lru_cache(maxsize=1)
def clause_words() -> str:
    """A pattern for the words that may begin a clause, of both tongues."""
    terms = (*word_set("clause").values(), *word_set("strength").values())
    return _alternatives(*terms)


def _by_length(name: str) -> list[Term]:
    return sorted(word_set(name).values(), key=lambda term: -len(term.zh))


def _alternatives(*terms: Term) -> str:
    spellings = {spelling for term in terms for spelling in term.spellings}
    return "|".join(_literal(s) for s in sorted(spellings, key=lambda s: (-len(s), s)))


def _literal(spelling: str) -> str:
    return re.escape(spelling).replace("/", r"\/")


class _Row:
    """What an inlined rule (`_clause`, `_closed`) leaves until its parent takes the children."""

    __slots__ = ("children", "data")

    def __init__(self, data: str, children: list[Any]) -> None:
        self.data = data
        self.children = children


class _Builder:
    """Turns each reduced rule into a node; a method per rule, called with the children.

    Lark asks a transformer for nothing but these methods, so it needs no base class; inlined rules
    become a `_Row`, which costs a third of a tree.
    """

    def start(self, children: list[Any]) -> Document:
        return Document(children)

    def field_alone(self, children: list[Any]) -> Any:
        return children[0]

    head_alone = field_alone

    def head(self, children: list[Any]) -> Block:
        kind = children[0]
        name = title = None
        clauses: list[Clause] = []
        for child in children[1:]:
            if type(child) is Clause:
                clauses.append(child)
            elif child.type == "STRING":
                title = child
            else:
                name = child
        last = children[-1]
        end = last.end if type(last) is Clause else last.end_pos
        return Block(kind, name, title, clauses, None, end)

    def open_head(self, children: list[Any]) -> Block:
        block: Block = children[0]
        return block

    def block(self, children: list[Any]) -> Block:
        head: Block = children[0]
        head.body = children[1:]
        if len(children) > 1:
            head.end = max(head.end, children[-1].end)
        return head

    def field(self, children: list[Any]) -> Field:
        return Field(children[0], children[1], children[2:])

    def value(self, children: list[Any]) -> Value:
        last = children[-1]
        if type(last) is Token and last.type == "TAIL":
            return Value(children[:-1], last)
        return Value(children, None)

    def arrow(self, children: list[Any]) -> Arrowed:
        return Arrowed(children)

    def infix(self, children: list[Any]) -> Infix:
        return Infix(children)

    def braced(self, children: list[Any]) -> Braced:
        return Braced(children[0])

    def bracketed(self, children: list[Any]) -> Bracketed:
        return Bracketed(children[0])

    def group(self, children: list[Any]) -> Group:
        if len(children) == 3:
            return Group(children[0], children[1], children[2])
        return Group(None, children[0], children[1])

    def bounded(self, children: list[Any]) -> Bounded:
        return Bounded(children[0], children[1])

    def signed(self, children: list[Any]) -> Signed:
        return Signed(children[0], children[1])

    def counted(self, children: list[Any]) -> Counted:
        return Counted(children[0], children[1])

    def call(self, children: list[Any]) -> Call:
        return Call(children[0], children[1] if len(children) > 1 else None)

    def each(self, children: list[Any]) -> Each:
        function, variable, over, *rest = children
        where = rest[0] if len(rest) == 2 else None
        return Each(function, variable, over, where, rest[-1])


def _clause_method(kind: str) -> Callable[[Any, list[Any]], Clause]:
    def build(_: Any, children: list[Any]) -> Clause:
        return Clause(kind, children)

    return build


for _kind in [
    "when",
    "cite",
    "since",
    "until",
    "assume",
    "proposed",
    "doubt",
    "except",
    "chance",
    "strength",
]:  # the clauses
    setattr(_Builder, _kind, _clause_method(_kind))


@lru_cache(maxsize=1)
def parser() -> Lark:
    """The parser that builds nodes; made once per process, on first use."""
    actions = {
        "transformer": _Builder(),
        "tree_class": _Row,
        "_plugins": {"ContextualLexer": Contextual},
    }
    return made(grammar_text(), OPTIONS, actions)
