"""What became of a model: every change from one version of a text to the next, by meaning.

`changes` are the rows that are told.
"""
