"""The page of an experiment: what was asked, what it rests on, what came of it, what stays open.

`told` is what all parts of the page draw on; `rests` says what the figures rest on, `tables` and
`charts` what they are, `sentences` asks and answers, `compose` puts them in order. How a page is
written as HTML is the business of `govkit.export.page`.
"""
