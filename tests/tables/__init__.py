"""Tests of tables: files, units of a level, items of a list."""
