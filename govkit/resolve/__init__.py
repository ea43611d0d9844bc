"""Nodes to model: files, names, values, statements.

Parsed texts enter; a validated `Governance`, the places of its statements and all findings leave.
Nothing here raises for a user's mistake, and nothing here knows Lark's grammar or a screen.
"""
