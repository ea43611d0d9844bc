"""A fixed loop of plain Python, whose time stands for the speed of the machine.

Nothing enters; microseconds leave. What is measured in the same run is told as a ratio to it.
"""

from __future__ import annotations

from time import process_time


def yardstick() -> float:
    """µs of a fixed loop: integers, a dictionary, a tuple; about 40 µs."""
    table: dict[int, int] = {}
    begin = process_time()
    for _ in range(20):
        total, kept = 0, ()
        for number in range(300):
            total = (total * 31 + number) % 1_000_003
            table[number] = total
            if total in table:
                kept = (number, total)
        assert kept
    return (process_time() - begin) / 20 * 1e6
