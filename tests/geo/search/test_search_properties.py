"""What holds for every inventory and every query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.plan import Plan
from geo.search.candidates import candidates_of
from geo.search.criteria.metro import Near
from geo.search.query import Query
from geo.search.search import search

MakeInventory = Callable[..., Any]
DAY = date(2024, 3, 1)

areas = st.integers(0, 8000).map(float)
rents = st.none() | st.integers(10, 90).map(lambda tenths: tenths / 10)
carriers = st.fixed_dictionaries(
    {
        "floor": st.none() | st.integers(-2, 9).filter(bool),
        "building": st.none() | st.sampled_from(["甲楼", "乙楼"]),
        "park_id": st.none() | st.sampled_from(["beiyang", "life-bay"]),
        "available_gfa_m2": areas,
        "ready_date": st.dates(date(2023, 1, 1), date(2026, 1, 1)).map(str),
        "rent_cny_m2_day": rents,
        "industries": st.lists(st.sampled_from(["芯片", "机器人", "餐饮"]), max_size=2).map(tuple),
        "lon": st.floats(121.38, 121.47),
        "lat": st.floats(31.11, 31.2),
        "status": st.sampled_from(["vacant", "reserved", "signed"]),
    }
)
inventories = st.lists(carriers, min_size=1, max_size=12)
queries = st.builds(
    Query,
    area_min_m2=st.none() | st.integers(100, 9000).map(float),
    ready_by=st.none() | st.dates(date(2023, 6, 1), date(2025, 12, 31)),
    rent_max=st.none() | st.integers(20, 80).map(lambda tenths: tenths / 10),
    industries=st.sampled_from([(), ("chip",), ("chip", "robotics")]),
    near=st.none() | st.integers(200, 3000).map(lambda m: Near("15", max_m=float(m))),
    layout=st.sampled_from([None, "one_floor", "one_building", "contiguous"]),
    budget_max=st.none() | st.integers(1000, 400_000).map(float),
)


@pytest.fixture(scope="module")
def ask(plan: Plan, inventory_of: MakeInventory) -> Callable[..., Any]:
    """Search carriers given as rows."""
    return lambda rows, query: search(
        candidates_of(plan, inventory_of(*rows)), query, today=DAY, most=100
    )


def found_ids(findings: Any) -> set[str]:
    """Return the ids of the matches."""
    return {finding.candidate_id for finding in findings.matches}


def stricter(query: Query, choice: int) -> Query:
    """Return a query that asks for more in one criterion."""
    changes: list[dict[str, Any]] = [
        {"area_min_m2": (query.area_min_m2 or 0.0) + 500.0},
        {"ready_by": (query.ready_by or date(2027, 1, 1)) - timedelta(days=90)},
        {"rent_max": (query.rent_max or 10.0) * 0.8},
        {"near": replace(query.near, max_m=query.near.max_m / 2) if query.near else Near("15")},
        {"industries": query.industries or ("chip",)},
        {"layout": "one_floor"},
        {"area_max_m2": 5000.0},
        {"budget_max": (query.budget_max or 400_000.0) / 2},
    ]
    return query.replace(**changes[choice])


@given(rows=inventories, query=queries, choice=st.integers(0, 7))
def test_a_stricter_criterion_never_adds_a_result(
    ask: Any, rows: list[dict[str, Any]], query: Query, choice: int
) -> None:
    assert found_ids(ask(rows, stricter(query, choice))) <= found_ids(ask(rows, query))


@given(rows=inventories, query=queries, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    ask: Any, rows: list[dict[str, Any]], query: Query, order: Any
) -> None:
    named = [row | {"carrier_id": f"c{place}"} for place, row in enumerate(rows)]
    mixed = list(named)
    order.shuffle(mixed)
    first, second = ask(named, query), ask(mixed, query)
    assert first.matches == second.matches
    assert first.near_misses == second.near_misses
    assert first.combinations == second.combinations


@given(rows=inventories, query=queries)
def test_points_add_up_to_the_score_and_the_order_follows_it(
    ask: Any, rows: list[dict[str, Any]], query: Query
) -> None:
    findings = ask(rows, query)
    for finding in (*findings.matches, *findings.near_misses):
        assert sum(part.points for part in finding.parts) == pytest.approx(finding.score)
        assert -1e-9 <= finding.score <= 100 + 1e-9
        for part in finding.parts:
            assert (part.share >= 0.5) == (part.verdict == "met")
    scores = [finding.score for finding in findings.matches]
    assert all(earlier >= later - 1e-8 for earlier, later in pairwise(scores))


@given(rows=inventories, query=queries)
def test_who_matches_misses_nothing_and_who_is_near_misses_something(
    ask: Any, rows: list[dict[str, Any]], query: Query
) -> None:
    findings = ask(rows, query)
    assert not any(finding.missed for finding in findings.matches)
    assert all(1 <= len(finding.missed) <= 2 for finding in findings.near_misses)
    assert found_ids(findings).isdisjoint(near.candidate_id for near in findings.near_misses)


@given(rows=inventories, query=queries)
def test_a_combination_reaches_the_area_with_pieces_that_miss_nothing_else(
    ask: Any, rows: list[dict[str, Any]], query: Query
) -> None:
    assume(query.area_min_m2 is not None)
    free = {f"c{place}": row["available_gfa_m2"] for place, row in enumerate(rows)}
    others = found_ids(ask(rows, query.replace(area_min_m2=None, layout=None)))
    for own in ask(rows, query).combinations:
        assert 2 <= len(own.candidate_ids) <= 8
        assert len(set(own.candidate_ids)) == len(own.candidate_ids)
        assert set(own.candidate_ids) <= others
        assert own.area_m2 == pytest.approx(sum(free[key] for key in own.candidate_ids))
        assert own.area_m2 >= (query.area_min_m2 or 0.0)
        assert 0 <= own.score <= 100 + 1e-9
