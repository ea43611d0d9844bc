"""Findings as a SARIF 2.1.0 log, the interchange format code hosts and editors read.

Findings, a tongue and the version of the package enter; plain data ready for JSON leaves. Columns
are UTF-16 units, as editors count. Nothing here writes to a stream or touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from govkit.diagnostics import catalogue
from govkit.diagnostics.diagnostic import Diagnostic, Fix, Severity
from govkit.diagnostics.page import examples, title
from govkit.source import SourceFile, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_DRIVE = re.compile(r"[A-Za-z]:/")
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")


def to_sarif(diagnostics: Iterable[Diagnostic], lang: str, version: str) -> dict[str, Any]:
    """One run of govkit `version` as a SARIF 2.1.0 log, worded in `lang`.

    Every entry of the catalogue is a rule. Raises `KeyError` where the catalogue does not hold
    a code.
    """
    known = catalogue.entries()
    index = {code: number for number, code in enumerate(known)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "govkit",
                        "version": version,
                        "language": _LANGUAGES[lang],
                        "rules": [_rule(code, entry, lang) for code, entry in known.items()],
                    }
                },
                "language": _LANGUAGES[lang],
                "columnKind": "utf16CodeUnits",
                "results": [_result(finding, index, lang) for finding in diagnostics],
            }
        ],
    }


def _rule(code: str, entry: Mapping[str, Any], lang: str) -> dict[str, Any]:
    meaning = str(entry["page"][lang]).strip()
    return {
        "id": code,
        "shortDescription": _message(title(entry, lang)),
        "fullDescription": _message(meaning),
        "help": _message("\n\n".join([meaning, *examples(entry, lang)])),
        "defaultConfiguration": {"level": _LEVELS[entry["severity"]]},
    }


def _result(diagnostic: Diagnostic, index: Mapping[str, int], lang: str) -> dict[str, Any]:
    worded = catalogue.word(diagnostic, lang)
    between = "" if lang == "zh" else " "
    sentences = between.join(part for part in (worded.text, worded.hint) if part)
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": _message(sentences),
    }
    if diagnostic.span is not None:
        result["locations"] = [_location(diagnostic.span)]
    if worded.labels:
        result["relatedLocations"] = [
            {"id": number, **_location(span), "message": _message(text)}
            for number, (span, text) in enumerate(worded.labels, 1)
        ]
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.fix, worded.hint)]
    return result


def _message(text: str) -> dict[str, str]:
    """A message object: braces doubled (3.11.5); what looks like a link is escaped (3.11.6)."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[\1\\]", doubled)}


def _location(span: Span) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": _artifact(span.source), "region": _region(span)}
    }


def _artifact(source: SourceFile) -> dict[str, str]:
    return {"uri": uri(source.name)}


def uri(name: str) -> str:
    """The name of a source file as a URI reference, percent-encoded; a full path is a file URI."""
    path = name.replace("\\", "/")
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{_encoded(path[2:])}"
    if path.startswith("//"):
        return f"file:{_encoded(path)}"
    return f"file://{_encoded(path)}" if path.startswith("/") else _encoded(path)


def _encoded(path: str) -> str:
    return quote(path.encode("utf-8", "surrogatepass"), safe="/")


def _region(span: Span) -> dict[str, int]:
    end = max(span.start, span.end)
    return {
        "startLine": span.line,
        "startColumn": _utf16_column(span.source, span.start, span.column),
        "endLine": span.end_line,
        "endColumn": _utf16_column(span.source, end, span.end_column),
    }


def _utf16_column(source: SourceFile, offset: int, column: int) -> int:
    before = source.text[offset - column + 1 : offset]
    return len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1


def _fix(fix: Fix, hint: str) -> dict[str, Any]:
    described = {"description": _message(hint)} if hint else {}
    replacement = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(fix.span.source), "replacements": [replacement]}
    return {**described, "artifactChanges": [change]}
