"""Readings of a finished model that are no findings: who stands where, who does what, what differs.

Models enter, typed rows leave; how they are laid out is not known here. `rows` and `structure` are
what a model is shown by, `comparison` sets districts side by side, `provenance` says where each
statement comes from, `facts` what the checks of a text compare, `diff` what became of a model.
`public` is a model as anybody may read it, `roles` who does what in each matter.
"""
