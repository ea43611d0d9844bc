"""`govkit assess PATH LOG`: the indicators and assessments of a model, worked out from a log.

`call` is the command: it finds the log, asks `period` for the stretch of time and has everything
worked out in `govkit.indicators`. `screen` shows the figures and `scores` the scores; `data` gives
both to programs. The command is loaded without what it works with.
"""

from govkit.cli.assess.call import command

__all__ = ["command"]
