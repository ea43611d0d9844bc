"""Reading: what each statement says, as arguments of the model.

`statements` goes through a text, `blocks` through one block, with its `clauses` and the word it
opens with (`openings`), the `lines` of
its sections and the `items` of its tables; what comes of it is a `layer`. `values` chooses the
reader by the type of a field: `lists`, `maps`, `shares`, `calendars`, `quantities`,
`workloads`, with `dimensions` and official `phrases`; `expressions` are formulas and conditions,
whose names have `readings`; what only a scenario can name stands in `stories`. `amounts` is one
item of a value.
"""
