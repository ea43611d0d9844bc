"""Nodes to model: files, names, values, statements.

Parsed texts enter; a `Governance`, the places of its statements and all findings leave.
Nothing here raises for a user's mistake, and nothing here knows Lark's grammar or a screen.

Rooms in a line, each of which knows only those before it: `texts` are files and findings, `tables`
the tables they name, `declaring` enters names, `reading` reads statements, `refinement` merges a
base with what builds upon it. `strengths` hands the strength of a head to what it holds for;
`replacing` says fields of a finished model anew; `district` joins all that a text goes through.
"""
