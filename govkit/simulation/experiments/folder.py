"""The folder of an experiment: what is run, and each run that is finished, a file for each.

A plan and outcomes enter and leave again, bit for bit. A file is written beside and renamed, so
that one that is there is whole, whenever the program was killed; a run of another plan is refused.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.simulation.outcome.outcome import Outcome
from govkit.simulation.plan import Plan
from govkit.version import __version__

PLAN = "plan.json"
FORMAT = "govkit-run/1"
_BESIDE = ".part"

# What may differ between two plans, in the order it is told.
_PARTS: Mapping[str, Both] = {
    "format": Both("文件格式", "the format of its files"),
    "govkit": Both("govkit 的版本", "the version of govkit"),
    "python": Both("Python 的版本", "the version of Python"),
    "workload": Both("用的推演", "the workload"),
    "first": Both("从哪天起", "the first day"),
    "days": Both("天数", "the number of days"),
    "seed": Both("种子", "the seed"),
    "variants": Both("比较的几种情形", "the variants"),
    "models": Both("模型或改动", "the model, or what is changed in it"),
}


class RunFolder:
    """The finished runs of one plan. `damaged` are files that could not be read as they were
    written: those runs are made again."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self.path = path
        self.damaged: list[str] = []
        self._names = [name for name, _ in plan.models]

    @classmethod
    def begun(cls, path: Path, plan: Plan) -> RunFolder:
        """A new folder, or an empty one, for a plan. Raises `GovError` (GOV983) where a run or
        anything else is in it, `OSError` where nothing can be written."""
        path.mkdir(parents=True, exist_ok=True)
        if (path / PLAN).exists():
            raise refuse("GOV983", name=str(path), what=Both("里面已有一次推演", "a run is in it"))
        if any(found.suffix != _BESIDE for found in path.iterdir()):
            what = Both("里面已有别的文件", "there are other files")
            raise refuse("GOV983", name=str(path), what=what)
        folder = cls(path, plan)
        folder._write(PLAN, json.dumps(_described(plan), ensure_ascii=False, indent=1))
        return folder

    @classmethod
    def resumed(cls, path: Path, plan: Plan) -> RunFolder:
        """The folder of a run of the same plan. Raises `GovError` (GOV983) for any other."""
        try:
            kept = json.loads((path / PLAN).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            what = Both("里面没有可以继续的推演", "no run is in it that could go on")
            raise refuse("GOV983", name=str(path), what=what) from None
        mine = _described(plan)
        for part, words in _PARTS.items():
            if not isinstance(kept, dict) or kept.get(part) != mine[part]:
                what = Both(f"{words.zh}不同", f"{words.en} is another one")
                raise refuse("GOV983", name=str(path), what=what)
        for left in path.glob(f"*{_BESIDE}"):
            left.unlink(missing_ok=True)
        return cls(path, plan)

    def outcomes(self) -> Iterator[tuple[tuple[str, int], Outcome]]:
        """The finished runs, by variant and number."""
        for file in sorted(self.path.glob("run-*.json")):
            try:
                kept = json.loads(file.read_text(encoding="utf-8"))
                key = (str(kept["variant"]), int(kept["replication"]))
                data = kept["outcome"]
                whole = kept["digest"] == _digest(data) and file.name == self._file(*key)
                outcome = Outcome.of_data(data)
            except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
                whole = False
            if whole:
                yield key, outcome
            else:
                self.damaged.append(file.name)

    def keep(self, variant: str, replication: int, outcome: Outcome) -> None:
        """Write a finished run. Raises `OSError`."""
        data = outcome.to_data()
        kept = {"variant": variant, "replication": replication, "digest": _digest(data),
                "outcome": data}  # fmt: skip
        self._write(self._file(variant, replication), json.dumps(kept, ensure_ascii=False))

    def _file(self, variant: str, replication: int) -> str:
        return f"run-{self._names.index(variant) + 1:02d}-{replication + 1:03d}.json"

    def _write(self, name: str, text: str) -> None:
        """Put a text beside its place, then in it; again where another process that goes on in
        this folder swept it away in between."""
        beside = self.path / f"{name}.{os.getpid()}{_BESIDE}"
        for left in (True, False):
            beside.write_text(text, encoding="utf-8")
            try:
                os.replace(beside, self.path / name)
            except FileNotFoundError:
                if not left:
                    raise
            else:
                return


def _described(plan: Plan) -> dict[str, Any]:
    """All that the outcomes of a plan turn on."""
    return {
        "format": FORMAT,
        "govkit": __version__,
        "python": platform.python_version(),
        "workload": plan.workload,
        "first": plan.first.isoformat(),
        "days": plan.days,
        "seed": plan.seed,
        "variants": [name for name, _ in plan.models],
        "models": {name: json.loads(text) for name, text in plan.models},
    }


def _digest(data: Mapping[str, Any]) -> str:
    return sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()[:16]
