"""`govkit simulate PATH [SCENARIO]`: a case walked through the model, decision by decision.

`call` is the command; `session` has the user at the keys. `stage` is the sheet everything is
printed on, with the words of `simulate.toml`; `screen` lays out the walk, with its limits in
`clock` and what stands beside the case in `standing`; `debrief` its end.
"""

from govkit.cli.simulate.call import command

__all__ = ["command"]
