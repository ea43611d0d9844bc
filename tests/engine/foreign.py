"""Small foreign models, drawn from a seed: no levels, bodies only, steps of teams, odd zones.

A source of chance enters; the text of a model in either tongue leaves. It need not compile: a
structure that the checks refuse is drawn again.
"""

from __future__ import annotations

from random import Random

ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Monrovia",
    "Pacific/Apia",
    "UTC",
)
LIMITS = (
    "3 work_days",
    "5 days",
    "2 hours",
    "10 work_hours",
    "1 months",
    "unknown",
    "90 minutes",
    "≤2 weeks",
)
EVENTS = ("overdue", "undecided", "obstructed", "declined", "done", "returned", "absent", "silence")
MANNERS = ("resolved", "explained", "rejected")


def foreign(draw: Random) -> str:
    """The text of a small model."""
    levels = ["Low", "Mid", "Top"][: draw.choice((0, 1, 2, 3))]
    bodies, teams = ["Board", "Office"][: draw.choice((0, 1, 2))], ["Crew", "Panel"]
    posts = ["Clerk", "Judge", "Chair"]
    lines = [f"  zone: {draw.choice(ZONES)!r}".replace("'", '"')]
    for number, level in enumerate(reversed(levels)):
        above = f"parent: {levels[len(levels) - number]}; " if number else ""
        lines.append(f"  level {level} {{ {above}count: {draw.choice((1, 2, 3, 7))} }}")
    for body in bodies:
        at = f"at: {draw.choice(levels)}" if levels and draw.random() < 0.5 else ""
        lines.append(f"  body {body} {{ {at} }}")
    for team in teams:
        at = f"at: {draw.choice(levels)}" if levels and draw.random() < 0.3 else ""
        lines.append(f"  team {team} {{ {at} }}")
    for number, post in enumerate(posts):
        places = [*levels, *bodies, *teams]
        fields = [f"at: {draw.choice(places)}"] if places and draw.random() < 0.6 else []
        if number and draw.random() < 0.5:
            fields += [f"superior: {posts[number - 1]}", "vacant: rise"]
        lines.append(f"  post {post} {{ {'; '.join(fields)} }}")
    lines.append("  attribute size { values: small, big }")
    lines.append("  attribute cost { unit: yuan }")
    lines.append("  matter Noise { size: small }")
    lines.append(f"  matter Smell {{ limit: {draw.choice(LIMITS)} }}")
    who = [*posts, *teams, *bodies, *levels]
    lines.append(_process("Main", "Noise, Smell", levels, who, draw))
    if draw.random() < 0.5:
        lines.append(_process("Other", "Smell", levels, who, draw))
        lines.append("  mode Storm { matters: Noise, Smell; process: Other; suspends: Main }")
    return "govkit 1\ndistrict Foreign proposed {\n" + "\n".join(lines) + "\n}\n"


def _process(name: str, matters: str, levels: list[str], who: list[str], draw: Random) -> str:
    tiers = levels if levels and draw.random() < 0.6 else []
    steps = ["One", "Two", "Three"][: draw.choice((1, 2, 3) if not tiers else (0, 1, 2))]
    fields = [f"applies_to: {matters}"]
    if draw.random() < 0.4:
        fields.append(f"total: {draw.choice(LIMITS)}")
    if draw.random() < 0.3:
        fields.append("passes: ≤3")
    if draw.random() < 0.3:
        fields.append(f"objection_within: {draw.choice(LIMITS[:4])}")
    places = [*tiers, *steps]
    if draw.random() < 0.4:
        fields += [f"reopen_to: {draw.choice(places)}", "reopen_within: 30 days"]
    if draw.random() < 0.4:
        fields += [f"arbiter: {draw.choice(who)}", f"provisional: {draw.choice(who)}"]
    if draw.random() < 0.4:
        start, stop = draw.choice(("opened", "arrived", "sign_for", "urge")), "close"
        more = draw.choice(("", f"on: overdue → {draw.choice(places)}", "on_expiry: urge"))
        urged = f"urged_by: {draw.choice(who)}; supervised_by: {draw.choice(who)}"
        fields.append(
            f"clock Watch {{ from: {start}; limit: {draw.choice(LIMITS)}; stop: {stop}; {urged};"
            f" remind_before: 1 hours; {more} }}"
        )
    blocks = [_place("tier", tier, places, who, draw) for tier in tiers]
    blocks += [_place("step", step, places, who, draw) for step in steps]
    return f"  process {name} {{\n    " + "\n    ".join([*fields, *blocks]) + "\n  }"


def _place(kind: str, name: str, places: list[str], who: list[str], draw: Random) -> str:
    handlers = draw.sample(who, min(len(who), draw.choice((1, 1, 2, 3))))
    joined = ", ".join(handlers)
    form = draw.choice(("{}", "any({})", "all({})")) if len(handlers) > 1 else "{}"
    fields = [f"handler: {form.format(joined)}"] if draw.random() < 0.97 else []
    if draw.random() < 0.7:
        fields.append(f"limit: {draw.choice(LIMITS)}")
    if draw.random() < 0.3:
        fields.append(f"sign_within: {draw.choice(LIMITS)}; return_within: {draw.choice(LIMITS)}")
    if draw.random() < 0.3:
        fields.append(f"complete_within: {draw.choice(LIMITS[:4])}")
    if draw.random() < 0.3:
        fields.append(f"countersign: {draw.choice(who)}; countersign_within: 2 days")
        fields.append(f"silence: {draw.choice(('agrees', 'declines', 'escalates'))}")
    if draw.random() < 0.3:
        fields.append(f"summon: {draw.choice(who)}; arrive_within: 2 hours")
    if draw.random() < 0.3:
        fields.append(f"extend: 3 work_days; extended_by: {draw.choice(who)}")
        fields.append(f"suspend: parts; suspended_by: {draw.choice(who)}; resume_on: come")
    if draw.random() < 0.3:
        fields.append("remind_before: 1 days, 1 hours; remind_after: 2 hours")
    for event in draw.sample(EVENTS, draw.choice((0, 1, 2, 3))):
        target = draw.choice([*places, *MANNERS])
        fields.append(f"on: {event} → {target}")
    return f"{kind} {name} {{ {'; '.join(fields)} }}"
