"""Workloads that are measured instead of assumed: what a log says, with its counts.

`measured` reads the log of cases that indicators read, `events_measured` a log of events.
"""
