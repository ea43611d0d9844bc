"""Every command over every example and over texts made worse: a status, findings, no traceback.

Examples and seeds enter. A call ends with 0, 1 or 2 and never with an internal error (GOV819); a
text that is still valid comes back from JSON and YAML, and keeps its meaning when formatted. By day
as much is done as fits the time; the seed is printed, so that any of it can be repeated.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govkit.export.json import from_json, to_json
from govkit.export.yaml import from_yaml, to_yaml
from govkit.pipeline import compile_path
from govkit.syntax.formatter import format_text
from tests.badinput.test_mutations import change_value, worse

from .conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("guangming", "quanyu", "binzhou", "qixian", "haolinju")
LOG = EXAMPLES / "assessment" / "台账.csv"
SEED = int(os.environ.get("GOVKIT_SEED", "0")) or random.SystemRandom().randrange(10**9)
SECONDS = float(os.environ.get("GOVKIT_SECONDS", "3"))
MUTANTS = 2_000


def _models() -> Iterator[Path]:
    for name in (*DISTRICTS, "refinement", "tables", "assessment"):
        yield EXAMPLES / name
    for name in DISTRICTS:
        yield EXAMPLES / name / "english"
    yield from sorted((EXAMPLES / "gallery").glob("*.gov"))


MODELS = list(_models())
CALLS: tuple[tuple[str, ...], ...] = (
    ("check",), ("check", "--json"), ("check", "--strict"), ("facts",), ("facts", "--json"),
    ("show",), ("show", "--provenance"), ("show", "--lang", "en"), ("fmt", "--check"),
    ("fmt", "--lang", "en", "--check"), ("export", "json"), ("export", "yaml"), ("draw", "-o", "-"),
    ("simulate", "--auto"), ("check", "--as-of", "2022-06-01"), ("facts", "--as-of", "2030-01-01"),
)  # fmt: skip


def called(run: Run, call: tuple[str, ...], *paths: Path) -> None:
    """One call; what goes wrong names it and the seed."""
    ran = run(*call[:1], *call[1:2], *paths, *call[2:]) if call[0] == "export" else run(
        call[0], *paths, *call[1:]
    )  # fmt: skip
    about = f"GOVKIT_SEED={SEED}: govkit {' '.join(call)} {paths}"
    assert ran.status in (0, 1, 2), about
    assert "GOV819" not in ran.out + ran.err, about


def comes_back(path: Path) -> None:
    """A valid text comes back from its exports, and formatting it changes nothing it says."""
    compiled = compile_path(path)
    if compiled.model is None:
        return
    assert from_json(to_json(compiled.model)) == compiled.model
    assert from_yaml(to_yaml(compiled.model)) == compiled.model
    texts = {file: file.read_text(encoding="utf-8") for file in _texts(path)}
    for lang in ("zh", "en"):
        for file, text in texts.items():
            new = format_text(text, lang)  # type: ignore[arg-type]
            assert format_text(new, lang) == new, file  # type: ignore[arg-type]
            file.write_text(new, encoding="utf-8")
        again = compile_path(path)
        assert again.model == compiled.model, (lang, path, [d.code for d in again.errors])
        for file, text in texts.items():
            file.write_text(text, encoding="utf-8")


def _texts(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.glob("*.gov"))


def mutant(number: int, folder: Path) -> Path:
    """An example in a folder of its own, one of its texts changed."""
    rng = random.Random(f"{SEED} {number}")
    origin = rng.choice(MODELS)
    place = folder / str(number)
    if origin.is_dir():
        shutil.copytree(origin, place, ignore=shutil.ignore_patterns("english"))
        path = place
    else:
        place.mkdir()
        path = Path(shutil.copy(origin, place))
    file = rng.choice(_texts(path))
    change: Callable[[random.Random, str], str] = rng.choice((worse, change_value, change_value))
    text = change(rng, file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8", errors="replace")
    return path


def swept(run: Run, folder: Path, numbers: Iterator[int], until: float, calls: int) -> int:
    """How many mutants were tried before the time was over."""
    done = 0
    for number in numbers:
        if time.monotonic() > until:
            break
        path = mutant(number, folder)
        rng = random.Random(f"calls {SEED} {number}")
        try:
            for call in rng.sample(CALLS, calls):
                called(run, call, path)
            comes_back(path)
        except Exception as error:
            error.add_note(f"GOVKIT_SEED={SEED}, mutant {number}")
            raise
        shutil.rmtree(folder / str(number))
        done += 1
    return done


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_an_example_meets_a_command_by_day(model: Path, run: Run) -> None:
    called(run, random.Random(f"{SEED} {model.stem}").choice(CALLS), model)


def test_texts_made_worse_meet_some_commands_by_day(run: Run, tmp_path: Path) -> None:
    done = swept(run, tmp_path, iter(range(MUTANTS)), time.monotonic() + SECONDS, 2)
    print(f"GOVKIT_SEED={SEED}: {done} mutants")
    assert done > 0


@pytest.mark.nightly
@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_every_command_meets_every_example(model: Path, run: Run, tmp_path: Path) -> None:
    for call in CALLS:
        called(run, call, model)
    called(run, ("compare",), model, MODELS[0])
    called(run, ("assess",), model, LOG)
    copy = tmp_path / model.name
    shutil.copytree(model, copy) if model.is_dir() else shutil.copy(model, copy)
    comes_back(copy)


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(20))
def test_two_thousand_mutants_meet_every_command(batch: int, run: Run, tmp_path: Path) -> None:
    numbers = range(batch * MUTANTS // 20, (batch + 1) * MUTANTS // 20)
    assert swept(run, tmp_path, iter(numbers), float("inf"), len(CALLS)) == len(numbers)
