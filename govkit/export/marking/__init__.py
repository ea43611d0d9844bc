"""A copy of somebody's own table with the findings of a check written into it, row by row.

`rows` says what is written where; `copying` makes the copy of a workbook or of separated text.
Nothing of theirs is changed: of a workbook the sheet alone gains a column, its other parts are the
same bytes.
"""

from govkit.export.marking.copying import Unmarkable, is_untouched, marked
from govkit.export.marking.rows import Marks, marks_of

__all__ = ["Marks", "Unmarkable", "is_untouched", "marked", "marks_of"]
