"""The project folder: which file a written name stands for, and that it lies inside.

A name as the text has it enters, a path or the code of a finding leaves. Nothing is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of the project (`root`, a real path) and that of the text that names files."""

    root: Path
    here: Path

    def find(self, name: str) -> tuple[Path | None, str]:
        """The file of this name, or None with the code of what is wrong with it."""
        try:
            path = self.here / name
            if not path.resolve().is_relative_to(self.root):
                return None, "GOV157"
            return (path, "") if path.is_file() else (None, "GOV152")
        except (OSError, ValueError, RuntimeError):
            return None, "GOV152"
