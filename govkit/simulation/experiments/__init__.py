"""Many runs of one model or of several: what differs, how often, by whom, and where it is kept.

`experiment` is the door: it makes a plan of models, each a `variant`, goes on `until` a figure is
known, `running` them in an executor (`workers`) and keeping what is finished in a `folder`; a
`result` holds what was found.
"""
