"""Many cases of a district through time: who works when, what waits, and what runs out meanwhile.

`agenda` is the total order of what happens at one instant, `duty` when a holder is at work,
`station` the queue and the holders of one post, body, team or level at one unit. `numbers` makes a
`setup` of a workload, `reading` it with its `streams` and `stations` (`daily`: what holds when;
`conditions`: for which cases), or tells the `gaps`: what `lacks` where cases `reach`, and the
`load` there; `policy` says what a case (`life`) waits for, by the table of `occasions`;
`replication` runs it behind a `transition`, a `course` whose parts are `coming`, `workplaces` and
`meetings` with their `actors`; `tally` counts its `outcome`: the `journey` of each case and the end
it has to keep (`due`) make `sums`, these `figures`, and the `ledger` is what indicators are
computed of; `wording` names them, `page` shows them; `experiment` repeats a `plan`, `result` and
`estimates` say what the runs come to together; a `simulation` is one run that a program steps
through. `variant` says a model otherwise, `running` makes and collects runs, `workers` beside each
other, `folder` keeps them, `until` says when there are enough.
Instants are whole seconds from the beginning of the run.

`rows` are the log of what happened, `watchers` tell several watches of one run.
"""
