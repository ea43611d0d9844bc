"""What became of a model: every change from one version of a text to the next, by meaning.

`changes` are the rows that are told, `data` plain data of objects and values, `wanted` the renames
that a caller says, `renames` what a value is called after renames, `partners` which object became
which, `tree` both models side by side, `statements` which statement became which and maps key by
key, `directions` which way a change binds, `saying` both sides in words, `comparing` the diff
itself, `applying` the new model from the old one and the diff.
"""
