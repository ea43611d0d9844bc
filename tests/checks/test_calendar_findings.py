"""Zones and calendars that cannot be meant: each finding, and neighbours without one."""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text


def findings(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Codes and suggestions of what `govkit check` says about a text."""
    return [(one.code, tuple(one.suggestions)) for one in compile_text(text).diagnostics]


@pytest.mark.parametrize(
    ("zone", "near"),
    [
        ("Asia/Shanghia", "Asia/Shanghai"),
        ("Shanghai", "Asia/Shanghai"),
        ("america/new york", "America/New_York"),
    ],
)
@pytest.mark.parametrize("head", ["district Town { zone", "地区 镇 { 时区"])
def test_an_unknown_zone_is_told_with_near_ones(zone: str, near: str, head: str) -> None:
    [(code, suggestions)] = findings(f'govkit 1\n{head}: "{zone}" }}\n')
    assert code == "GOV180"
    assert near in suggestions


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/New_York", "PRC"])
def test_a_known_zone_is_no_finding(zone: str) -> None:
    assert findings(f'govkit 1\ndistrict Town {{ zone: "{zone}" }}\n') == []
