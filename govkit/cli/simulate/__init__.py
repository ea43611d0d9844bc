"""`govkit simulate [PATH] [SCENARIO]`: a lesson walked through the model, question by question.

`call` is the command and `listing` the list of lessons. `playing` has the class at the keys: `keys`
are what is typed, `saving` is where a walk goes, `sheet` the law of the screen; `lesson` lays out a
lesson with options and `review` its debrief, `linear` a scenario whose turns expect one move each.
`session` is the walk with every move of the engine. `stage` is what all is printed on, with the
words of `simulate.toml`; `screen` lays out a case in full, with its limits in `clock` and what
stands beside it in `standing`; `debrief` is the end of a linear walk.
"""

from govkit.cli.simulate.call import command

__all__ = ["command"]
