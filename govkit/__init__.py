"""govkit: governance structures as code.

The front door: the names below, each loaded when it is first asked for. `load` and `loads` give a
`Governance` or raise `GovError`; `compile_path` and `compile_text` give everything that was found;
`Engine` walks a case, a `Simulation` many by chance, an `experiment` many times, a `report` is
what an office hands in. No logic lives here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from govkit.version import __version__

_HOMES = {
    "load": "govkit.pipeline",
    "loads": "govkit.pipeline",
    "compile_path": "govkit.pipeline",
    "compile_text": "govkit.pipeline",
    "Compiled": "govkit.pipeline",
    "Governance": "govkit.model.governance",
    "Unit": "govkit.model.units",
    "Engine": "govkit.engine",
    "Case": "govkit.engine",
    "Move": "govkit.engine",
    "experiment": "govkit.simulation.experiments.experiment",
    "Simulation": "govkit.simulation.simulation",
    "report": "govkit.reports.reporting",
    "Diagnostic": "govkit.diagnostics",
    "GovError": "govkit.diagnostics",
    "format_text": "govkit.syntax.formatter",
    "to_json": "govkit.export.json",
    "from_json": "govkit.export.json",
    "diff": "govkit.analysis.diff.comparing",
}

__all__ = ["__version__", *_HOMES]

if TYPE_CHECKING:
    from govkit.analysis.diff.comparing import diff as diff
    from govkit.diagnostics import Diagnostic as Diagnostic
    from govkit.diagnostics import GovError as GovError
    from govkit.engine import Case as Case
    from govkit.engine import Engine as Engine
    from govkit.engine import Move as Move
    from govkit.export.json import from_json as from_json
    from govkit.export.json import to_json as to_json
    from govkit.model.governance import Governance as Governance
    from govkit.model.units import Unit as Unit
    from govkit.pipeline import Compiled as Compiled
    from govkit.pipeline import compile_path as compile_path
    from govkit.pipeline import compile_text as compile_text
    from govkit.pipeline import load as load
    from govkit.pipeline import loads as loads
    from govkit.reports.reporting import report as report
    from govkit.simulation.experiments.experiment import experiment as experiment
    from govkit.simulation.simulation import Simulation as Simulation
    from govkit.syntax.formatter import format_text as format_text


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'govkit' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
