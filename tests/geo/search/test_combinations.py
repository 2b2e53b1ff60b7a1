"""What several carriers do together, worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.search.candidates import Candidates
from geo.search.query import Query
from geo.search.search import search

MakeCandidates = Callable[..., Candidates]


def unit(name: str, floor: int | None, area: float, **more: Any) -> dict[str, Any]:
    """Return a unit of the usual building."""
    return {"carrier_id": name, "floor": floor, "available_gfa_m2": area, **more}


def found_sets(
    candidates: Candidates, query: Query, day: date
) -> list[tuple[str, tuple[str, ...], float]]:
    """Return scope, ids and area of each combination."""
    return [
        (own.scope, own.candidate_ids, own.area_m2)
        for own in search(candidates, query, today=day).combinations
    ]


def test_floors_that_follow_one_another_are_put_together(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(unit("f3", 3, 1800), unit("f4", 4, 1500), unit("f6", 6, 1700))
    assert found_sets(candidates, Query(area_min_m2=3000, layout="contiguous"), day) == [
        ("adjacent_floors", ("f3", "f4"), 3300)
    ]


def test_a_set_is_told_once_with_what_holds_it_closest(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(unit("f3", 3, 1800), unit("f4", 4, 1500), unit("f6", 6, 1900))
    assert found_sets(candidates, Query(area_min_m2=3000, layout="one_building"), day) == [
        ("adjacent_floors", ("f3", "f4"), 3300)
    ]
    apart = candidates_from(unit("f3", 3, 1800), unit("f6", 6, 1700))
    assert found_sets(apart, Query(area_min_m2=3000, layout="one_building"), day) == [
        ("building", ("f3", "f6"), 3500)
    ]


def test_every_floor_between_the_lowest_and_the_highest_has_a_piece(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(unit("f3", 3, 2000), unit("f4", 4, 100), unit("f5", 5, 2000))
    assert found_sets(candidates, Query(area_min_m2=4000, layout="contiguous"), day) == [
        ("adjacent_floors", ("f3", "f4", "f5"), 4100)
    ]


def test_the_first_basement_is_next_to_the_ground_floor(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(unit("b1", -1, 600), unit("f1", 1, 600))
    assert found_sets(candidates, Query(area_min_m2=1000, layout="contiguous"), day) == [
        ("adjacent_floors", ("b1", "f1"), 1200)
    ]


def test_units_of_one_floor_make_one_floor(candidates_from: MakeCandidates, day: date) -> None:
    candidates = candidates_from(
        unit("a", 3, 1000), unit("b", 3, 1500), unit("c", 3, 1200), unit("d", 4, 2900)
    )
    assert found_sets(candidates, Query(area_min_m2=2500, layout="one_floor"), day) == []
    query = Query(area_min_m2=3000, layout="one_floor")
    # b 1500, c 1200 make 2700; the smallest that reaches 3000 is a
    assert found_sets(candidates, query, day) == [("adjacent_floors", ("a", "b", "c"), 3700)]


def test_the_tightest_set_wins_over_the_largest_pieces(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(
        unit("a", None, 2000), unit("b", None, 1900), unit("c", None, 1100), unit("d", None, 900)
    )
    # a + c are 3100, b + c are 3000, a + d are 2900
    query = Query(area_min_m2=3000, layout="one_building")
    assert found_sets(candidates, query, day) == [("building", ("b", "c"), 3000)]


def test_three_pieces_are_told_where_they_fit_tighter_than_two(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(
        unit("a", None, 2500), unit("b", None, 900), unit("c", None, 1300), unit("d", None, 800)
    )
    # a + d are 3300, b + c + d are 3000
    query = Query(area_min_m2=3000, layout="one_building")
    assert found_sets(candidates, query, day) == [("building", ("b", "c", "d"), 3000)]


def test_of_sets_of_one_area_the_fewest_pieces_are_told(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(
        unit("a", None, 1500), unit("b", None, 1000), unit("c", None, 500), unit("d", None, 1500)
    )
    # a + b + c and d + b + c are 3000 too
    query = Query(area_min_m2=3000, layout="one_building")
    assert found_sets(candidates, query, day) == [("building", ("a", "d"), 3000)]


def test_a_smaller_piece_of_a_floor_is_taken_where_it_is_enough(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(
        unit("a", 3, 2000), unit("b", 3, 1200), unit("c", 4, 1900), unit("d", 4, 1500)
    )
    # a + c 3900, a + d 3500, b + c 3100; b + d are 2700
    assert found_sets(candidates, Query(area_min_m2=3000, layout="contiguous"), day) == [
        ("adjacent_floors", ("b", "c"), 3100),
        ("adjacent_floors", ("c", "d"), 3400),
    ]


def test_one_park_is_the_last_resort(candidates_from: MakeCandidates, day: date) -> None:
    candidates = candidates_from(
        unit("a", 1, 2000, building="甲楼", park_id="beiyang"),
        unit("b", 9, 2000, building="乙楼", park_id="beiyang"),
        unit("c", 9, 2000, building="丙楼", park_id="xian-media-port"),
    )
    assert found_sets(candidates, Query(area_min_m2=3500), day) == [("park", ("a", "b"), 4000)]


def test_buildings_of_one_name_in_two_parks_are_two(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(
        unit("a", 1, 2000, building="1号楼", park_id="beiyang"),
        unit("b", 1, 2000, building="1号楼", park_id="xian-media-port"),
    )
    assert found_sets(candidates, Query(area_min_m2=3500), day) == []


def test_what_misses_another_must_is_no_piece(candidates_from: MakeCandidates, day: date) -> None:
    candidates = candidates_from(
        unit("a", 1, 2000), unit("b", 2, 2000, rent_cny_m2_day=9.0), unit("c", 3, 2000)
    )
    assert found_sets(candidates, Query(area_min_m2=3500, rent_max=5), day) == [
        ("building", ("a", "c"), 4000)
    ]


def test_more_than_the_most_is_no_combination(candidates_from: MakeCandidates, day: date) -> None:
    candidates = candidates_from(unit("a", 1, 2000), unit("b", 2, 2000))
    assert found_sets(candidates, Query(area_min_m2=3000, area_max_m2=3500), day) == []


@pytest.mark.parametrize("layout", [None, "one_building", "contiguous", "one_floor"])
def test_none_are_looked_for_when_one_carrier_fits(
    candidates_from: MakeCandidates, day: date, layout: str | None
) -> None:
    candidates = candidates_from(unit("a", 1, 2000), unit("b", 2, 2000), unit("c", 3, 3000))
    found = search(candidates, Query(area_min_m2=3000, layout=layout), today=day)
    assert found.match_count == 1
    assert found.combinations == ()


def test_the_tightest_fit_comes_first_however_many_its_pieces(
    candidates_from: MakeCandidates, day: date
) -> None:
    rows = [
        unit(f"{building}{floor}", floor, area, building=building)
        for building, areas in {"x": (900, 900, 900), "y": (1600, 1500), "z": (1500, 1500)}.items()
        for floor, area in enumerate(areas, start=1)
    ]
    assert found_sets(candidates_from(*rows), Query(area_min_m2=2700), day) == [
        ("adjacent_floors", ("x1", "x2", "x3"), 2700),
        ("adjacent_floors", ("z1", "z2"), 3000),
        ("adjacent_floors", ("y1", "y2"), 3100),
    ]


def test_the_score_takes_the_area_together_and_else_the_weakest_piece(
    candidates_from: MakeCandidates, day: date
) -> None:
    candidates = candidates_from(
        unit("a", 1, 2000, rent_cny_m2_day=2.0), unit("b", 2, 2000, rent_cny_m2_day=4.0)
    )
    (own,) = search(candidates, Query(area_min_m2=3000, rent_max=5), today=day).combinations
    # area 0.5 + 0.5 · 3000/4000 = 0.875; rent of b 1 - 0.5 · 4/5 = 0.6
    assert own.score == pytest.approx(100 * (0.875 + 0.6) / 2)
