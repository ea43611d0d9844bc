"""Declaring: every name that a text declares, before any statement is read.

`heads` finds the district and its statements, `meant` what a misspelt kind was meant to be, and
`declarations` enters names into `names`. `context` is what readers of one file share; `references`
says what a written name refers to, with `near` names where it refers to nothing, `elsewhere` where
a word that is wrong here belongs.
"""
