"""Plug-ins: checks, public holidays and formats of other packages, loaded only when asked for.

Names enter; checks, days, formats and findings about the plug-ins leave. What a plug-in hands over
is said in `offer`; which are installed, and what becomes of a broken one, in `loading`. Nothing is
loaded because it is installed. The page is docs/plugins.md.
"""

from govkit.checks.finding import Finding
from govkit.plugins.loading import Installed, Plugged, installed, plugged
from govkit.plugins.offer import Checks, Code, Exporters, Holidays, read_days
from govkit.values import PublicDay

__all__ = [
    "Checks",
    "Code",
    "Exporters",
    "Finding",
    "Holidays",
    "Installed",
    "Plugged",
    "PublicDay",
    "installed",
    "plugged",
    "read_days",
]
