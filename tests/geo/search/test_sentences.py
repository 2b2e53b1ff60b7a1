"""Queries and findings in words, as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.criteria.metro import Near
from geo.search.judgement import Part
from geo.search.positions import Ground
from geo.search.query import Query
from geo.search.search import search
from geo.search.sentences import NOTES, chip, note_text, part_text, reason

QUERY = Query(
    area_min_m2=3000,
    area_max_m2=5000,
    layout="one_floor",
    ready_by=date(2024, 12, 31),
    rent_max=5,
    price_max=60_000,
    budget_max=400_000,
    industries=("chip", "robotics"),
    near=Near(line="15"),
    zones=("caohejing", "west-bund"),
    subdistricts=("hongmei",),
    ground=Ground(((121.4, 31.17),), 500.0),
    ceiling_height_min=4.5,
    floor_load_min=5,
    power_min=1000,
    tenure="sale",
    statuses=("vacant", "reserved"),
)
CHIPS = {
    "area": "面积 3,000㎡—5,000㎡",
    "layout": "同一楼层",
    "ready": "2024-12-31 前交付",
    "rent": "日租金 ≤5 元/㎡",
    "price": "售价 ≤60,000 元/㎡",
    "budget": "月租 ≤400,000 元",
    "industry": "芯片、机器人",
    "metro": "距15号线 ≤800 m（直线）",
    "place": "在漕河泾 或 西岸数智谷 且 虹梅路街道",
    "ground": "在圈定的 500 m 内",
    "ceiling_height": "层高 ≥4.5 m",
    "floor_load": "荷载 ≥5 kN/㎡",
    "power": "供电 ≥1,000 kVA",
    "tenure": "出售",
    "status": "空置、意向",
}


def part(criterion: str, found: Any, wanted: Any, shortfall: float | None = None) -> Part:
    """Return a missed part, or a met one without a shortfall."""
    verdict: Any = "met" if shortfall is None else "missed"
    return Part(criterion, verdict, True, 1.0, 0.0, 0.0, found, wanted, shortfall)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_criterion_has_a_chip(plan: Plan, criterion: str) -> None:
    assert chip(criterion, QUERY, plan) == CHIPS[criterion]


@pytest.mark.parametrize(
    ("near", "words"),
    [
        (Near(station_id="station-guilin-park", max_m=500), "距桂林公园站 ≤500 m（直线）"),
        (Near(line="机场联络线", max_m=1000), "距机场联络线 ≤1,000 m（直线）"),
        (Near(max_m=500), "距最近的轨道站 ≤500 m（直线）"),
    ],
)
def test_a_station_and_a_named_line_are_called_by_name(plan: Plan, near: Near, words: str) -> None:
    assert chip("metro", Query(near=near), plan) == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query(area_min_m2=300_000), "面积 ≥30万㎡"),
        (Query(area_max_m2=800.5), "面积 ≤800.5㎡"),
        (Query(ground=Ground(((1, 1), (2, 1), (2, 2)))), "在圈定范围内"),
        (Query(parks=("beiyang",)), "在北杨人工智能小镇"),
    ],
)
def test_chips_say_what_is_asked(plan: Plan, query: Query, words: str) -> None:
    assert chip(query.asked[0], query, plan) == words


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (part("area", 2400.0, (3000, None), 600.0), "面积少 600㎡"),
        (part("area", 6000.0, (3000, 5000), 1000.0), "面积多 1,000㎡"),
        (part("ready", date(2025, 4, 30), date(2024, 12, 31), 4.0), "晚交付 4 个月"),
        (part("rent", 5.5, 5, 0.5), "日租金高 0.5 元/㎡"),
        (part("rent", 5.001, 5, 0.001), "日租金高 0.01 元/㎡"),
        (part("budget", 400_000.2, 400_000, 0.2), "月租高 1 元"),
        (part("metro", 1420.0, 800, 620.0), "距15号线远 620 m（直线）"),
        (part("ceiling_height", 3.6, 4.5, 0.9), "层高少 0.9 m"),
        (part("power", 400.0, 1000, 600.0), "供电少 600 kVA"),
        (part("ground", 90.3, None, 90.3), "在圈定范围外 91 m"),
        (part("area", 3200.0, (3000, None)), "可用 3,200㎡"),
        (part("metro", 620.4, 800), "距15号线 620 m（直线）"),
        (part("industry", ("chip", "life"), ("chip", "robotics")), "适合芯片"),
        (part("industry", ("life",), ("chip",)), "适合的是人工智能与生命健康"),
        (part("ready", date(2024, 6, 30), date(2024, 12, 31)), "2024-06-30 交付"),
        (part("tenure", "lease", "sale"), "出租"),
        (part("status", "signed", ("vacant",)), "状态为签约"),
    ],
)
def test_each_result_is_said_with_its_measure(plan: Plan, own: Part, words: str) -> None:
    assert part_text(own, QUERY, plan) == words


def test_what_is_not_known_is_said(plan: Plan) -> None:
    own = Part("rent", "unknown", True, 1.0, 0.0, 0.0, None, 5)
    assert part_text(own, QUERY, plan) == "日租金未知"


def test_a_place_that_is_missed_says_where_it_is(
    plan: Plan, candidates_from: Callable[..., Any], day: date
) -> None:
    query = Query(zones=("west-bund",))
    candidates = candidates_from({"zone_id": "caohejing"}, {"zone_id": None, "lon": None})
    first, second = search(candidates, query, today=day).near_misses
    assert part_text(first.parts[0], query, plan) == "在漕河泾"
    assert part_text(second.parts[0], query, plan) == "不在所选范围"


def test_a_reason_names_what_fits_what_fails_and_what_was_wished_for(
    plan: Plan, candidates_from: Callable[..., Any], day: date
) -> None:
    query = Query(area_min_m2=3000, rent_max=5, power_min=500, wishes=(("power", 1.0),))
    candidates = candidates_from({"rent_cny_m2_day": 5.5, "power_kva": 400})
    (near,) = search(candidates, query, today=day).near_misses
    assert reason(near, query, plan) == (
        "符合：可用 3,000㎡。不符合：日租金高 0.5 元/㎡。未如愿：供电少 100 kVA。"
    )


@pytest.mark.parametrize("key", NOTES)
def test_every_remark_has_words(plan: Plan, key: str) -> None:
    words = note_text(key, plan)
    assert words.endswith("。")
    assert "{" not in words


def test_a_remark_on_the_period_names_its_years(plan: Plan) -> None:
    assert "2021–2025" in note_text("after_period", plan)
