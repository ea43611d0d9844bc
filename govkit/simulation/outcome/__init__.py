"""What a run comes to, as figures and as a log that indicators read.

`tally` is told of a run; `journey` is the way of one case, `due` the end by which it is judged,
`sums` and `figures` what cases come to together, `ledger` their log; an `outcome` is all of it as
plain data, `estimates` what the outcomes of several runs say together.
"""
