"""Pins on a map: each at its place, or beside it where another would be hidden."""

from __future__ import annotations

from itertools import combinations
from math import dist

import shapely

from briefings.box import Box
from briefings.ground import Ground, fitted
from briefings.pins import PX, RADIUS_PX, Pin, covered_by, placed_pins

RADIUS = RADIUS_PX * PX


def ground_of() -> Ground:
    district = shapely.box(121.38, 31.10, 121.48, 31.22)
    return fitted(district, Box(30, 40, 400, 500), crs="EPSG:4549", margin=10, round_scale=False)


def pins_at(*points: tuple[float, float]) -> list[Pin]:
    return [Pin(str(n), shapely.Point(at), f"楼{n}") for n, at in enumerate(points, start=1)]


def test_a_pin_alone_stands_where_it_belongs() -> None:
    (pin,) = placed_pins(pins_at((121.43, 31.16)), ground_of(), 1.0)
    assert pin.at == pin.place
    assert not pin.is_aside


def test_of_twelve_in_one_building_the_first_stands_on_it_and_none_hides_another() -> None:
    placed = placed_pins(pins_at(*[(121.43, 31.16)] * 12), ground_of(), 1.0)
    assert [pin.is_aside for pin in placed] == [False, *[True] * 11]
    for one, other in combinations(placed, 2):
        assert dist(one.at, other.at) >= 2.15 * RADIUS - 1e-9


def test_the_second_of_two_stands_right_of_the_first_as_near_as_it_can() -> None:
    first, second = placed_pins(pins_at((121.43, 31.16), (121.43, 31.16)), ground_of(), 1.0)
    assert second.at[1] == first.at[1]
    assert round((second.at[0] - first.at[0]) / RADIUS, 6) == 2.3


def test_pins_at_the_edge_stay_inside_the_map() -> None:
    ground = ground_of()
    corner = shapely.Point(121.38, 31.10)
    placed = placed_pins([Pin(str(n), corner, "") for n in range(9)], ground, 1.0)
    frame = ground.box.inset(RADIUS)
    for pin in placed:
        assert frame.left <= pin.at[0] <= frame.right
        assert frame.bottom <= pin.at[1] <= frame.top


def test_names_keep_clear_of_pins_and_of_the_places_they_lead_to() -> None:
    placed = placed_pins(pins_at((121.43, 31.16), (121.43, 31.16)), ground_of(), 1.0)
    boxes = covered_by(placed, 1.0)
    assert len(boxes) == 3
    for pin in placed:
        assert any(box.middle == pin.at for box in boxes)
