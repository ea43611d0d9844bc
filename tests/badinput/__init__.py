"""Tests of input that nobody ought to write, and somebody will."""
