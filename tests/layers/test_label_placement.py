"""Names find a place or are left out: never over one another, never out of the frame."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.label_placement import Box, Obstacle, Wanted, place

FRAME = Box(0, 0, 100, 60)


def name(key: str, x: float, y: float, **more: float | str) -> Wanted:
    return Wanted(key, 20, 10, x, y, **more)  # type: ignore[arg-type]


def test_a_name_stands_on_its_anchor() -> None:
    assert place([name("a", 50, 30)], frame=FRAME).placed == {"a": Box(40, 25, 60, 35)}


def test_a_name_stands_right_of_its_symbol() -> None:
    placed = place([name("a", 50, 30, beside=4)], frame=FRAME).placed
    assert placed == {"a": Box(54, 25, 74, 35)}


def test_a_name_near_the_right_side_turns_to_the_left_of_its_symbol() -> None:
    placed = place([name("a", 90, 30, beside=4)], frame=FRAME).placed
    assert placed == {"a": Box(66, 25, 86, 35)}


def test_the_more_important_name_keeps_its_place() -> None:
    found = place([name("b", 50, 30, priority=2), name("a", 50, 30, priority=1)], frame=FRAME)
    assert list(found.placed) == ["a", "b"]
    assert found.placed["a"] == Box(40, 25, 60, 35)
    assert not found.placed["b"].meets(found.placed["a"])


def test_a_name_with_nowhere_to_stand_is_reported() -> None:
    found = place([name("a", 50, 30)], frame=Box(0, 0, 100, 9))
    assert (found.placed, found.dropped) == ({}, ("a",))


def test_what_is_covered_is_kept_clear_by_every_name() -> None:
    found = place([name("a", 50, 30)], frame=FRAME, covered=[FRAME])
    assert found.dropped == ("a",)


def test_a_further_anchor_is_tried_when_the_first_is_taken() -> None:
    wanted = Wanted("a", 20, 10, 50, 30, anchors=[(15, 10)])
    found = place([wanted], frame=FRAME, covered=[Box(30, 0, 100, 60)])
    assert found.placed == {"a": Box(5, 5, 25, 15)}


def test_a_name_stands_on_another_of_its_anchors_rather_than_beside_the_first() -> None:
    wanted = Wanted("a", 20, 10, 50, 30, anchors=[(15, 10)])
    found = place([wanted], frame=FRAME, covered=[Box(45, 28, 55, 32)])
    assert found.placed == {"a": Box(5, 5, 25, 15)}


@pytest.mark.parametrize(("priority", "stands"), [(12, True), (13, False)])
def test_only_a_needed_name_may_lie_on_a_symbol(priority: float, stands: bool) -> None:
    symbols = [Obstacle(FRAME, "other")]
    found = place([name("a", 50, 30, priority=priority)], frame=FRAME, obstacles=symbols)
    assert ("a" in found.placed) is stands


def test_a_symbol_is_no_obstacle_to_its_own_name() -> None:
    symbols = [Obstacle(Box(45, 25, 56, 35), "station")]
    found = place(
        [name("a", 50, 30, priority=50, beside=4, owner="station")], frame=FRAME, obstacles=symbols
    )
    assert found.placed == {"a": Box(54, 25, 74, 35)}


coordinate = st.floats(-20, 120)
size = st.floats(1, 50)
names = st.lists(
    st.tuples(size, size, coordinate, coordinate, st.floats(0, 60), st.sampled_from([0.0, 3.0])),
    max_size=25,
)


@given(names, st.floats(0, 5))
def test_names_never_overlap_and_never_leave_the_frame(
    given_names: list[tuple[float, float, float, float, float, float]], gap: float
) -> None:
    wanted = [
        Wanted(str(number), width, height, x, y, priority, beside)
        for number, (width, height, x, y, priority, beside) in enumerate(given_names)
    ]
    found = place(wanted, frame=FRAME, gap=gap)
    assert sorted([*found.placed, *found.dropped]) == sorted(item.key for item in wanted)
    assert all(FRAME.holds(box) for box in found.placed.values())
    assert not any(a.meets(b, gap) for a, b in combinations(found.placed.values(), 2))
