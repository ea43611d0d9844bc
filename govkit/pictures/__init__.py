"""Drawings as SVG: the org chart, cards of units, swimlanes of processes.

A `Governance` enters, one self-contained SVG text leaves: no outside address, no script, fonts by
name only. Nothing here reads a `.gov` text or knows a file system.
"""
