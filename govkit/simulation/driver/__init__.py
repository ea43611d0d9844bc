"""The driver: a setup of numbers and the rules behind a transition, moved through time.

`setup` are the numbers (`daily`: those that change with the day), `gaps` what lacks; `agenda` is
the total order of what happens at one instant, `wall` the clock whose seconds a run counts, `duty`
when a holder is at work, `station` the queue and the holders of one post, body, team or level at
one unit. `policy` says what a case (`life`) waits for, by the table of `occasions`; `replication`
runs it behind a `transition`, a `course` whose parts are `coming`, `workplaces` and `meetings` with
their `actors`. `rows` are the log of what happened, `watchers` tell several watches of one run.
"""
