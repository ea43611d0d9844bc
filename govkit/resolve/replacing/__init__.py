"""Replacing: one field of a finished model said anew, as its text would say it.

`paths` finds the field that a written path names, `known` gives a reader the names of a finished
model; `replaced` reads the value and puts the new statement in place of all that was said.
"""
