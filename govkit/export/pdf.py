"""A page as PDF, printed by a program that is there: a browser, else LibreOffice from Word.

HTML of our own enters, bytes leave, with fonts embedded and text that can be searched. The browser
runs without network, with a profile of its own that is thrown away; nothing is sent anywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from govkit.diagnostics.placeless import refuse
from govkit.document.parts import Document
from govkit.export.docx import to_docx
from govkit.export.html import to_html

# Where the path of a browser may be given, and the names programs go by.
BROWSER = "GOVKIT_BROWSER"
_BROWSERS = (
    "msedge", "microsoft-edge", "chrome", "google-chrome", "google-chrome-stable", "chromium",
    "chromium-browser",
)  # fmt: skip
_WINDOWS = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_OFFICES = ("soffice", "libreoffice")
_PATIENCE = 60  # seconds
_BEGINS = b"%PDF-"
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--disable-sync", "--disable-background-networking",
    "--disable-component-update", "--disable-dev-shm-usage", "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


def to_pdf(html: str, docx: Callable[[], bytes] | None = None) -> bytes:
    """The page as it prints. `docx` writes the same document as Word, for LibreOffice.

    Raises `GovError` (GOV985) where neither program is there or none of them could print.
    """
    program, office = browser(), _office()
    if program is not None and (found := _printed(program, html)) is not None:
        return found
    if office is not None and docx is not None and (found := _turned(office, docx())) is not None:
        return found
    raise refuse("GOV985")


def document_pdf(document: Document) -> bytes:
    """A document as it prints: its page in a browser, else its Word file in LibreOffice.

    Raises `GovError` as `to_pdf` does, and as Word does where that is what is printed.
    """
    return to_pdf(to_html(document), lambda: to_docx(document))


def browser() -> str | None:
    """The browser that would print: that of `GOVKIT_BROWSER`, else one of the system."""
    named = os.environ.get(BROWSER)
    if named:
        return shutil.which(named)
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    return found or next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> list[Path]:
    """Where browsers are that no search path leads to."""
    if sys.platform == "darwin":
        return [Path(path) for path in _MAC]
    if sys.platform != "win32":
        return []
    roots = (os.environ.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"))
    return [Path(root) / inner for root in roots if root for inner in _WINDOWS]


def _office() -> str | None:
    return next((path for name in _OFFICES if (path := shutil.which(name))), None)


def _printed(program: str, html: str) -> bytes | None:
    """What the browser prints; nothing where it does not."""
    with TemporaryDirectory(prefix="govkit-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, target = folder / "page.html", folder / "page.pdf"
        page.write_text(html, encoding="utf-8", errors="replace")
        alone = [] if _may_sandbox() else ["--no-sandbox"]
        call = [program, *_FLAGS, *alone, f"--user-data-dir={folder / 'profile'}",
                f"--print-to-pdf={target}", page.as_uri()]  # fmt: skip
        return _made(call, folder, target)


def _may_sandbox() -> bool:
    """A browser refuses to lock itself in when the administrator starts it."""
    return not hasattr(os, "geteuid") or os.geteuid() != 0


def _turned(program: str, docx: bytes) -> bytes | None:
    """What LibreOffice makes of the Word file; nothing where it does not."""
    with TemporaryDirectory(prefix="govkit-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "page.docx", folder / "page.pdf"
        source.write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        call = [program, "--headless", profile, "--convert-to", "pdf",
                "--outdir", str(folder), str(source)]  # fmt: skip
        return _made(call, folder, target)


def _made(call: list[str], folder: Path, target: Path) -> bytes | None:
    """The file that a program makes, if it does so in time."""
    try:
        subprocess.run(
            call, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    data = target.read_bytes() if target.is_file() else b""
    return data if data.startswith(_BEGINS) else None
