"""The table of amendments (修订对照表): what stood there, what stands there now, what that changes.

Two models and their diff enter, a `Document` leaves: a row for each object that changed, with its
article, both wordings with what is gone and new marked, and a sentence for each change. Inside, in
a line: `wording`, `cutting` (runs), `objects` (paths), `pieces` (what fields say), `sentences`,
`rows`, `table`.
"""

from govkit.reports.amendment.table import amendment

__all__ = ["amendment"]
