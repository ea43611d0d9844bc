"""The types of the player's scripts, by the compiler of TypeScript; nothing is compiled."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.lesson.tools import ROOM, tool

STRICT = {
    "checkJs": True,
    "allowJs": True,
    "noEmit": True,
    "strict": True,
    "noUnusedLocals": False,
    "target": "es2021",
    "lib": ["es2021", "dom", "dom.iterable"],
    "types": [],
}


def types(folder: Path, project: Path) -> str:
    """What the compiler says of the scripts of a folder."""
    project.write_text(json.dumps({"compilerOptions": STRICT, "include": [f"{folder}/*"]}))
    done = subprocess.run(
        [tool("tsc"), "-p", str(project)], capture_output=True, encoding="utf-8", timeout=300
    )
    return done.stdout


def test_every_script_keeps_its_types(tmp_path: Path) -> None:
    assert types(ROOM, tmp_path / "tsconfig.json") == ""


def test_a_wrong_type_is_seen(tmp_path: Path) -> None:
    copy = tmp_path / "scripts"
    copy.mkdir()
    for file in ROOM.glob("*.*s"):
        copy.joinpath(file.name).write_bytes(file.read_bytes())
    wrong = copy / "score.js"
    wrong.write_text(wrong.read_text().replace("state.end ? WORTH", "state.ending ? WORTH"))
    assert "score.js" in types(copy, tmp_path / "tsconfig.json")
