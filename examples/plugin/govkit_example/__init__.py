"""A check, days and a format for govkit. Nothing is loaded until `example` is asked for."""
