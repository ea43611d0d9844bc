"""The nodes of a parsed text: blocks, fields, clauses and the rows of values behind a colon.

Leaves are Lark's own tokens (strings with `type`, `start_pos`, `end_pos`); inner nodes know their
first and last code point. Nodes are made once by the parser and only read afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lark import Token as Token


class Node:
    """Anything with a place: `start` and `end` are code points of its text, end exclusive."""

    __slots__ = ("end", "start")
    start: int
    end: int


class Bounded(Node):
    """`≥3人`: a comparison in front of an operand."""

    __slots__ = ("comparison", "operand")

    def __init__(self, comparison: Token, operand: Operand) -> None:
        self.comparison = comparison
        self.operand = operand
        self.start = start_of(comparison)
        self.end = end_of(operand)


class Signed(Node):
    """`-5`: a sign in front of an operand."""

    __slots__ = ("operand", "sign")

    def __init__(self, sign: Token, operand: Operand) -> None:
        self.sign = sign
        self.operand = operand
        self.start = start_of(sign)
        self.end = end_of(operand)


class Counted(Node):
    """`1 网格长`, `N 网格员`, `5 工作日`: a number and a name side by side."""

    __slots__ = ("name", "number")

    def __init__(self, number: Token, name: Token) -> None:
        self.number = number
        self.name = name
        self.start = start_of(number)
        self.end = end_of(name)


class Group(Node):
    """`3 {专职、兼职、指导员}`: a number of things out of a group of kinds."""

    __slots__ = ("comparison", "depth", "members", "number")

    def __init__(self, comparison: Token | None, number: Token, members: Value) -> None:
        self.comparison = comparison
        self.number = number
        self.members = members
        self.depth = 1 + brackets_in(members.items)
        self.start = start_of(comparison if comparison is not None else number)
        self.end = members.end


class Call(Node):
    """`sum(一级.时限)`: a function of the closed table. `arguments` None stands for `()`."""

    __slots__ = ("arguments", "depth", "function")

    def __init__(self, function: Token, arguments: Value | None) -> None:
        self.function = function
        self.arguments = arguments
        self.depth = 1 + (brackets_in(arguments.items) if arguments is not None else 0)
        self.start = start_of(function)
        self.end = arguments.end if arguments is not None else end_of(function)


class Each(Node):
    """`every(x in 网格 where … : …)`."""

    __slots__ = ("depth", "function", "holds", "over", "variable", "where")

    def __init__(
        self, function: Token, variable: Token, over: Operand, where: Operand | None, holds: Operand
    ) -> None:
        self.function = function
        self.variable = variable
        self.over = over
        self.where = where
        self.holds = holds
        self.depth = 1 + brackets_in([over, holds] if where is None else [over, where, holds])
        self.start = start_of(function)
        self.end = end_of(holds)


class Bracketed(Node):
    """`(a + b)` or `(wide, soon)`."""

    __slots__ = ("depth", "value")

    def __init__(self, value: Value) -> None:
        self.value = value
        self.depth = 1 + brackets_in(value.items)
        self.start = value.start
        self.end = value.end


class Braced(Node):
    """`{a, b}` on the right of an arrow."""

    __slots__ = ("depth", "value")

    def __init__(self, value: Value) -> None:
        self.value = value
        self.depth = 1 + brackets_in(value.items)
        self.start = value.start
        self.end = value.end


class Infix(Node):
    """A row of operands with an operator between each two; precedence is settled by the reader."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Operand]) -> None:
        self.parts = parts
        self.start = start_of(parts[0])
        self.end = end_of(parts[-1])


class Arrowed(Node):
    """`区 → 街道 → 社区`: parts joined by arrows."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Operand]) -> None:
        self.parts = parts
        self.start = start_of(parts[0])
        self.end = end_of(parts[-1])


Operand: TypeAlias = (
    Token | Bounded | Signed | Counted | Group | Call | Each | Bracketed | Braced | Infix | Arrowed
)


class Value(Node):
    """What stands behind a colon: items between commas and perhaps a tail (`等9类`, `共2项`)."""

    __slots__ = ("items", "tail")

    def __init__(self, items: list[Operand], tail: Token | None) -> None:
        self.items = items
        self.tail = tail
        self.start = start_of(items[0])
        self.end = end_of(tail) if tail is not None else end_of(items[-1])


class Clause(Node):
    """One clause; `kind` is its id in the word table, `parts` what stands behind its word."""

    __slots__ = ("kind", "parts", "word")

    def __init__(self, kind: str, children: Sequence[Operand]) -> None:
        self.kind = kind
        self.word = children[0]
        self.parts = children[1:]
        self.start = start_of(children[0])
        self.end = end_of(children[-1])


class Field(Node):
    """`word: value clauses`."""

    __slots__ = ("clauses", "value", "word")

    def __init__(self, word: Token, value: Value, clauses: list[Clause]) -> None:
        self.word = word
        self.value = value
        self.clauses = clauses
        self.start = start_of(word)
        self.end = max(value.end, clauses[-1].end) if clauses else value.end


class Block(Node):
    """`kind name "title" clauses { statements }`; `body` is None where there are no braces."""

    __slots__ = ("body", "clauses", "kind", "name", "title")

    def __init__(
        self,
        kind: Token,
        name: Token | None,
        title: Token | None,
        clauses: list[Clause],
        body: list[Statement] | None,
        end: int,
    ) -> None:
        self.kind = kind
        self.name = name
        self.title = title
        self.clauses = clauses
        self.body = body
        self.start = start_of(kind)
        self.end = end


Statement: TypeAlias = Block | Field


class Document(Node):
    """All statements of one text; `lost` holds the words of heads that could not be read."""

    __slots__ = ("lost", "statements")

    def __init__(self, statements: list[Statement], lost: frozenset[str] = frozenset()) -> None:
        self.statements = statements
        self.lost = lost
        self.start = 0
        self.end = statements[-1].end if statements else 0


def start_of(part: Operand) -> int:
    """The first code point of a token or node."""
    if isinstance(part, Token):
        return part.start_pos or 0
    return part.start


def end_of(part: Operand) -> int:
    """The code point after the last one of a token or node."""
    if isinstance(part, Token):
        return part.end_pos or 0
    return part.end


def brackets_in(parts: Sequence[Operand]) -> int:
    """How deep brackets are nested in some operands; each bracket knows its own depth."""
    deepest = 0
    for part in parts:
        if isinstance(part, Token):
            continue
        if isinstance(part, Infix | Arrowed):
            deepest = max(deepest, brackets_in(part.parts))
        elif isinstance(part, Bounded | Signed):
            deepest = max(deepest, brackets_in((part.operand,)))
        elif not isinstance(part, Counted):
            deepest = max(deepest, part.depth)
    return deepest


def depth_of(statements: list[Statement]) -> int:
    """How deep blocks are nested, worked out without recursion."""
    depth, level = 0, [s for s in statements if type(s) is Block]
    while level:
        depth += 1
        level = [inner for block in level for inner in block.body or () if type(inner) is Block]
    return depth
