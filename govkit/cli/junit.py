"""Tested scenarios as JUnit XML, as continuous integration reads it.

Scenarios as they were played enter, by model; XML leaves. Whether one holds is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from govkit.cli.wording import Tongue
from govkit.diagnostics.catalogue import word
from govkit.diagnostics.width import visible

if TYPE_CHECKING:
    from govkit.diagnostics import Diagnostic
    from govkit.scenario.trial import Tried


def report(models: Iterable[tuple[str, Sequence[Tried]]], lang: Tongue) -> str:
    """The report: a suite for each model, a case for each scenario."""
    root = Element("testsuites", name="govkit test")
    for path, every in models:
        failed = sum(not one.holds for one in every)
        suite = SubElement(
            root, "testsuite", name=visible(path), tests=str(len(every)), failures=str(failed)
        )
        for one in every:
            case = SubElement(
                suite, "testcase", classname=visible(path), name=visible(one.scenario)
            )
            errors = [found for found in one.findings if found.severity == "error"]
            if errors:
                message = _line(errors[0], lang)
                failure = SubElement(case, "failure", message=message, type=errors[0].code)
                failure.text = "\n".join(_line(found, lang) for found in errors)
            others = [found for found in one.findings if found.severity != "error"]
            if others:
                out = SubElement(case, "system-out")
                out.text = "\n".join(_line(found, lang) for found in others)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "unicode") + "\n"


def _line(found: Diagnostic, lang: Tongue) -> str:
    return visible(f"{found.code} {word(found, lang).text}")
