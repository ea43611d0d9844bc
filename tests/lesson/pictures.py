"""The pictures of the projector in the documents, made anew.

A folder enters; four pictures leave: a question with groups that have decided, and what came of it,
in both tongues. Needs Chromium and Chinese fonts.

    python -m tests.lesson.pictures docs/images
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from govkit.engine import Engine
from govkit.export.lesson import page
from govkit.pipeline import load
from govkit.scenario import explore
from tests.lesson.chromium import Chromium

EXAMPLES = Path(__file__).parents[2] / "examples"
LESSONS = (
    (EXAMPLES / "quanyu", "车库进水", "课堂", "1A2C3C4C5E"),
    (EXAMPLES / "gallery" / "harbour_lesson.gov", "Ferry_in_a_gale", "class", "1A2C3A4A5D"),
)  # what five groups say; the sixth says at last what the first or second said


def main(folder: Path) -> None:
    """Write the pictures."""
    for path, lesson, name, letters in LESSONS:
        engine = Engine(load(path))
        graph = explore(engine, lesson, seed="7")
        with TemporaryDirectory() as place, Chromium(Path(place) / "browser") as tab:
            file = Path(place) / "lesson.html"
            file.write_text(page(graph, engine.lang, groups=6), encoding="utf-8")
            tab.open(file)
            tab.press("PageDown", *letters)
            tab.picture(folder / f"{name}-question.png")
            tab.press("6", letters[1] if name == "class" else letters[3], "r")
            tab.picture(folder / f"{name}-reveal.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
