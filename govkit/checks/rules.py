"""The model's own rules: whether they hold, and what is told of those that do not.

A model enters, findings leave, with the author's own message and severity and what was compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govkit.checks.breaking import (
    Breaking,
    blanks,
    breaking,
    filled,
    named,
    statements_of,
    variables,
)
from govkit.checks.deciding import deciding
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered
from govkit.checks.strays import strays
from govkit.checks.unlike import unlike_words
from govkit.checks.wording import sides
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.rule import Rule
from govkit.values import Word
from govkit.values.evaluate import BudgetSpent, Compared, Evaluator, Truth, UnlikeUnits
from govkit.values.expression import Expression

_CODES = {"error": "GOV610", "warning": "GOV611", "info": "GOV612"}


def check_rules(model: Governance) -> Iterator[Finding]:
    """GOV610–GOV612: a rule of the model's own does not hold; GOV613: it cannot be decided.

    GOV608: `every` counts what no statement leads to.
    """
    known = ModelEnvironment(model)
    for rule in model.rules:
        for number, stated in rule.holds.numbered():
            at = numbered(f"rule:{rule.name}.holds", number)
            if stated.until is not None:
                continue
            here = replace(known, strays=[])
            evaluator = Evaluator(here)
            try:
                truth: Truth = evaluator.truth(stated.value)
            except UnlikeUnits as error:
                words = unlike_words(error.left, error.right)
                yield Finding("GOV605", at, {"name": rule.name, **words})
                continue
            except (BudgetSpent, RecursionError):
                yield Finding("GOV606", at, {"name": rule.name})
                continue
            if here.strays:
                yield from strays(model, at, rule.name, tuple(here.strays))
            elif truth != "true":
                yield _told(rule, at, stated.value, truth, evaluator.compared, known)


def check_messages(model: Governance) -> Iterator[Finding]:
    """GOV225: a brace in a message that names nothing."""
    known = ModelEnvironment(model)
    for rule in model.rules:
        for number, stated in enumerate(rule.message):
            own = {one for held in rule.holds for one in variables(held.value)}
            for blank in blanks(stated.value.text):
                if blank in own or any(named(known, held.value, blank) for held in rule.holds):
                    continue
                yield Finding("GOV225", numbered(f"rule:{rule.name}.message", number),
                              {"name": rule.name, "blank": f"{{{blank}}}"})  # fmt: skip


def _told(
    rule: Rule,
    at: str,
    holds: Expression,
    truth: Truth,
    compared: list[Compared],
    known: ModelEnvironment,
) -> Finding:
    """The finding about a rule that does not hold or is open, with units and statements."""
    found = breaking(known, holds)
    args: dict[str, str | Both] = {"name": rule.name, "units": _units(found)}
    others = tuple((path, "figure") for path in statements_of(known, holds))
    if truth == "false":
        args["message"] = filled(_message(rule), known, holds, found)
        args["compared"] = sides(deciding(known, holds) or compared[-1:])
        return Finding(_CODES[_severity(rule)], at, args, others)
    missing = dict.fromkeys(m for one in compared for m in (*one.left.missing, *one.right.missing))
    args["missing"] = sides(deciding(known, holds) or compared[-1:])
    if missing:
        names = "、".join(f"「{name}」" for name in missing)
        args["missing"] = Both(f"不知道{names}是多少", f"{', '.join(missing)} is not known")
    return Finding("GOV613", at, args, others)


def _units(found: Breaking | None) -> Both:
    """The sentence that names the units; empty where there are none to name."""
    if found is None:
        return Both("", "")
    zh = f"不符合的有 {found.count} 个：{found.named('zh')}。"
    en = f" Broken by {found.count}: {found.named('en')}."
    if not found.assumed:
        return Both(zh, en)
    return Both(f"按均匀分布推算，{zh}", f" By the even spread, which is assumed:{en}")


def _severity(rule: Rule) -> str:
    stated = rule.severity.value
    return stated.word if isinstance(stated, Word) else "error"


def _message(rule: Rule) -> str:
    message = rule.message.value
    return message.text if message is not None else rule.label


CHECKS: tuple[Check, ...] = (check_rules, check_messages)
