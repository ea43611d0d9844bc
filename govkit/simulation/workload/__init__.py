"""From the workload of a text to the setup of a run, or to what it lacks.

`numbers` reads it with `reading`, `streams` and `stations`, each statement under its `conditions`;
`reach` is what its cases can come to, `lacks` what nothing is said of there, `load` how busy a
station will be at least.
"""
