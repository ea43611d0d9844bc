"""One fault gives one finding, and every check stands where the next one would be looked for.

The bad examples of the catalogue and the deliberate breaks of the gallery enter; what follows from
each beside its own code is either in a table with the reason, or one check too many.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import govkit.checks
from govkit.checks import CHECKS, GROUND, WHOLE
from govkit.diagnostics import catalogue
from govkit.pipeline import compile_text
from tests.examples.test_gallery import BREAKS, BY_KIND, GALLERY, unbroken
from tests.together import together

# Code of an example → what else is said, because it is another fault of the same small text.
BESIDE: dict[str, dict[str, int]] = {
    "GOV454": {"GOV604": 1, "GOV504": 1},  # the doubt, and what goes with its other reading
    "GOV455": {"GOV604": 1},  # the doubt
    "GOV513": {"GOV629": 1},  # it leads on when time runs out, and there is no limit
    "GOV591": {"GOV620": 1},  # the attribute that is no key any more is for nothing
}
# Break of the gallery (model, code) → what else follows, because the change does several things.
FOLLOWS: dict[tuple[str, str], dict[str, int]] = {
    ("help_desk", "GOV593"): {"GOV592": 1},  # a cell written twice is missing elsewhere
    ("harbour", "GOV610"): {"GOV504": 1},  # two chiefs for three terminals miss the quota as well
    ("harbour", "GOV608"): {"GOV565": 1},  # no post stands above a chief of the whole port
    ("building_permits", "GOV552"): {"GOV551": 1},  # the limit is also shorter than its reminder
    ("业主大会", "GOV584"): {"GOV601": 1},  # a line of checks counts the same posts
    ("学校", "GOV504"): {"GOV504": 1, "GOV601": 1},  # classes too many, and posts for them missing
    ("考试委员会", "GOV601"): {"GOV504": 1},  # the posts have a quota as well
    ("考试委员会", "GOV517"): {"GOV516": 1},  # the matter it applied to before has no process
    ("供水抢修", "GOV553"): {"GOV619": 3},  # three tiers are longer too
    ("申诉委员会", "GOV564"): {"GOV601": 1},  # a line of checks counts the same posts
    ("急诊室", "GOV598"): {"GOV591": 1},  # it now gives one of its own keys as well
    ("撤镇设街道", "GOV533"): {"GOV533": 1},  # two fields point at the level that has ended
}
BAD = [code for code, entry in catalogue.entries().items() if "bad" in entry]


@together("code", BAD)
def test_a_bad_example_shows_its_own_fault_alone(code: str) -> None:
    found = compile_text(catalogue.entries()[code]["bad"].lstrip("\n")).diagnostics
    beside = Counter(one.code for one in found) - Counter([code])
    assert beside == Counter(BESIDE.get(code, {}))


def test_a_break_of_the_gallery_is_told_once() -> None:
    wrong = []
    for name, old, new, code in BREAKS:
        text = (GALLERY / f"{name}.gov").read_text(encoding="utf-8")
        if old == BY_KIND or old not in text:
            continue
        before = Counter(one.code for one in unbroken(name).diagnostics)
        after = Counter(one.code for one in compile_text(text.replace(old, new)).diagnostics)
        extra = after - before - Counter([code])
        if extra != Counter(FOLLOWS.get((name, code), {})):
            wrong.append((name, new, code, dict(extra)))
    assert wrong == []


def test_every_check_is_in_the_tuple_of_its_module_once() -> None:
    asked = Counter(check.__name__ for check in (*GROUND, *CHECKS, *WHOLE))
    written = []
    for found in pkgutil.iter_modules(govkit.checks.__path__):
        module = importlib.import_module(f"govkit.checks.{found.name}")
        written += [
            name
            for name, value in vars(module).items()
            if name.startswith("check_") and value.__module__ == module.__name__
        ]
    written.remove("check_day")  # asked of a model as of a day alone, with what was taken from it
    assert asked == Counter(written)


@together("check", [*GROUND, *CHECKS, *WHOLE], ids=lambda check: check.__name__)
def test_a_check_opens_with_its_codes(check: object) -> None:
    told = catalogue.entries()
    words = (check.__doc__ or "").replace("\u2013", " ").replace(":", " ").replace(",", " ").split()
    assert [word for word in words if word in told], check
