"""Tables that a text names: opened once for a model, with their headings understood.

`table` opens one; `rosters` make units of its rows, `catalogues` say which items stand in them. How
files of tables are read is known to `govkit.tables`.
"""
