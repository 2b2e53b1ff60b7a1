"""Each criterion, worked by hand: when it is met, how well, and by how much it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.search.candidates import Candidates
from geo.search.criteria.metro import Near
from geo.search.criteria.ready import months_late
from geo.search.findings import Finding
from geo.search.judgement import Part
from geo.search.positions import Ground
from geo.search.query import Query
from geo.search.search import search

MakeCandidates = Callable[..., Candidates]


def only_part(candidates: Candidates, query: Query, day: date) -> Part:
    """Return the one part of the one candidate."""
    found = search(candidates, query, today=day)
    finding: Finding
    (finding,) = (*found.matches, *found.near_misses)
    (part,) = finding.parts
    return part


@pytest.mark.parametrize(
    ("row", "query", "share"),
    [
        # fits exactly; twice the area: 0.5 + 0.5 · 3000/6000
        ({"available_gfa_m2": 3000}, Query(area_min_m2=3000), 1.0),
        ({"available_gfa_m2": 6000}, Query(area_min_m2=3000), 0.75),
        ({"available_gfa_m2": 4000}, Query(area_min_m2=3000, area_max_m2=5000), 1.0),
        ({"rent_cny_m2_day": 4.0}, Query(rent_max=5), 1 - 0.5 * 4 / 5),
        ({"rent_cny_m2_day": 5.0}, Query(rent_max=5), 0.5),
        ({"price_cny_m2": 30_000}, Query(price_max=60_000), 0.75),
        ({"ready_date": "2024-12-31"}, Query(ready_by=date(2024, 12, 31)), 1.0),
        ({"industries": ("芯片",)}, Query(industries=("chip", "robotics")), 0.75),
        ({"ceiling_height_m": 4.5}, Query(ceiling_height_min=4.5), 1.0),
        ({"floor_load_kn_m2": 5}, Query(floor_load_min=4), 1.0),
        ({"power_kva": 800}, Query(power_min=500), 1.0),
        ({"tenure": "either"}, Query(tenure="sale"), 1.0),
        ({"status": "signed"}, Query(statuses=("signed",)), 1.0),
        ({"floor": 3}, Query(layout="one_floor"), 1.0),
        ({"floor": None}, Query(layout="one_building"), 1.0),
        ({"zone_id": "caohejing"}, Query(zones=("caohejing", "west-bund")), 1.0),
        ({"subdistrict_id": "hongmei"}, Query(subdistricts=("hongmei",)), 1.0),
    ],
)
def test_a_criterion_that_is_met_has_its_share(
    candidates_from: MakeCandidates, day: date, row: dict[str, Any], query: Query, share: float
) -> None:
    part = only_part(candidates_from(row), query, day)
    assert part.verdict == "met"
    assert part.share == pytest.approx(share)
    assert part.points == pytest.approx(100 * share)
    assert part.shortfall is None


@pytest.mark.parametrize(
    ("row", "query", "share", "shortfall", "unit"),
    [
        # 2400 of 3000 ㎡: half of 0.8; 6000 where 5000 is the most: half of 5000/6000
        ({"available_gfa_m2": 2400}, Query(area_min_m2=3000), 0.4, 600, "m2"),
        ({"available_gfa_m2": 6000}, Query(area_max_m2=5000), 0.5 * 5 / 6, 1000, "m2"),
        ({"rent_cny_m2_day": 5.5}, Query(rent_max=5), 0.5 * 5 / 5.5, 0.5, "元/㎡/天"),
        ({"price_cny_m2": 80_000}, Query(price_max=60_000), 0.375, 20_000, "元/㎡"),
        # 120 days late: 0.5 / (1 + 120/365)
        (
            {"ready_date": "2025-04-30"},
            Query(ready_by=date(2024, 12, 31)),
            0.5 / (1 + 120 / 365),
            4,
            "months",
        ),
        ({"industries": ("餐饮",)}, Query(industries=("chip",)), 0.0, None, ""),
        ({"ceiling_height_m": 3.6}, Query(ceiling_height_min=4.5), 0.4, 0.9, "m"),
        ({"floor_load_kn_m2": 2}, Query(floor_load_min=4), 0.25, 2, "kN/㎡"),
        ({"power_kva": 400}, Query(power_min=500), 0.4, 100, "kVA"),
        ({"tenure": "lease"}, Query(tenure="sale"), 0.0, None, ""),
        ({"zone_id": "caohejing"}, Query(zones=("west-bund",)), 0.0, None, ""),
    ],
)
def test_a_criterion_that_is_missed_says_by_how_much(  # noqa: PLR0917
    candidates_from: MakeCandidates,
    day: date,
    row: dict[str, Any],
    query: Query,
    share: float,
    shortfall: float | None,
    unit: str,
) -> None:
    part = only_part(candidates_from(row), query, day)
    assert part.verdict == "missed"
    assert part.share == pytest.approx(share)
    assert part.shortfall == (None if shortfall is None else pytest.approx(shortfall))
    assert part.unit == unit


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ({"rent_cny_m2_day": None}, Query(rent_max=5)),
        ({"price_cny_m2": None}, Query(price_max=5)),
        ({"industries": ()}, Query(industries=("chip",))),
        ({"industries": None}, Query(industries=("chip",))),
        ({"lon": None, "lat": None}, Query(near=Near(line="15"))),
        ({"lon": None, "lat": None}, Query(ground=Ground(((121.4, 31.17),), 500))),
        ({"ceiling_height_m": None}, Query(ceiling_height_min=4)),
        ({"floor": None}, Query(layout="one_floor")),
    ],
)
def test_what_is_not_known_is_neither_met_nor_0(
    candidates_from: MakeCandidates, day: date, row: dict[str, Any], query: Query
) -> None:
    part = only_part(candidates_from(row), query, day)
    assert part.verdict == "unknown"
    assert part.found is None
    assert part.shortfall is None
    assert part.points == 0


@pytest.mark.parametrize(
    ("rent", "budget", "verdict", "share", "shortfall"),
    [
        # 4 元 · 3000 ㎡ · 365/12 = 365,000 元 a month
        (4.0, 730_000, "met", 0.75, None),
        (4.0, 292_000, "missed", 0.4, 73_000),
        (None, 730_000, "unknown", 0.0, None),
    ],
)
def test_a_budget_is_a_months_rent_of_the_least_area_asked_for(  # noqa: PLR0917
    candidates_from: MakeCandidates,
    day: date,
    rent: float | None,
    budget: float,
    verdict: str,
    share: float,
    shortfall: float | None,
) -> None:
    candidates = candidates_from({"rent_cny_m2_day": rent, "available_gfa_m2": 5000})
    found = search(candidates, Query(area_min_m2=3000, budget_max=budget), today=day)
    (finding,) = (*found.matches, *found.near_misses)
    _, part = finding.parts
    assert (part.verdict, part.shortfall) == (verdict, shortfall)
    assert part.share == pytest.approx(share)


def test_a_budget_without_an_area_counts_for_nothing_and_is_said(
    candidates_from: MakeCandidates, day: date
) -> None:
    found = search(candidates_from({"rent_cny_m2_day": 4.0}), Query(budget_max=1), today=day)
    (finding,) = found.matches
    assert (finding.parts[0].verdict, finding.parts[0].weight) == ("unknown", 0)
    assert found.notes == ("no_area",)


def test_distance_is_the_straight_line_to_the_nearest_station_of_the_line(
    plan: Any, candidates_from: MakeCandidates, day: date
) -> None:
    stations = plan.stations.set_index("name").geometry
    guilin = stations["桂林公园"]
    # 0.004° of latitude are 444 m; the next station of Line 15 is about 1 km away
    carrier = {"lon": guilin.x, "lat": guilin.y + 0.004}
    by_line = only_part(candidates_from(carrier), Query(near=Near("15", max_m=800)), day)
    assert by_line.found == pytest.approx(443.6, abs=1)
    assert by_line.verdict == "met"
    station_id = plan.stations.set_index("name").loc["桂林路", "metro_id"]
    to_one = only_part(
        candidates_from(carrier), Query(near=Near(station_id=station_id, max_m=100)), day
    )
    assert to_one.verdict == "missed"
    assert to_one.shortfall == pytest.approx(to_one.found - 100)
    assert only_part(candidates_from(carrier), Query(near=Near()), day).found <= by_line.found


def test_a_drawn_circle_and_ring_hold_what_lies_in_them(
    candidates_from: MakeCandidates, day: date
) -> None:
    carrier = candidates_from({"lon": 121.40, "lat": 31.17})
    ring = ((121.39, 31.16), (121.41, 31.16), (121.41, 31.18), (121.39, 31.18))
    assert only_part(carrier, Query(ground=Ground(ring)), day).verdict == "met"
    # 0.01° of latitude north of the centre: 1109 m
    circle = Ground(((121.40, 31.16),), 1000.0)
    outside = only_part(carrier, Query(ground=circle), day)
    assert outside.verdict == "missed"
    assert outside.shortfall == pytest.approx(109, abs=1.5)
    east = Ground(((121.41, 31.16), (121.42, 31.16), (121.42, 31.18), (121.41, 31.18)))
    # 0.01° of longitude at 31.17°: 954 m
    assert only_part(carrier, Query(ground=east), day).shortfall == pytest.approx(954, abs=2)


def test_a_carrier_in_a_pole_that_lies_in_a_belt_is_in_the_belt(
    plan: Any, candidates_from: MakeCandidates, day: date
) -> None:
    inside = plan.zones.set_index("zone_id").geometry["west-bund"].representative_point()
    carrier = candidates_from({"zone_id": "west-bund", "lon": inside.x, "lat": inside.y})
    assert only_part(carrier, Query(zones=("riverside",)), day).verdict == "met"
    assert only_part(carrier, Query(zones=("caohejing",)), day).verdict == "missed"


def test_places_of_one_kind_are_alternatives_and_of_two_kinds_both_asked_for(
    candidates_from: MakeCandidates, day: date
) -> None:
    carrier = candidates_from({"zone_id": "caohejing", "subdistrict_id": "hongmei"})
    both = Query(zones=("caohejing", "west-bund"), subdistricts=("hongmei",))
    other = Query(zones=("caohejing",), subdistricts=("longhua",))
    assert only_part(carrier, both, day).verdict == "met"
    assert only_part(carrier, other, day).verdict == "missed"


@pytest.mark.parametrize(
    ("asked", "found", "months"),
    [
        (date(2024, 12, 31), date(2025, 4, 30), 4),
        (date(2024, 12, 31), date(2025, 1, 1), 1),
        (date(2024, 6, 30), date(2024, 7, 31), 1),
        (date(2024, 6, 15), date(2024, 7, 15), 1),
        (date(2024, 6, 15), date(2024, 7, 16), 2),
        (date(2024, 2, 29), date(2024, 3, 31), 1),
        (date(2024, 12, 31), date(2025, 12, 31), 12),
    ],
)
def test_months_late_are_counted_from_day_to_day(asked: date, found: date, months: int) -> None:
    assert months_late(asked, found) == months
