"""Ways out of the model: data files, the structure as rows, pictures.

A finished `Governance` enters, text or plain data leaves, one file per format. Nothing here reads a
`.gov` text, prints to a screen or runs a case.
"""
