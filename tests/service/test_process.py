"""The service as it is started: real processes, the commands of its README, words for mistakes."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres import free_port

from tests.drawn import of_the_day

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "examples" / "service"
README = (SERVICE / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", README, re.M | re.S)


@pytest.fixture
def settings(database: str, tmp_path: Path) -> dict[str, str]:
    """What a process is told, in a folder of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GOVKIT_")}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "examples")])
    return {**kept, "GOVKIT_DATABASE": database, "PYTHONPATH": paths, "PYTHONUTF8": "1"}


def service(settings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "service", *words]
    return subprocess.run(told, env=settings, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def port(settings: dict[str, str]) -> Iterator[int]:
    """Where a server listens."""
    number = free_port()
    told = [sys.executable, "-m", "service", "serve", "--port", str(number)]
    server = subprocess.Popen(told, env=settings)
    try:
        for _ in range(600):
            assert server.poll() is None
            try:
                socket.create_connection(("127.0.0.1", number), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield number
    finally:
        server.terminate()
        server.wait(30)


def curl(port: int, raw: bytes) -> tuple[int, dict[str, str], Any]:
    """What a server answers to bytes as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(raw)
        answer = b""
        while part := line.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (r.partition(":") for r in rest)}
    return int(first.split()[1]), headers, body


def asked(method: str, path: str, token: str, body: str = "", key: str = "k") -> bytes:
    content = body.encode()
    return (
        f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close"
        f"\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}"
        f"\r\nIdempotency-Key: {key}"
        f"\r\nContent-Length: {len(content)}\r\n\r\n"
    ).encode() + content


def test_a_server_of_its_own_answers(settings: dict[str, str], port: int) -> None:
    made = service(settings, "token", "k1", "--unit", "社区·7", "--ref", "post:社区书记")
    token = made.stdout.strip()
    assert made.returncode == 0 and len(token) > 30
    status, _, body = curl(port, asked("POST", "/cases", token, '{"matter": "安全隐患"}'))
    assert status == 201
    id = json.loads(body)["case"]["id"]
    listed = "/cases?unit=%E7%A4%BE%E5%8C%BA%C2%B77"
    assert [row["id"] for row in json.loads(curl(port, asked("GET", listed, token))[2])] == [id]
    raw = asked("GET", f"/cases/{id}", token).replace(b"GET ", "GET /社区".encode(), 1)
    assert curl(port, raw)[0] == 400
    status, headers, body = curl(port, asked("GET", "/cases/不".replace("不", "%E4%B8%8D"), token))
    assert (status, headers["content-type"]) == (404, "application/problem+json")
    assert json.loads(body)["code"] == "case_unknown"
    early = asked("POST", "/cases", token, "x" * 100_000)[:300]
    assert curl(port, early)[0] == 413, "an answer before the body has come"


@pytest.mark.parametrize(
    ("database", "words", "name"),
    of_the_day(
        "refused tokens",
        [
            ("sqlite", ("--unit", "社区·99"), "社区·99"),
            ("sqlite", ("--ref", "post:没有"), "post:没有"),
            ("postgresql", ("--unit", "不存在", "--ref", "城管队"), "城管队"),
        ],
        3,
    ),
    indirect=["database"],
)
def test_a_token_for_what_the_model_lacks_is_refused(
    settings: dict[str, str], words: tuple[str, ...], name: str
) -> None:
    refused = service(settings, "token", "k1", *words)
    assert refused.returncode == 2
    assert name in refused.stderr and "Traceback" not in refused.stderr


def test_the_commands_of_the_readme_work(tmp_path: Path) -> None:
    if shutil.which("curl") is None or shutil.which("bash") is None:
        pytest.skip("the commands of the README use bash and curl")
    assert len(COMMANDS) >= 3
    script = "\n".join(block for block in COMMANDS if "pip install" not in block)
    port = str(free_port())
    script = script.replace("8000", port).replace("python ", f"'{sys.executable}' ")
    assert "serve --port" not in script and "serve &" in script
    script = script.replace("serve &", f"serve --port {port} &")
    folder = tmp_path / "examples"
    shutil.copytree(ROOT / "examples", folder)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GOVKIT_")}
    script = f"set -eu\ntrap 'kill $(jobs -p)' EXIT\n{script}\n"
    run = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.startswith(("{", "["))]
    assert not [each for each in answers if isinstance(each, dict) and "remedy" in each]
    assert any(event.get("automatic") for event in answers[-1]), "time did what was due"
