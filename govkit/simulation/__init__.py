"""Many cases of a district through time: who works when, what waits, and what runs out meanwhile.

Rooms in a line, each of which knows only those before it: `driver` moves cases through a run,
`workload` reads its numbers from a text, `outcome` is what a run comes to, `page` tells it,
`measuring` takes the numbers from a log instead, `experiments` repeats and compares. `wording` are
the words of figures, a `plan` what is to be run; `simulation` is one run for services that embed
it. Instants are whole seconds from the beginning of the run, of the clock on the wall.
"""
