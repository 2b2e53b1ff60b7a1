"""The card of a zone, and that of the whole plan: what is said, with what it rests on."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from briefings.cards.plan import plan_card
from briefings.cards.zone import zone_card
from geo.plan import Plan
from geo.translation import Language, Translator
from tests.plans import with_layers, with_profile

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)


def said(markup: str) -> str:
    """Return what is read."""
    return str(Markup(markup).striptags())  # noqa: S704 - it is read here, never shown


def amounts(markup: str) -> list[tuple[str, str, str]]:
    """Return what, how much, and how it is counted of each figure on a card."""
    found = re.findall(
        r"<div class='amount'.*?><span>(.*?)</span><b>(.*?)</b><em>(.*?)</em>", markup
    )
    return [(what, said(amount), counted) for what, amount, counted in found]


def test_a_pole_says_its_figures_and_their_density(plan: Plan) -> None:
    # 5,500,000 m² ÷ 4,334,896 m² = 1.27; 1,000,000 ÷ 4,334,896 = 0.23
    assert amounts(zone_card(plan, "caohejing", CHINESE)) == [
        ("现状", "≈550 万㎡", "毛容积率 1.27"),
        ("新增", "预计 100 万㎡", "毛容积率 0.23"),
    ]


def test_a_belt_says_that_the_nested_park_is_counted_elsewhere(plan: Plan) -> None:
    # 4,000,000 m² ÷ 9,290,875 m² = 0.43
    assert amounts(zone_card(plan, "riverside", CHINESE)) == [
        ("联动", "≥400 万㎡", "毛容积率 0.43"),
        ("西岸数智谷特色园区 · 规划集聚", "100 万㎡", "已计入西岸数智谷，合计只计一次"),
    ]


def test_a_park_with_a_figure_of_its_own_claims_no_density_of_the_zone(plan: Plan) -> None:
    assert ("北杨人工智能小镇 · 规划集聚", "100 万㎡", "") in amounts(
        zone_card(plan, "caohejing-huajing", CHINESE)
    )


def test_a_category_the_plan_does_not_give_is_not_on_the_card(plan: Plan) -> None:
    card = said(zone_card(plan, "west-bund", CHINESE))
    assert "规划集聚" in card
    assert not any(label in card for label in ("现状", "新增", "联动", "存量更新"))


def test_both_readings_of_a_figure_are_quoted(plan: Plan) -> None:
    card = zone_card(plan, "riverside", CHINESE)
    assert "带动周边 400 万方的“一港一谷一城一湾”联动发展——《规划》四（一）2" in card
    assert "带动周边400余万方的“一港一谷一城一湾”联动发展——《规划》四（一）图" in card


@pytest.mark.parametrize(
    "words",
    [
        "西岸数智谷产业集聚增长极",
        "规划图中作“西岸智慧谷”",
        "以西岸智塔（AI Tower）为旗舰的120万方人工智能产业集聚区",
        "新型研发中心",
        "2021–2025",
        "云锦路—龙耀路—龙腾大道—丰谷路围合的街坊；未见官方四至",
        "±200 m",
        "0.34 km²",
    ],
)
def test_the_card_says_title_alias_role_industries_period_and_boundary(
    plan: Plan, words: str
) -> None:
    assert words in said(zone_card(plan, "west-bund", CHINESE))


def test_a_zone_without_an_alias_claims_none(plan: Plan) -> None:
    assert "规划图中作" not in zone_card(plan, "caohejing", CHINESE)


def test_the_card_says_where_the_plan_wavers(plan: Plan) -> None:
    assert "西岸智慧谷 / 西岸数智谷" in zone_card(plan, "west-bund", CHINESE)
    assert "规划表述不一之处" not in zone_card(plan, "caohejing", CHINESE)


def test_stations_of_the_spine_stand_in_their_order_along_the_line(plan: Plan) -> None:
    card = zone_card(plan, "caohejing-huajing", CHINESE)
    assert "<dt>15号线</dt>" in card
    assert "桂林路、桂林公园、上海南站、华东理工大学、罗秀路、朱梅路、景洪路" in card


def test_stations_being_built_stand_apart(plan: Plan) -> None:
    card = zone_card(plan, "riverside", CHINESE)
    assert "<dt>在建</dt><dd dir='auto'>龙启路、徐浦大桥、华泾路</dd>" in card
    assert "轨道交通站（范围内 7 个）" in card


def test_a_park_that_is_not_located_is_listed_and_said_not_to_be_drawn(plan: Plan) -> None:
    card = zone_card(plan, "riverside", CHINESE)
    assert "<li>一港一谷一城一湾（范围未公布，不绘）</li>" in card
    assert "<li>西岸传媒港</li>" in card


def test_another_plan_has_another_spine_on_its_cards(plan: Plan) -> None:
    another = with_profile(plan, spine_line="11")
    card = zone_card(another, "riverside", CHINESE)
    assert "<dt>11号线</dt>" in card
    assert "<dt>15号线</dt>" not in card


def test_the_english_card_quotes_the_translation_and_the_original(plan: Plan) -> None:
    card = zone_card(plan, "caohejing", ENGLISH)
    assert "The carriers now amount to about 5.5 million m²." in card
    assert "<span lang='zh'>目前载体面积约550万方" in card
    assert amounts(card)[0][:2] == ("Existing", "≈5.5 million m²")


def test_the_plan_counts_shared_ground_once(plan: Plan) -> None:
    # 4.335 + 0.338 + 9.291 + 13.220 − 1.556 − 0.338 = 25.290 km²
    assert "25.29 km²（重叠只计一次）" in said(plan_card(plan, CHINESE))


def test_the_plan_says_which_zones_share_ground(plan: Plan) -> None:
    card = said(plan_card(plan, CHINESE))
    assert "漕河泾 ∩ 漕河泾—华泾 1.56 km²" in card.replace("\u3000", " ")
    assert "西岸数智谷 ∩ 徐汇滨江 0.34 km²" in card.replace("\u3000", " ")


def test_the_plan_says_every_place_where_it_wavers(plan: Plan) -> None:
    card = plan_card(plan, CHINESE)
    assert all(note.text in card for note in plan.profile.discrepancies)


def test_the_plan_counts_its_poles_and_belts(plan: Plan) -> None:
    one_pole = with_layers(plan, zones=plan.zones[plan.zones["zone_id"] != "west-bund"])
    assert "2 极 2 带" in plan_card(plan, CHINESE)
    assert "1 极 2 带" in plan_card(one_pole, CHINESE)
