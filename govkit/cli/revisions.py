"""One path as it was in a revision that Git keeps, written into a folder of its own.

A revision and a path enter, a path leaves that can be read like any other. Git is called with its
arguments as a list, without a shell; no hook, pager or filter runs and nothing is fetched. What is
done with the files is not known here.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from govkit.cli.refusal import Refusal, failed
from govkit.diagnostics import Both
from govkit.resolve.texts.files import near_paths

MOST_FILES = 5_000
MOST_BYTES = 200_000_000
SECONDS = 60
_OURS = (".gov", ".json")
_FILE_MODES = (b"100644", b"100755")
_QUIET = (
    "--no-pager", "--no-replace-objects",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "core.fsmonitor=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
_ALONE = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1",
          "LC_ALL": "C"}  # fmt: skip
_NO_GIT = Both("这台电脑上没有 git", "git is not installed here")
_NO_REPOSITORY = Both("它不在 Git 管理的文件夹里", "it lies in no folder that Git keeps")
_NO_REVISION = Both(
    "Git 里没有「{0}」这个版本，也没有这个文件或文件夹",
    "Git knows no revision `{0}`, and there is no such file or folder",
)
_SHALLOW = Both(
    "这里只取了最近的版本，没有「{0}」；先运行 git fetch --unshallow",
    "only the last revisions were fetched here, without `{0}`; run `git fetch --unshallow` first",
)
_NOT_FETCHED = Both(
    "版本「{0}」的文件没有取到这台电脑上；先运行 git fetch --refetch",
    "the files of revision `{0}` were not fetched here; run `git fetch --refetch` first",
)
_NO_PATH = Both("版本「{0}」里没有这个文件或文件夹", "revision `{0}` has no such file or folder")
_TOO_LARGE = Both("那个文件夹里的文件太多或者太大", "the folder holds too many or too large files")
_NO_ANSWER = Both("git 没有按时答复", "git did not answer in time")


def looks_like_revision(word: str, path: Path) -> bool:
    """Whether a word may be a revision of a path: it names no file, is written as one may be and
    not as a file of ours is, and the path lies in a folder that Git keeps."""
    if Path(word).exists() or Path(word).suffix.lower() in _OURS:
        return False
    here = path.absolute()
    kept = any((folder / ".git").exists() for folder in (here, *here.parents))
    return kept and bool(re.fullmatch(r"[^\s:?*\[\\\x00-\x1f\x7f]+", word))


def taken_out(revision: str, path: Path, into: Path) -> tuple[Path, Path]:
    """The file or folder `path` as it was in a revision, written below `into`; and the folder there
    that stands for the top of the work tree.

    Raises `Refusal` (GOV996) where there is no git, no such revision, or no such path in it, and
    where the revision is not all there.
    """
    if revision.startswith("-"):
        raise _refused(path, revision, _NO_REVISION)
    top, inside = _place(path, revision)
    named = f"{revision}^{{commit}}"
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
    if commit is None:
        shallow = _git(top, "rev-parse", "--is-shallow-repository")
        cut_off = (shallow or b"").strip() == b"true" and not Path(revision).suffix
        raise _refused(path, revision, _SHALLOW if cut_off else _NO_REVISION)
    rev = commit.decode("ascii").strip()
    wanted = f"{rev}:{inside.as_posix() if inside.parts else ''}"
    found = _git(top, "rev-parse", "--verify", "--quiet", wanted)
    if found is None:
        whole = _git(top, "ls-tree", "-r", "-d", "--full-tree", rev) is not None
        raise _refused(path, revision, _NO_PATH if whole else _NOT_FETCHED)
    kind = _git(top, "cat-file", "-t", found.decode("ascii").strip())
    if kind is None:
        raise _refused(path, revision, _NOT_FETCHED)
    folder = inside if kind.strip() == b"tree" else inside.parent
    # The folder bears the name of the work tree, by which a model may be known as the main one.
    target = into / (re.sub(r"[^\w.~^-]", "_", revision) or "_") / (top.name or "_")
    target.mkdir(parents=True)
    _write(top, rev, folder, target, path, revision)
    return target.joinpath(*inside.parts), target


def _place(path: Path, revision: str) -> tuple[Path, PurePosixPath]:
    """The top of the work tree that a path lies in, and the path from there."""
    here = path.resolve()
    near = next((one for one in (here, *here.parents) if one.is_dir()), Path.cwd())
    found = _git(near, "rev-parse", "--show-toplevel", ask=(path, revision))
    if found is None:
        raise _refused(path, revision, _NO_REPOSITORY)
    top = Path(os.fsdecode(found).rstrip("\r\n")).resolve()
    if not here.is_relative_to(top):
        raise _refused(path, revision, _NO_REPOSITORY)
    return top, PurePosixPath(here.relative_to(top).as_posix())


def _git(
    folder: Path, *arguments: str, ask: tuple[Path, str] | None = None, given: bytes = b""
) -> bytes | None:
    """What git prints; None where it says no. Raises `Refusal` (GOV996) where it does not run."""
    path, revision = ask or (folder, "")
    environ = {name: value for name, value in os.environ.items() if name not in _LEADING}
    try:
        ran = subprocess.run(
            ["git", "-C", str(folder), *_QUIET, *arguments],
            input=given, capture_output=True, timeout=SECONDS, env={**environ, **_ALONE},
            check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise _refused(path, revision, _NO_GIT) from None
    except (OSError, subprocess.SubprocessError):
        raise _refused(path, revision, _NO_ANSWER) from None
    return ran.stdout if ran.returncode == 0 else None


# Variables that would lead git to another place than the path that was named.
_LEADING = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
     "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_EXTERNAL_DIFF", "GIT_PREFIX"}
)  # fmt: skip


def _write(
    top: Path, rev: str, folder: PurePosixPath, target: Path, path: Path, revision: str
) -> None:
    """Write the files below a folder as they were: plain files, no links."""
    below = f"{folder.as_posix()}/" if folder.parts else ""
    where = ("--", below) if below else ()
    listed = _git(top, "ls-tree", "-r", "-z", "--long", "--full-tree", rev, *where)
    files = list(_files(listed or b"", folder))
    if listed is None or any(size is None for *_, size in files):
        raise _refused(path, revision, _NOT_FETCHED)
    if len(files) > MOST_FILES or sum(size or 0 for *_, size in files) > MOST_BYTES:
        raise _refused(path, revision, _TOO_LARGE)
    asked = b"".join(object_id + b"\n" for object_id, _, _ in files)
    stream = _git(top, "cat-file", "--batch", given=asked) if files else b""
    at = 0
    for _, name, _ in files:
        end = (stream or b"").find(b"\n", at)
        size = _size((stream or b"")[at:end].rpartition(b" ")[2])
        if end < 0 or size is None:  # `… missing`
            raise _refused(path, revision, _NOT_FETCHED)
        place = target.joinpath(*name.parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((stream or b"")[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _size(written: bytes) -> int | None:
    """A size in bytes as Git writes it; None where it writes a word, for it has no such object."""
    return int(written) if written.isdigit() else None


def _files(
    listed: bytes, folder: PurePosixPath
) -> Iterator[tuple[bytes, PurePosixPath, int | None]]:
    """The plain files of a listing: object, path from the top, size in bytes where it is known."""
    for entry in listed.split(b"\0"):
        head, tab, raw = entry.partition(b"\t")
        if not tab:
            continue
        mode, _, object_id, size = head.split()
        name = PurePosixPath(os.fsdecode(raw))
        safe = not name.is_absolute() and not {"..", ".git"} & set(name.parts)
        if mode in _FILE_MODES and safe and name.is_relative_to(folder):
            yield object_id, name, _size(size)


def _refused(path: Path, revision: str, why: Both) -> Refusal:
    reason = Both(why.zh.format(revision), why.en.format(revision))
    near = near_paths(Path(revision) if why is _NO_REVISION else path)
    return failed("GOV996", near, path=str(path), revision=revision, reason=reason)
