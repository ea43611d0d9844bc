"""What is known of a case: frozen values, lossless as JSON, without words and without a model.

`case` is what travels, with the `event`s of its history, its `timer`s and the `value`s of its
attributes; `status` and `move` are what it stands at and what may be done; `grading` keeps the
grades it had, `past` what rules ask of the history, `key` digests what decides, `kept` says what
a case can keep at all, `related` is another case as it knows it.
"""
