"""What is handed out on paper: rows and a pen enter, a document leaves, one report a module.

A report knows what it says and in which order, and no format; a format knows no report. Reports
stand below everything that they tell of.
"""
