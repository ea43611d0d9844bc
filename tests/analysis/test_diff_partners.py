"""Which object became which: ten renames that are found, ten that must not be; what only follows.

A rename takes more than one line that two things have in common, and is told with all that only
follows from it marked so.
"""

from __future__ import annotations

from govkit.analysis.diff.applying import apply
from govkit.analysis.diff.changes import Diff
from govkit.analysis.diff.comparing import diff
from govkit.pipeline import loads
from tests.together import together

PLACES = "层级 街道 { 数量：1 } 层级 网格 { 上级：街道；数量：4 } 岗位 主任 {} "
STAFF = "{ 设于：网格；数量：40名；应有：10/网格；性质：专职 }"


def changed(old: str, new: str, **renamed: str) -> Diff:
    """The diff of two texts, which makes the second model of the first."""
    before, after = (loads(f"govkit 1\n地区 甲 {{ {PLACES} {text} }}\n") for text in (old, new))
    found = diff(before, after, renamed)
    assert apply(before, found).fingerprint == after.fingerprint
    return found


def renamed(found: Diff) -> list[tuple[str, str]]:
    """The old and the new path of all that is called otherwise."""
    return [(one.old_path, one.path) for one in found.changes if one.what == "renamed"]


@together(
    "old, new, path",
    [
        # three statements in common and names that are alike
        (f"岗位 网格员 {STAFF}", f"岗位 专职网格员 {STAFF}", "post:专职网格员"),
        (f"岗位 网格员 {STAFF}", f"岗位 网格专员 {STAFF}", "post:网格专员"),
        ("制度 走访 { 责任人：主任；频次：1次/月；对象：居民；内容：送餐 }",
         "制度 走访入户 { 责任人：主任；频次：1次/月；对象：居民；内容：送餐 }", "duty:走访入户"),
        ("制度 走访 { 责任人：主任；频次：1次/月；对象：居民；内容：送餐 }",
         "制度 走访入户 { 责任人：主任；频次：2次/月；对象：居民；内容：送餐 }", "duty:走访入户"),
        ("会议 联席会 { 召集：主任；频次：1次/季 }", "会议 联席会议 { 召集：主任；频次：1次/季 }",
         "meeting:联席会议"),
        # an alias in the new text, a title that nobody else has
        ("岗位 网格员 {}", "岗位 联络人 { 别称：网格员 }", "post:联络人"),
        ("制度 甲项 “入户走访” {}", "制度 乙项 “入户走访” { 频次：1次/月 }", "duty:乙项"),
        ("事项 噪音 “噪声扰民” { 时限：5工作日 }", "事项 噪声 “噪声扰民” { 时限：3工作日 }",
         "matter:噪声"),
        # inside another object
        ("清单 权 { 类型：权力；授予：街道；项 自建 { 限额：4万元 }；项 采购 { 限额：1万元 } }",
         "清单 权 { 类型：权力；授予：街道；项 自行建设 { 别称：自建；限额：4万元 }"
         "；项 采购 { 限额：1万元 } }", "list:权/item:自行建设"),
        ("流程 办 { 步 受理 { 承办：主任；时限：2工作日；内容：“登记” } }",
         "流程 办 { 步 受理登记 { 承办：主任；时限：2工作日；内容：“登记” } }",
         "process:办/step:受理登记"),
    ],
)  # fmt: skip
def test_a_rename_is_found(old: str, new: str, path: str) -> None:
    found = changed(old, new)
    assert [now for _, now in renamed(found)] == [path]
    assert found.near == ()


@together(
    "old, new, near",
    [
        # one line in common is nothing
        ("层级 城区 { 数量：2 }", "层级 片区组 { 数量：2 }", 0),
        ("机构 中心 { 数量：1 }", "机构 委员会 { 数量：1 }", 0),
        ("岗位 书记 { 设于：街道 }", "岗位 干事 { 设于：街道 }", 0),
        ("制度 走访 { 频次：1次/月 }", "制度 例会 { 频次：1次/月 }", 0),
        ("制度 走访 {}", "制度 例会 {}", 0),
        # alike in name alone: told, not taken
        ("岗位 网格员 { 设于：网格；数量：40名 }", "岗位 专职网格员 { 应有：10/网格 }", 1),
        # two that fit equally well
        (f"岗位 网格员 {STAFF}", f"岗位 甲网格员 {STAFF} 岗位 乙网格员 {STAFF}", 2),
        # another kind
        (f"岗位 网格员 {STAFF}", "队伍 网格员 { 设于：网格 }", 0),
        # a title that two have
        ("制度 甲项 “走访” {} 制度 乙项 “走访” {}", "制度 丙项 “走访” {}", 0),
        # a name that stayed is its own partner, whatever says the same
        (f"岗位 网格员 {STAFF}", f"岗位 网格员 {{}} 岗位 专职网格员 {STAFF}", 0),
    ],
)  # fmt: skip
def test_what_is_another_thing_is_not_taken_for_it(old: str, new: str, near: int) -> None:
    found = changed(old, new)
    assert renamed(found) == []
    assert len(found.near) == near


def test_whoever_reads_may_say_so() -> None:
    old, new = "岗位 网格员 { 数量：40名 }", "岗位 联络人 { 应有：10/网格 }"
    assert renamed(changed(old, new)) == []
    for name in ("网格员", "post:网格员"):
        assert renamed(changed(old, new, **{name: "联络人"})) == [("post:网格员", "post:联络人")]
    assert renamed(changed(old, new, **{"duty:网格员": "联络人"})) == []


FOLLOWING = (
    "岗位 {0} " + STAFF.replace("{", "{{").replace("}", "}}") + " 队伍 红队 {{ 公式：1 {0} }}"
    "流程 办 {{ 步 受理 {{ 承办：{0}；时限：2工作日 }} }} 会议 例会 {{ 召集：{0}；参加：{0}{1} }}"
)


def test_what_only_follows_a_rename_is_not_told() -> None:
    found = changed(FOLLOWING.format("网格员", ""), FOLLOWING.format("专职网格员", ""))
    assert [(one.what, one.path) for one in found.told] == [("renamed", "post:专职网格员")]
    followed = [one for one in found.changes if one.consequence_of == "post:专职网格员"]
    assert {(one.path, one.field) for one in followed} == {
        ("team:红队", "formula"), ("process:办/step:受理", "handler"),
        ("meeting:例会", "convener"), ("meeting:例会", "attend"),
    }  # fmt: skip


def test_a_change_beside_a_rename_is_told_without_it() -> None:
    found = changed(FOLLOWING.format("网格员", ""), FOLLOWING.format("专职网格员", "、居民"))
    told = [one for one in found.told if one.what != "renamed"]
    assert [(one.field, one.old_text, one.new_text) for one in told] == [
        ("attend", "专职网格员", "专职网格员、居民"),
    ]  # fmt: skip


def test_a_word_that_stayed_is_no_name_of_what_was_renamed() -> None:
    text = "岗位 {} " + STAFF.replace("{", "{{").replace("}", "}}") + " 会议 例会 {{ 议题：{} }}"
    found = changed(text.format("网格员", "网格员"), text.format("专职网格员", "网格员、居民"))
    told = [one for one in found.told if one.what != "renamed"]
    assert [(one.field, one.old["words"], one.new["words"]) for one in told] == [
        ("agenda", ["网格员"], ["网格员", "居民"]),
    ]  # fmt: skip


def test_a_tier_follows_its_level() -> None:
    text = (
        "层级 {0} {{ 上级：街道；数量：6；应有：6/街道 }} 要素 大小 {{ 取值：小事、大事 }}"
        "流程 办 {{ 止于：小事 → {0}、大事 → 街道"
        "；级 {0} {{ 承办：主任；时限：3工作日；遇：执行受阻 → 街道 }} 级 街道 {{ 承办：主任 }} }}"
    )
    found = changed(text.format("社区"), text.format("村社区"))
    assert [(one.what, one.path) for one in found.told] == [("renamed", "level:村社区")]
    assert ("process:办/tier:社区", "process:办/tier:村社区") in renamed(found)


def test_what_a_head_says_for_all_is_one_change() -> None:
    text = "出处 办法 {{ 类型：文件 }} 制度 访 据 办法·{} {{ 责任人：主任；频次：1次/月 }}"
    found = changed(text.format("第三条"), text.format("第五条"))
    (told,) = found.told
    assert (told.path, told.field, told.clause, told.cited) == ("duty:访", "", "citation", "第五条")
    assert {(one.field, one.consequence_of) for one in found.changes if one.field} == {
        ("who", "duty:访"), ("cadence", "duty:访"),
    }  # fmt: skip
