"""The ladder of a process: tiers in order, every way told once, assumptions marked."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from govkit.model.governance import Governance
from govkit.pictures.ladder import draw
from govkit.pipeline import loads

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def boxes(svg: str) -> dict[str, Box]:
    """The outline of each tier and step by its name."""
    found = {}
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        name = group.get("data-tier") or group.get("data-step")
        rect = group.find(f"{SVG}rect")
        if name and rect is not None:
            x, y, wide, high = (float(rect.attrib[k]) for k in ("x", "y", "width", "height"))
            found[name] = (x, y, x + wide, y + high)
    return found


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def lines(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}polyline"))


def stairs(count: int, extra: str = "") -> Governance:
    """A process of `count` tiers, each reporting to the next when overdue."""
    rows = []
    for n in range(1, count + 1):
        above = f"上级：级{n + 1}；" if n < count else ""
        rows.append(
            f"层级 级{n} {{ {above}数量：{2 ** (count - n)} }}\n岗位 长{n} {{ 设于：级{n} }}"
        )
    rows += ["事项 某 { }", "流程 阶 {", "适用：某"]
    for n in range(1, count + 1):
        way = f"遇：超时 → 级{n + 1}" if n < count else extra
        rows.append(f"级 级{n} {{ 承办：长{n}；时限：{n}工作日\n{way} }}")
    return loads("govkit 1\n地区 甲 {\n" + "\n".join(rows) + "\n}\n}\n")


def test_tiers_rise_from_left_to_right(every_kind: Governance) -> None:
    found = boxes(draw(every_kind, "阶梯"))
    assert set(found) == {"社区", "街道", "相关单位"}
    assert found["街道"][0] > found["社区"][2] and found["街道"][3] < found["社区"][3]


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_boxes_never_overlap_and_stay_on_the_page(count: int) -> None:
    svg = draw(stairs(count), "阶")
    root = ElementTree.fromstring(svg)
    wide, high = (float(part) for part in root.attrib["viewBox"].split()[2:])
    found = boxes(svg)
    assert len(found) == count
    for x, y, right, bottom in found.values():
        assert x >= 0 <= y and right <= wide and bottom <= high
    for one, other in combinations(found.values(), 2):
        apart = one[2] <= other[0] or other[2] <= one[0]
        assert apart or one[3] <= other[1] or other[3] <= one[1]
    assert len(lines(svg)) == count - 1


def test_every_way_up_ends_at_its_tier() -> None:
    svg = draw(stairs(4), "阶")
    found = boxes(svg)
    ends = []
    for line in lines(svg):
        x, y = (float(part) for part in line.attrib["points"].split()[-1].split(","))
        ends += [n for n, box in found.items() if abs(box[0] - x) < 0.2 and box[1] < y < box[3]]
    assert sorted(ends) == ["级2", "级3", "级4"]


def test_a_way_back_leads_down_on_the_other_side() -> None:
    svg = draw(stairs(2, "遇：退单 → 级1"), "阶")
    found = boxes(svg)
    starts = [line.attrib["points"].split()[0].split(",") for line in lines(svg)]
    assert any(float(y) == pytest.approx(found["级2"][3], abs=0.1) for _, y in starts)
    assert "退单" in texts(svg)


def test_triggers_limits_handlers_powers_and_citations_are_told(every_kind: Governance) -> None:
    told = texts(draw(every_kind, "阶梯"))
    for expected in (
        "议而未决", "执行受阻", "汛情预警（假设）", "承办 书记", "时限 7工作日（假设）",
        "时限 10工作日（拟定）", "权限 自建 ≤40万元", "据 办法", "止于此：小事",
    ):  # fmt: skip
        assert expected in told


def test_a_way_that_is_only_assumed_is_dashed() -> None:
    solid = lines(draw(stairs(2), "阶"))
    text = stairs(2).model_dump_json().replace('"on":[{', '"on":[{"origin":{"kind":"assumed"},')
    dashed = lines(draw(Governance.model_validate_json(text), "阶"))
    assert [line.get("stroke-dasharray") for line in solid] == [None]
    assert [line.get("stroke-dasharray") for line in dashed] == ["6 4"]


def test_a_process_of_that_name_must_exist(every_kind: Governance) -> None:
    with pytest.raises(KeyError):
        draw(every_kind, "没有这个流程")


def test_english_words_for_an_english_reader(every_kind: Governance) -> None:
    told = " ".join(texts(draw(every_kind, "阶梯", lang="en")))
    assert "undecided" in told and "(assumed)" in told and "ends here" in told
    assert "假设" not in told and "承办" not in told


def test_many_tiers_grow_the_page_instead_of_crowding_it() -> None:
    heights = [
        float(ElementTree.fromstring(draw(stairs(n), "阶")).attrib["viewBox"].split()[3])
        for n in (3, 8, 14)
    ]
    assert all(one <= next_ for one, next_ in pairwise(heights)) and heights[0] == 1188


def test_a_short_flight_has_larger_letters_and_stays_on_one_page() -> None:
    def largest(count: int) -> float:
        svg = draw(stairs(count), "阶")
        limit = [
            float(node.attrib["font-size"])
            for node in ElementTree.fromstring(svg).iter(f"{SVG}text")
            if "时限" in (node.text or "")
        ]
        return max(limit)

    assert largest(2) > largest(8)
    root = ElementTree.fromstring(draw(stairs(2), "阶"))
    assert root.attrib["viewBox"].split()[3] == "1188"


def test_the_description_lists_tiers_in_the_tongue_of_the_reader() -> None:
    for lang, told in (("zh", "流程图：级1，级2"), ("en", "Process: 级1, 级2")):
        svg = draw(stairs(2), "阶", lang=lang)  # type: ignore[arg-type]
        assert ElementTree.fromstring(svg).findtext(f"{SVG}desc") == told
