"""The whole of a model as one document: every statement, with its strength, dates, condition, other
reading and origin. `show` on the screen and the report `full` are this document.

`said` writes statements and what they rest on, `objects` one object after another, `grids` what is
kept side by side, `chapters` what is told of each kind, `document` puts it together, and `views`
are the other ways to look at a model.
"""
