"""Tables that a text names: opened once for a model, with their headings understood.

`table` opens one; `rosters` make units of its rows, `catalogues` say which items stand in them;
`articles` are those of a text. How files are read is known to `govkit.tables`.
"""
