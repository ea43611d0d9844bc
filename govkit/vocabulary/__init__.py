"""The words of the language as data: kinds, fields, units and closed sets, in both tongues.

The tables lie in `grammars/`; this room reads them and answers questions about them. It knows
nothing of text, models or errors.
"""
