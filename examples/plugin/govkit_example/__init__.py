"""A check and a table of days for govkit. Nothing is loaded until a model asks for `example`."""
