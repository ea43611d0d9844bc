"""`govkit diff`: two paths, stored models, revisions of Git; on the screen, as files, as JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import BROKEN, MODEL, Run

NEW = MODEL.replace("时限：5个工作日", "时限：3个工作日").replace("数量：3个", "数量：4个")
SENTENCES = ("数量由3个改为4个。", "“社区”的时限由5个工作日改为3个工作日。")


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "旧.gov", tmp_path / "新.gov"
    old.write_text(MODEL, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder of a repository with two revisions, and a third text that is not kept yet."""
    folder = tmp_path / "库" / "制度"
    folder.mkdir(parents=True)
    hook = tmp_path / "库" / "ran"

    def git(*arguments: str) -> None:
        named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(folder), *named, *arguments], check=True,
                       capture_output=True)  # fmt: skip

    git("init", "-q", str(tmp_path / "库"))
    for text in (MODEL, NEW):
        (folder / "制度.gov").write_text(text, encoding="utf-8")
        git("add", ".")
        git("commit", "-q", "-m", "a")
    hooks = tmp_path / "库" / ".git" / "hooks"
    for name in ("post-checkout", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{hook}'\n")
        (hooks / name).chmod(0o755)
    (folder / "制度.gov").write_text(NEW.replace("数量：2名", "数量：5名"), encoding="utf-8")
    return folder


def test_the_table_on_the_screen_in_both_names_of_the_command(
    run: Run, both: tuple[Path, Path]
) -> None:
    for command in ("diff", "修订"):
        ran = run(command, *both)
        assert ran.status == 0
        for sentence in SENTENCES:
            assert sentence in ran.out
    assert "（收紧）" in run("diff", *both, "--direction").out


def test_files_by_their_endings_and_the_data_for_programs(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    names = ("a.docx", "a.xlsx", "a.html", "a.md", "a.csv", "a.json")
    outputs = [part for name in names for part in ("-o", tmp_path / name)]
    assert run("diff", *both, *outputs).status == 0
    assert all((tmp_path / name).stat().st_size for name in names)
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert all(sentence in page for sentence in SENTENCES)
    too = tmp_path / "b.md"
    ran = run("diff", *both, "--json", "-o", too)
    assert too.read_text(encoding="utf-8") == page
    data = json.loads(ran.out)
    assert data == json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert data["format"] == "govkit-diff/1" and len(data["changes"]) == 2


def test_the_status_says_that_something_differs_where_it_is_asked(
    run: Run, both: tuple[Path, Path]
) -> None:
    assert run("diff", *both, "--exit-code").status == 3
    assert run("diff", both[0], both[0], "--exit-code").status == 0


def test_a_stored_model_stands_on_either_side(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    stored = tmp_path / "旧.json"
    assert run("export", "json", both[0], "-o", stored).status == 0
    assert run("diff", stored, both[0], "--exit-code").status == 0
    assert SENTENCES[0] in run("diff", stored, both[1]).out
    stored.write_bytes(b"\xff{")
    assert "GOV152" in run("diff", stored, both[1]).err


def test_nothing_is_compared_with_a_text_that_has_errors(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "坏.gov"
    broken.write_text(BROKEN, encoding="utf-8")
    ran = run("diff", broken, broken)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("错误 GOV101") == ran.err.count("错误 GOV997") == 2
    assert ran.err.index("旧的一边「") < ran.err.index("新的一边「")
    one = run("diff", both[0])
    assert (one.status, "GOV836" in one.err) == (2, True)
    wrong = run("diff", *both, "--renamed", "甲")
    assert (wrong.status, "GOV804" in wrong.err) == (2, True)


def test_two_revisions_of_one_path(run: Run, kept: Path) -> None:
    ran = run("diff", "HEAD~1", "HEAD", "--", kept)
    assert (ran.status, "修改前：HEAD~1；修改后：HEAD" in ran.out) == (0, True)
    assert all(sentence in ran.out for sentence in SENTENCES)
    assert "5人" not in ran.out
    assert run("diff", "--exit-code", "HEAD", "HEAD", "--", kept / "制度.gov").status == 0
    assert not (kept.parent / "ran").exists()  # no hook ran


def test_a_revision_and_the_files_as_they_are(run: Run, kept: Path) -> None:
    ran = run("diff", "HEAD", "--", kept)
    assert "由2人改为5人。" in ran.out and SENTENCES[0] not in ran.out


@pytest.mark.parametrize("revision", ["nosuch", "--upload-pack=touch x", "HEAD:制度", "a..b"])
def test_what_is_no_revision_is_refused(run: Run, kept: Path, revision: str) -> None:
    ran = run("diff", "--", revision, "HEAD", kept)
    assert (ran.status, "GOV996" in ran.err) == (1, True)


def test_a_path_that_is_in_no_repository_or_not_in_the_revision_is_refused(
    run: Run, kept: Path, both: tuple[Path, Path]
) -> None:
    new = kept / "另.gov"
    new.write_text(MODEL, encoding="utf-8")
    for path in (both[0], new):
        ran = run("diff", "HEAD", "HEAD", "--", path)
        assert (ran.status, "GOV996" in ran.err) == (1, True)


def test_without_git_a_revision_is_refused(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(kept))
    assert "没有 git" in run("diff", "HEAD~1", "HEAD", "--", kept).err


def test_each_side_of_stored_models_is_told_with_its_own_findings(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    stored = tmp_path / "旧.json", tmp_path / "新.json"
    for path, part in zip(stored, ("甲", "乙"), strict=True):
        path.write_text(f'{{"format": "govkit/1", "name": "丙", "{part}": 1}}', encoding="utf-8")
    told = run("diff", *stored).err
    places = [told.index(one) for one in ("「甲」", "旧的一边「", "「乙」", "新的一边「")]
    assert places == sorted(places)
    told = run("--lang", "en", "diff", *stored).err
    assert f"old side, `{stored[0]}`" in told and f"new side, `{stored[1]}`" in told


def test_a_path_typed_wrongly_is_no_revision(run: Run, kept: Path, both: tuple[Path, Path]) -> None:
    for old, new in ((kept / "制肚.gov", kept / "制度.gov"), (both[0], both[1].with_name("薪.gov")),
                     (both[0].with_suffix(".json"), both[1])):  # fmt: skip
        ran = run("diff", old, new)
        assert (ran.status, "GOV152" in ran.err, "GOV99" in ran.err) == (1, True, False)
    assert "是不是要写" in ran.err and str(both[0]) in ran.err
    folder = run("diff", kept.with_name("治度"), kept)  # may be a branch too
    assert "没有这个文件或文件夹" in folder.err
    outside = run("diff", both[0].with_name("旧稿"), both[1])
    assert "GOV152" in outside.err and "GOV996" not in outside.err


def test_what_is_wrong_in_a_revision_is_told_by_its_name(run: Run, kept: Path) -> None:
    (kept / "制度.gov").write_text(BROKEN, encoding="utf-8")
    for words in (("add", "."), ("-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "a")):
        subprocess.run(["git", "-C", str(kept), *words], check=True)
    for path in (kept, kept / "制度.gov"):
        told = run("diff", "HEAD~1", "HEAD", "--", path).err
        assert "HEAD:制度/制度.gov:" in told and "govkit-" not in told
        assert "新的一边「HEAD:制度" in told and "旧的一边" not in told


def test_the_folder_of_a_work_tree_tells_the_main_file_in_a_revision_too(
    run: Run, kept: Path
) -> None:
    top = kept.parent
    for name in ("库", "另"):
        (top / f"{name}.gov").write_text(MODEL, encoding="utf-8")
    for words in (("add", "."), ("-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "a")):
        subprocess.run(["git", "-C", str(top), *words], check=True)
    assert run("diff", "--exit-code", "HEAD", "--", top).status == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_not_fetched_is_refused(run: Run, kept: Path, lang: str) -> None:
    def git(*words: str) -> bytes:
        return subprocess.run(["git", "-C", str(kept), *words], check=True,
                              capture_output=True).stdout  # fmt: skip

    objects = kept.parent / ".git" / "objects"
    for name in ("HEAD~1:制度/制度.gov", "HEAD~1:制度"):  # a clone without files, one without trees
        found = git("rev-parse", name).decode().strip()
        (objects / found[:2] / found[2:]).unlink()
        for path in (kept, kept / "制度.gov"):
            ran = run("--lang", lang, "diff", "HEAD~1", "HEAD", "--", path)
            assert (ran.status, ran.out) == (1, "")
            assert "GOV996" in ran.err and "git fetch --refetch" in ran.err
    (kept.parent / ".git" / "shallow").write_bytes(git("rev-parse", "HEAD"))
    assert "git fetch --unshallow" in run("diff", "HEAD~1", "HEAD", "--", kept).err


@pytest.mark.parametrize(("lang", "near"), [("zh", "是不是要写「社区"), ("en", "mean `社区")])
def test_a_rename_of_what_is_in_no_text_is_refused_with_near_names(
    run: Run, both: tuple[Path, Path], lang: str, near: str
) -> None:
    for rename in ("社团=社区", "社区=社团"):
        ran = run("--lang", lang, "diff", *both, "--renamed", rename)
        assert (ran.status, "GOV804" in ran.err, near in ran.err) == (2, True, True)
    assert run("diff", *both, "--renamed", "level:社区=社区").status == 0


def test_an_option_behind_the_paths_is_told(run: Run, kept: Path) -> None:
    for sides in (("HEAD~1", "HEAD", "--", kept), ("HEAD", "--", kept)):
        for option in ("--json", "--退出码", "--renamed=甲=乙"):
            ran = run("diff", *sides, option)
            assert (ran.status, "GOV818" in ran.err, option in ran.err) == (2, True, True)


def test_compare_points_to_diff_for_two_texts_of_one_district(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    assert "govkit diff" in run("compare", *both).err
    other = tmp_path / "另.gov"
    other.write_text("govkit 1\n地区 甲 { 层级 乙 { 数量：1个 } }\n", encoding="utf-8")
    assert "govkit diff" not in run("compare", both[0], other).err
