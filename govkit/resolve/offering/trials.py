"""Trials: a statement that nobody wrote yet, read where it would stand.

A text and its surroundings enter; the findings it would give leave. Nothing of the model changes.
"""

from __future__ import annotations

from dataclasses import replace

from govkit.diagnostics import Diagnostic
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import name_of
from govkit.resolve.offering.standing import Standing
from govkit.resolve.reading.blocks import BlockReader
from govkit.resolve.reading.clauses import NO_ORIGIN
from govkit.resolve.reading.expressions import condition, is_statement
from govkit.resolve.reading.lines import figure_line
from govkit.resolve.texts.reports import Reports
from govkit.source import SourceFile
from govkit.syntax.nodes import Block, Field, Statement
from govkit.syntax.reading import parse
from govkit.vocabulary.kinds import kind_words, kind_words_in, kinds


def told(context: Context, standing: Standing, text: str) -> list[Diagnostic] | None:
    """What is told about a text that stands there; None where it cannot be known."""
    source = SourceFile("", text)
    document, found = parse(source)
    if found:
        return found
    reports = Reports()
    apart = replace(
        context, source=source, reports=reports, names=replace(context.names, lost=set()),
        owner=_owner(standing), process=_process(standing), tiers=_tiers(standing),
    )  # fmt: skip
    if any(isinstance(s, Block) and not _known(s, standing.kind) for s in document.statements):
        return None
    if standing.kind in ("figures", "checks"):
        if not all(_line(apart, one, standing.kind) for one in document.statements):
            return reports.found or None
    else:
        row = kinds()[standing.kind]
        BlockReader(apart, {}).body(document.statements, row, _owner(standing), {})
    return reports.found


def reads(context: Context, standing: Standing, text: str) -> bool:
    """Whether a text can be read there without a finding."""
    return told(context, standing, text) == []


def _line(apart: Context, statement: Statement, kind: str) -> bool:
    if not isinstance(statement, Field):
        return False
    if kind == "figures":
        return figure_line(apart, statement, NO_ORIGIN) is not None
    holds = condition(apart, statement.value)
    return holds is not None and is_statement(holds)


def _known(block: Block, kind: str) -> bool:
    found = kind_words_in(kind).get(str(block.kind))
    return found is not None and kind in kinds()[found].inside


def _owner(standing: Standing) -> str:
    if not standing.blocks:
        return "district"
    return f"{standing.kind}:{name_of(standing.blocks[-1])}"


def _process(standing: Standing) -> str:
    outer = standing.blocks[0] if standing.blocks else None
    if outer is None or kind_words().get(str(outer.kind)) != "process":
        return ""
    return name_of(outer)


def _tiers(standing: Standing) -> frozenset[str]:
    if not _process(standing):
        return frozenset()
    inner = (s for s in standing.blocks[0].body or () if isinstance(s, Block))
    return frozenset(name_of(s) for s in inner if kind_words().get(str(s.kind)) == "tier")
