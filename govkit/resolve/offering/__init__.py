"""Offering: what a statement that could not be read was probably meant to be.

`standing` tells in which block a finding stands, `trials` read a statement that nobody wrote yet,
`forms` are the statements that a value without its field would make, and `offers` puts into each
finding what can be read, and takes out what cannot.
"""
