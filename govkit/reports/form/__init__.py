"""The form (表样): the workbook an office fills in, one sheet for each table a model can take in.

`units`, `items` and `days` make a `Sheet` of a level, a list, a calendar; `document` puts them
together. How a workbook looks is not known here.
"""
