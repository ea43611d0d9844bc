"""The days of a place of one's own, read from a table beside this file.

`XQ` is one of the codes that ISO 3166 leaves to everybody (QM to QZ, XA to XZ). The days are
assumed: a housing estate that closes its service desk on two days of 2026 and works on a Saturday.
"""

from __future__ import annotations

import pkgutil

from govkit.plugins import Holidays, read_days

HOLIDAYS = Holidays(read_days((pkgutil.get_data(__name__, "days.csv") or b"").decode("utf-8")))
