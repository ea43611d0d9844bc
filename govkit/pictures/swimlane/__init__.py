"""The swimlane of a process: who handles what, and each way from one to the next.

A model and the name of a process enter, sheets of SVG leave. Inner rooms, each knowing those before
it: `parts` the shapes of all that passes between them, `wording` the texts, `rows` the flow of a
process, `placing` and `routing` the level form, `upright` the form with handlers side by side,
`drawing` the SVG, `swimlane` which form and which letters.
"""

from govkit.pictures.swimlane.swimlane import draw

__all__ = ["draw"]
