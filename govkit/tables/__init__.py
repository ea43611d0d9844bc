"""Tables: a CSV file or a sheet of a workbook as rows under their headings.

A path enters; a `Table` leaves whose rows keep the numbers that Excel or an editor shows, with
findings about what cannot be read. What the columns mean, and which files may be read, is not known
here. `articles` finds the articles of a text in the same way.
"""

from govkit.tables.articles import read_articles
from govkit.tables.reading import kept, read_table
from govkit.tables.table import HINT, MARKED, Row, Table, TableFile, folded

__all__ = [
    "HINT",
    "MARKED",
    "Row",
    "Table",
    "TableFile",
    "folded",
    "kept",
    "read_articles",
    "read_table",
]
