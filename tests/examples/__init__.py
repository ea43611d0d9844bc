"""Tests of the examples: the districts, the gallery."""
