"""The commands by name: English as they are typed and filed, Chinese as another way to type them.

A typed word enters; the command it stands for, or the names it may have been meant for, leave.
Nothing here loads a command or a parser.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.util import find_spec

# In the order they are listed. A command that is for programs only has no Chinese name.
CHINESE = {
    "new": "新建",
    "words": "查词",
    "check": "检查",
    "show": "查看",
    "facts": "核对",
    "assess": "考核",
    "compare": "比较",
    "report": "材料",
    "diff": "修订",
    "fmt": "整理",
    "export": "导出",
    "schema": "",
    "draw": "制图",
    "explain": "解释",
    "simulate": "演练",
    "lesson": "备课",
    "test": "测试",
    "experiment": "推演",
    "workload": "测算",
    "plugins": "插件",
    "bundle": "打包",
}
# A second Chinese name that calls a command as well.
ALSO = {"画图": "draw"}
# What people type for a command that is called otherwise.
MEANT = {
    "课堂": "lesson", "课件": "lesson", "class": "lesson", "teach": "lesson",
    "测验": "test", "tests": "test", "coverage": "test",
    "模拟": "simulate", "play": "simulate", "run": "simulate",
    "仿真": "experiment", "what-if": "experiment", "forecast": "experiment",
    "实测": "workload", "估算": "workload", "measure": "workload", "calibrate": "workload",
    "校验": "check", "验证": "check", "validate": "check", "lint": "check",
    "显示": "show", "列出": "show", "view": "show", "list": "show",
    "格式": "fmt", "排版": "fmt", "format": "fmt",
    "绘图": "draw", "作图": "draw", "picture": "draw", "组织架构图": "draw", "架构图": "draw",
    "创建": "new", "开始": "new", "init": "new", "create": "new",
    "查询": "words", "词典": "words", "search": "words",
    "核实": "facts", "事实": "facts", "核数": "facts", "fact": "facts", "verify": "facts",
    "评分": "assess", "打分": "assess", "指标": "assess", "score": "assess", "kpi": "assess",
    "报表": "report", "附件": "report", "分工": "report", "全文": "report", "表样": "report",
    "条文": "report", "attachment": "report", "matrix": "report", "word": "report",
    "对比": "compare", "对照": "compare",
    "修改": "diff", "修订对照": "diff", "差异": "diff", "amend": "diff", "changes": "diff",
    "输出": "export", "说明": "explain",
    "离线": "bundle", "安装包": "bundle", "offline": "bundle", "wheels": "bundle",
}  # fmt: skip
# Two of three letters, or one of two: Chinese names are short.
_ALIKE = 0.5


def names() -> list[str]:
    """The commands of this installation, in the order they are listed."""
    return [name for name in CHINESE if find_spec(f"{__package__}.{name}")]


def called(word: str) -> str:
    """The command that a word of either tongue calls; the word itself where it calls none."""
    return ALSO.get(word) or next((name for name, zh in CHINESE.items() if zh and zh == word), word)


def near(word: str) -> list[str]:
    """What a word may have been meant for, best first, each name in both tongues; or nothing."""
    found = []
    if word in MEANT:
        found = [MEANT[word]]
    elif word.isascii():
        found = get_close_matches(word.lower(), names())
    else:
        alike = get_close_matches(word, [CHINESE[name] for name in names()], cutoff=_ALIKE)
        found = [called(one) for one in alike if one]
    if word.isascii():
        return [one for name in found for one in (name, CHINESE[name]) if one]
    return [one for name in found for one in (CHINESE[name], name) if one]
