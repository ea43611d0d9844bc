"""The package as a stranger gets it: wheel, source archive and editable, each in its own place.

Everything happens in a temporary folder outside the repository whose name has a space and
Chinese in it. Building and installing need a package index.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.install

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "guangming"
WAYS = ["wheel", "sdist", "editable"]
WHERE = """
import govkit
from govkit.vocabulary.folder import grammars
print(govkit.__file__)
print(grammars())
"""


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that has to succeed, run outside the repository."""
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(kind: str, place: Path) -> Path:
    run(sys.executable, "-m", "build", f"--{kind}", "--outdir", place, ROOT, cwd=place)
    (built,) = place.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", tmp_path_factory.mktemp("sdist"))


def tables() -> set[str]:
    return {path.name for path in (ROOT / "grammars").iterdir() if path.is_file()}


def test_the_wheel_holds_the_package_and_the_grammars_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"govkit", f"{_stem(wheel)}.dist-info"}
    assert {name.split("/")[2] for name in names if name.startswith("govkit/grammars/")} == tables()
    assert "govkit/py.typed" in names


def test_the_source_archive_can_be_tested_and_built_again(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    wanted = {"govkit", "grammars", "examples", "tests", "pyproject.toml", "LICENSE", ".ci"}
    assert wanted - tops == set()
    assert not tops & {".venv", ".git"}


def _stem(wheel: Path) -> str:
    return "-".join(wheel.name.split("-")[:2])


@pytest.fixture(scope="session", params=WAYS)
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with govkit installed in one of the three ways."""
    way = request.param
    asked = ["-e", ROOT] if way == "editable" else [request.getfixturevalue(way)]
    place = tmp_path_factory.mktemp("安装 " + way)
    run(sys.executable, "-m", "venv", place / "env", cwd=place)
    scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    interpreter = scripts / ("python.exe" if os.name == "nt" else "python")
    run(interpreter, "-m", "pip", "install", "--quiet", *asked, cwd=place)
    return interpreter


def test_the_module_checks_the_example(python: Path, tmp_path: Path) -> None:
    assert EXAMPLE.is_dir()
    run(python, "-m", "govkit", "check", EXAMPLE, cwd=tmp_path)


def test_the_command_tells_its_version(python: Path, tmp_path: Path) -> None:
    version = run(python, "-c", "import govkit; print(govkit.__version__)", cwd=tmp_path).strip()
    assert version in run(python.with_name("govkit" + python.suffix), "--version", cwd=tmp_path)


def test_the_grammars_belong_to_the_installed_package(python: Path, tmp_path: Path) -> None:
    module, folder = map(Path, run(python, "-c", WHERE, cwd=tmp_path).splitlines())
    assert {path.name for path in folder.iterdir() if path.is_file()} == tables()
    in_place = module == ROOT / "govkit" / "__init__.py"
    assert folder == (ROOT / "grammars" if in_place else module.parent / "grammars")


def test_only_an_editable_install_reads_the_repository(
    python: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    module = Path(run(python, "-c", WHERE, cwd=tmp_path).splitlines()[0])
    way = request.node.callspec.params["python"]
    assert module.is_relative_to(ROOT) == (way == "editable")


def test_the_example_plug_in_installs_beside_it(python: Path, tmp_path: Path) -> None:
    package = ROOT / "examples" / "plugin"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", package, cwd=tmp_path)
    assert "govkit-example-plugin" in run(python, "-m", "govkit", "plugins", cwd=tmp_path)
    text = "govkit 1\n地区 甲 假设 { 层级 社区 { 数量：1 }\n日历 乙 { 公共假日：XQ } }\n"
    (tmp_path / "甲.gov").write_text(text, encoding="utf-8")
    told = run(python, "-m", "govkit", "check", "甲.gov", "--plugin", "example", cwd=tmp_path)
    assert "GOV" not in told
