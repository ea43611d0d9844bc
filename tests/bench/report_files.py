"""Every report of every example as files, to be looked at: what `make reports` writes.

    python -m tests.bench.report_files build/reports [NAME…]

A folder enters, and names of examples where not all are wanted; for each model a folder leaves with
every report there is in each format it can have, its chart, and a picture of each process. What was
written is told line by line, with its size and the time it took.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from govkit.diagnostics import GovError
from govkit.export.saving import ENDINGS, write
from govkit.model.governance import Governance
from govkit.pipeline import compile_path
from govkit.reports.reporting import REPORTS, report

EXAMPLES = Path(__file__).parents[2] / "examples"
NOT_OFFERED = "GOV986"  # a format that cannot hold this report, such as CSV for several tables
FOLDERS = ("guangming", "binzhou", "qixian", "quanyu", "quanyu/english", "haolinju", "tables")


def paths() -> Iterator[Path]:
    """The folders of districts, then the single models of the gallery."""
    yield from (EXAMPLES / name for name in FOLDERS)
    yield from sorted((EXAMPLES / "gallery").glob("*.gov"))


def files(model: Governance) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """What there is of a model, each with its file name and how it is made."""
    for name, (chinese, _) in REPORTS.items():
        called = chinese if model.lang == "zh" else name
        for ending in ENDINGS:
            yield f"{called}{ending}", lambda n=name, e=ending: write(report(model, n), e)
    yield from pictures(model)


def pictures(model: Governance) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The sheets of the organisation chart and of each process."""
    zh = model.lang == "zh"
    if find_spec("govkit.pictures.org_chart"):
        chart = import_module("govkit.pictures.org_chart")
        yield from _sheets("组织架构图" if zh else "chart", lambda: chart.draw(model))
    if find_spec("govkit.pictures.swimlane"):
        lanes = import_module("govkit.pictures.swimlane")
        for process in model.processes:
            safe = "".join(letter if letter.isalnum() else "_" for letter in process.name)
            label = f"{'流程' if zh else 'process'}-{safe}"
            yield from _sheets(label, lambda name=process.name: lanes.draw(model, name))


def _sheets(
    label: str, drawn: Callable[[], tuple[str, ...]]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for number, sheet in enumerate(drawn(), start=1):
        yield f"{label}-{number}.svg", sheet.encode


def write_all(folder: Path, only: tuple[str, ...] = ()) -> int:
    """Write everything; gives how many files could not be made."""
    failed = 0
    chosen = [path for path in paths() if not only or path.stem in only or path.name in only]
    for number, path in enumerate(chosen, start=1):
        model = compile_path(path).model
        assert model is not None, path
        target = folder / path.relative_to(EXAMPLES).with_suffix("").as_posix().replace("/", "-")
        target.mkdir(parents=True, exist_ok=True)
        print(f"[{number}/{len(chosen)}] {model.name} → {target}", flush=True)
        for name, made in files(model):
            begun = perf_counter()
            try:
                data = made()
            except GovError as error:
                codes = {one.code for one in error.diagnostics}
                if codes != {NOT_OFFERED}:
                    failed += 1
                    print(f"    {name}: {', '.join(sorted(codes))}")
                continue
            (target / name).write_bytes(data)
            print(f"    {name}: {len(data):,} bytes, {perf_counter() - begun:.2f} s", flush=True)
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(bool(write_all(Path(sys.argv[1]), tuple(sys.argv[2:]))))
