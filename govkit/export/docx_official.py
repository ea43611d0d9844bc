"""How an official document looks in Word, after GB/T 9704: its styles and settings.

Nothing enters; texts of WordprocessingML leave. Fonts are named, never carried along, of those
that every Windows has: 宋体 bold stands for 小标宋. What is written in them is not known here.
"""

from __future__ import annotations

from govkit.export import docx_style as small
from govkit.export.docx_style import FANG, HEI, KAI, NAMES, SONG, style

# Text stands at a fixed distance of 28 points, 22 lines on a page; two letters are left free.
_LINE = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
_TITLE = '<w:spacing w:before="0" w:after="0" w:line="640" w:lineRule="exact"/>'
_CELL = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="atLeast"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_NONE = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_CENTER = '<w:jc w:val="center"/>'
_KEPT = "<w:keepNext/>"


def _heading(level: int, font: str, bold: bool = False) -> str:
    layout = f'{_KEPT}<w:keepLines/>{_LINE}{_INDENT}<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"heading {level}", font, 16, layout, bold)


STYLES = (
    f"<w:styles {NAMES}>{small.DEFAULTS}"
    + style("Normal", FANG, 16, f'{_LINE}{_INDENT}<w:jc w:val="both"/>')
    + style("Annex", HEI, 16, f'{_KEPT}{_LINE}{_NONE}<w:jc w:val="left"/>')
    + style("Title", SONG, 22, f"{_KEPT}{_TITLE}{_NONE}{_CENTER}", bold=True)
    + style("Subtitle", KAI, 16, f"{_KEPT}{_LINE}{_NONE}{_CENTER}")
    + _heading(1, HEI)
    + _heading(2, KAI)
    + _heading(3, FANG, bold=True)
    + style("List Bullet", FANG, 16, f"{_LINE}{_INDENT}")
    + style("Picture", FANG, 12, f"{_KEPT}{_CELL.format(240)}{_NONE}{_CENTER}")
    + style("Note", KAI, 14, f"{_KEPT}{_CELL.format(480)}{_NONE}")
    + style("caption", HEI, 14, f"{_KEPT}{_LINE}{_NONE}{_CENTER}")
    + style("Table Text", FANG, 12, f'{_CELL.format(300)}{_NONE}<w:jc w:val="left"/>')
    + style("Table Small", FANG, 10.5, f'{_CELL.format(270)}{_NONE}<w:jc w:val="left"/>')
    + style("Gap", FANG, 4, '<w:spacing w:before="0" w:after="0" w:line="120" '
            f'w:lineRule="exact"/>{_NONE}')
    + style("footer", SONG, 14, f"{_CELL.format(280)}{_NONE}{_CENTER}")
    + small.TABLES
    + "</w:styles>"
)  # fmt: skip

SETTINGS = small.SETTINGS.replace(
    '<w:defaultTabStop w:val="420"/>', '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
)
