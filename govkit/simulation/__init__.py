"""Many cases of a district through time: who works when, what waits, and what runs out meanwhile.

`agenda` is the total order of what happens at one instant, `duty` when a holder is at work,
`station` the queue and the holders of one post, body, team or level at one unit. Instants are
whole seconds from the beginning of the run; what a case is and what may be done in it is not known
here.
"""
