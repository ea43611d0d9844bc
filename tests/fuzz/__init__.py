"""Fuzzing that is guided by what a text brings about; run it with `make fuzz`."""
