"""Score, order, near misses and what is held, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.search.candidates import Candidates
from geo.search.query import Query
from geo.search.search import search

MakeCandidates = Callable[..., Candidates]

HELD = {
    "carrier_id": "c0",
    "area_m2": 1000.0,
    "held_from": "2024-01-01",
    "held_until": "2024-06-30",
}


def found_ids(candidates: Candidates, query: Query, day: date) -> list[str]:
    """Return the matches' ids in their order."""
    return [finding.candidate_id for finding in search(candidates, query, today=day).matches]


def test_the_score_is_the_weighted_mean_of_the_shares(
    candidates_from: MakeCandidates, day: date
) -> None:
    # area fits (1.0, weight 1), rent 4 of 5 (0.6, weight 1), industry missed (0, wish of weight 2)
    query = Query(
        area_min_m2=3000, rent_max=5, industries=("robotics",), wishes=(("industry", 2.0),)
    )
    (finding,) = search(candidates_from({}), query, today=day).matches
    assert finding.score == pytest.approx(100 * (1.0 + 0.6 + 0.0) / 4)
    assert [part.criterion for part in finding.parts] == ["area", "rent", "industry"]
    assert [part.points for part in finding.parts] == pytest.approx([25, 15, 0])
    assert [part.is_must for part in finding.parts] == [True, True, False]


def test_a_missed_wish_lowers_the_score_and_rules_nothing_out(
    candidates_from: MakeCandidates, day: date
) -> None:
    rows = ({"rent_cny_m2_day": 9.0}, {"rent_cny_m2_day": 4.0})
    assert found_ids(candidates_from(*rows), Query(rent_max=5), day) == ["c1"]
    wish = Query(rent_max=5, wishes=(("rent", 1.0),))
    assert found_ids(candidates_from(*rows), wish, day) == ["c1", "c0"]


def test_equal_scores_stand_in_the_order_of_ids_whatever_the_order_of_rows(
    candidates_from: MakeCandidates, day: date
) -> None:
    rows = [{"carrier_id": name} for name in ("b", "c", "a")]
    assert found_ids(candidates_from(*rows), Query(area_min_m2=3000), day) == ["a", "b", "c"]


def test_only_the_best_are_told_and_all_are_counted(
    candidates_from: MakeCandidates, day: date
) -> None:
    rows = [{"available_gfa_m2": 3000 + 100 * place} for place in range(9)]
    found = search(candidates_from(*rows), Query(area_min_m2=3000), today=day, most=3)
    assert [finding.candidate_id for finding in found.matches] == ["c0", "c1", "c2"]
    assert found.match_count == 9


def test_signed_and_occupied_carriers_are_searched_only_when_asked_for(
    candidates_from: MakeCandidates, day: date
) -> None:
    rows = [{"status": name} for name in ("vacant", "reserved", "signed", "occupied")]
    candidates = candidates_from(*rows)
    assert found_ids(candidates, Query(area_min_m2=1), day) == ["c0", "c1"]
    assert search(candidates, Query(area_min_m2=1), today=day).searched_count == 2
    assert found_ids(candidates, Query(statuses=("occupied",)), day) == ["c3"]


def test_what_is_held_is_not_free_until_it_runs_out(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from({}, commitments=[HELD])
    query = Query(area_min_m2=3000)
    (near,) = search(candidates, query, today=day).near_misses
    assert near.missed[0].found == 2000  # 3000 less the 1000 held
    by_july = Query(area_min_m2=3000, ready_by=date(2024, 7, 1))
    assert found_ids(candidates, by_july, day) == ["c0"]


def test_more_held_than_there_is_leaves_nothing(candidates_from: MakeCandidates, day: date) -> None:
    candidates = candidates_from({}, commitments=[HELD | {"area_m2": 9000.0}])
    (near,) = search(candidates, Query(area_min_m2=100), today=day).near_misses
    assert near.missed[0].found == 0


def test_near_misses_miss_the_fewest_musts_by_the_least(
    candidates_from: MakeCandidates, day: date
) -> None:
    query = Query(area_min_m2=3000, rent_max=5, ceiling_height_min=4.5)
    tall = {"ceiling_height_m": 4.5}
    rows: list[dict[str, Any]] = [
        tall | {"carrier_id": "two", "available_gfa_m2": 2900, "rent_cny_m2_day": 5.1},
        tall | {"carrier_id": "far", "available_gfa_m2": 1500},
        tall | {"carrier_id": "near", "rent_cny_m2_day": 5.5},
        {"carrier_id": "unknown"},
        {"carrier_id": "three", "available_gfa_m2": 9, "rent_cny_m2_day": 9, "ceiling_height_m": 2},
    ]
    found = search(candidates_from(*rows), query, today=day)
    assert found.match_count == 0
    assert [near.candidate_id for near in found.near_misses] == ["near", "far", "unknown", "two"]
    (part,) = found.near_misses[0].missed
    assert part.criterion == "rent"
    assert part.shortfall == pytest.approx(0.5)


def test_without_a_criterion_everything_that_can_be_let_is_found(
    candidates_from: MakeCandidates, day: date
) -> None:
    found = search(candidates_from({}, {}, {"status": "signed"}), Query(), today=day)
    assert [finding.candidate_id for finding in found.matches] == ["c0", "c1"]
    assert {finding.score for finding in found.matches} == {0.0}


def test_demo_carriers_and_a_day_gone_by_are_remarked_on(
    candidates_from: MakeCandidates, day: date
) -> None:
    demo = candidates_from({"is_demo": True}, {})
    assert search(demo, Query(), today=day).notes == ("demo",)
    real = candidates_from({})
    assert search(real, Query(ready_by=date(2024, 2, 1)), today=day).notes == ("date_passed",)
    assert search(real, Query(ready_by=date(2024, 4, 1)), today=day).notes == ()
