"""Texts: from a path to parsed files, and what every later step needs of them.

`folder` finds the files that a text names, `files` reads a project; `text` has one file with its
nodes, `reports` the list of findings that grows while it is read.
"""
