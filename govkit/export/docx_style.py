"""How a document looks in Word: its styles, its bullets, its settings, as parts of a package.

Nothing enters; texts of WordprocessingML leave. Fonts are named, never carried along: every style
names one for Chinese, of those that every Windows has. What is written in them is not known here.
"""

from __future__ import annotations

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{SPACE}" xmlns:r="{_RELATED}"'

SONG, FANG, HEI, KAI = "宋体", "仿宋", "黑体", "楷体"


def _fonts(chinese: str) -> str:
    latin = "Times New Roman"
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{chinese}"/>'


def style(name: str, chinese: str, points: float, layout: str, bold: bool = False) -> str:
    """One paragraph style; its identifier is its name without spaces."""
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if name == "Normal" else ""
    size = round(2 * points)
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name.title().replace(" ", "")}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/><w:pPr>{layout}</w:pPr>'
        f"<w:rPr>{_fonts(chinese)}{'<w:b/>' if bold else ''}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _spacing(before: int, after: int, line: int = 320) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _heading(level: int, chinese: str, points: int, before: int) -> str:
    layout = f'<w:keepNext/><w:keepLines/>{_spacing(before, 80)}<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"heading {level}", chinese, points, layout, bold=True)


def _table_style(name: str, borders: str, side: int, above: int) -> str:
    margins = "".join(
        f'<w:{edge} w:w="{wide}" w:type="dxa"/>'
        for edge, wide in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{_spacing(0, 0, 280)}</w:pPr><w:rPr>{_fonts(FANG)}</w:rPr>"
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        "</w:tblPr></w:style>"
    )


def _edges(*edges: str, size: int = 4) -> str:
    return "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="333333"/>' for edge in edges
    )


_ALL_ROUND = ("top", "left", "bottom", "right")
_INDENT = '<w:ind w:left="340" w:hanging="340"/>'
_BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANG)}"
    '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_FRAMED = [_edges(*_ALL_ROUND, "insideH", "insideV"), _edges(*_ALL_ROUND, size=8)]
TABLES = (
    _table_style("Grid", _FRAMED[0], 90, 40)
    + _table_style("Frame", _FRAMED[1], 220, 60)
    + _table_style("Lines", _edges("bottom", "insideH"), 0, 0)
)
STYLES = (
    f"<w:styles {NAMES}>{DEFAULTS}"
    + style("Normal", FANG, 12, _spacing(0, 80, 290))
    + style("Title", SONG, 18, f'<w:keepNext/>{_spacing(0, 80)}<w:jc w:val="center"/>', bold=True)
    + style("Subtitle", KAI, 12, f'<w:keepNext/>{_spacing(0, 160)}<w:jc w:val="center"/>')
    + _heading(1, HEI, 14, 240)
    + _heading(2, KAI, 12, 160)
    + _heading(3, FANG, 12, 120)
    + style("List Bullet", FANG, 12, f"{_BULLET}{_spacing(0, 40)}{_INDENT}")
    + style("Picture", FANG, 12, f'<w:keepNext/>{_spacing(0, 0, 240)}<w:jc w:val="center"/>')
    + style("Annex", HEI, 14, f"<w:keepNext/>{_spacing(0, 0)}")
    + style("Note", KAI, 11, f"<w:keepNext/>{_spacing(0, 80)}")
    + style("caption", HEI, 11, f"<w:keepNext/>{_spacing(80, 40)}")
    + style("Table Text", FANG, 11, _spacing(0, 0, 260))
    + style("Gap", FANG, 4, '<w:spacing w:before="0" w:after="0" w:line="120" '
             'w:lineRule="exact"/>')
    + style("footer", SONG, 11, f'{_spacing(0, 0, 260)}<w:jc w:val="center"/>')
    + TABLES
    + "</w:styles>"
)  # fmt: skip

NUMBERING = (
    f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    f"<w:pPr>{_INDENT}</w:pPr></w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

SETTINGS = (
    f'<w:settings {NAMES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
