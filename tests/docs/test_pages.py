"""The pages beside the references: links lead to files and anchors, the README leaves nothing out.

Every Markdown page of the project enters as text; targets of its relative links have to exist.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from govkit.cli.roster import CHINESE

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
)
_LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")


def _prose(page: Path) -> str:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)


def _anchors(page: Path) -> set[str]:
    """Anchors that are written out, and those a renderer makes of headings."""
    text = page.read_text(encoding="utf-8")
    made = {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    return made | set(re.findall(r'<a id="([^"]+)"></a>', text))


@pytest.mark.parametrize("page", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES])
def test_relative_links_lead_to_a_file_and_an_anchor(page: Path) -> None:
    for target, anchor in _LINK.findall(_prose(page)):
        if "://" in target:
            continue
        found = (page.parent / unquote(target)).resolve() if target else page
        assert found.exists(), target
        if anchor and found.suffix == ".md":
            assert anchor in _anchors(found), f"{target}#{anchor}"


def test_the_readme_names_every_command_and_every_folder_of_examples() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in CHINESE if f"`govkit {name}" not in text] == []
    folders = [path.name for path in (ROOT / "examples").iterdir() if path.is_dir()]
    assert [name for name in sorted(folders) if f"(examples/{name})" not in text] == []


def test_every_page_of_the_documentation_is_linked_from_the_readme() -> None:
    linked = {unquote(target) for target, _ in _LINK.findall(_prose(ROOT / "README.md"))}
    pages = [f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")]
    assert [page for page in sorted(pages) if page not in linked] == []
