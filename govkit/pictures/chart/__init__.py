"""Charts of numbers with their names: dots, a curve, boxes, bars, bands.

Numbers and labels enter, one SVG text leaves each. Every chart tells in words what it shows; no
colour says anything alone. What the numbers are of is not known here.
"""
