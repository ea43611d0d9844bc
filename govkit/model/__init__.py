"""The compiled model: frozen objects, one file per kind, `Governance` as the root.

Objects refer to each other by id, never by pointer; places in the text are not part of them. This
room knows nothing of text, engines, exports or screens.
"""
