"""A PostgreSQL of one's own for tests: made in a temporary folder, on a free port.

The programs of the system's package are looked for; a URL leaves, or why there is none.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "no PostgreSQL here: initdb is in no folder (Debian: apt-get install postgresql)"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where there is none."""
    found = shutil.which("initdb")
    listed = [Path(found).resolve()] if found else []
    listed += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return listed[-1].parent if listed else None


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _unprivileged() -> dict[str, object]:
    """For `subprocess`: root may not run PostgreSQL, so somebody else does."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def cluster(bin: Path) -> Iterator[str]:
    """A running server; its URL ends before the name of a database."""
    folder, port = Path(tempfile.mkdtemp(prefix="pg")), free_port()
    who = _unprivileged()
    if who:
        os.chown(folder, int(str(who["user"])), int(str(who["group"])))
    data, log = folder / "data", folder / "log"

    def run(program: str, *words: object) -> None:
        told = [str(bin / program), "-D", str(data), *map(str, words)]
        plain = {**os.environ, "LC_ALL": "C"}
        with (folder.parent / f"{folder.name}.out").open("w+") as out:
            done = subprocess.run(
                told, cwd=folder, env=plain, stdout=out, stderr=out, **who  # type: ignore[call-overload]
            )  # fmt: skip
            out.seek(0)
            assert done.returncode == 0, out.read()

    try:
        run("initdb", "-U", "service", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        # Only the service is killed here, never the database: it need not wait for the disk.
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-w", "-l", log, "-o", options, "start")
        yield f"postgresql+pg8000://service@127.0.0.1:{port}"
        run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.out").unlink(missing_ok=True)
