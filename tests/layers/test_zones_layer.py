"""Zones on the map: poles and belts differ without colour, tooltips say what the plan says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from geo.plan import Plan
from geo.plan.profile import KindStyle
from geo.translation import Language, Translator
from layers import zones
from layers.document import client_script
from layers.features import Drawn
from tests.plans import with_layers, with_profile

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
POLES = ["caohejing", "west-bund"]
BELTS = ["riverside", "caohejing-huajing"]


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> dict[str, Drawn]:
    return {zone.id: zone for zone in zones.draw(plan, CHINESE)}


def is_hatched(style: Mapping[str, Any]) -> bool:
    return str(style["fillColor"]).startswith("url(#")


@pytest.mark.parametrize("zone_id", POLES)
def test_a_pole_is_solid_and_filled_with_the_colour_of_its_outline(
    drawn: dict[str, Drawn], zone_id: str
) -> None:
    style = drawn[zone_id].style
    assert "dashArray" not in style
    assert style["fillColor"] == style["color"]
    assert 0 < style["fillOpacity"] < 1


@pytest.mark.parametrize("zone_id", BELTS)
def test_a_belt_is_dashed_and_hatched(drawn: dict[str, Drawn], zone_id: str) -> None:
    style = drawn[zone_id].style
    assert style["dashArray"]
    assert is_hatched(style)


def test_poles_and_belts_differ_without_colour(drawn: dict[str, Drawn]) -> None:
    looks = {
        zone_id: ("dashArray" in zone.style, is_hatched(zone.style))
        for zone_id, zone in drawn.items()
    }
    assert {looks[zone_id] for zone_id in POLES} == {(False, False)}
    assert {looks[zone_id] for zone_id in BELTS} == {(True, True)}


def test_the_two_belts_are_hatched_in_different_directions(drawn: dict[str, Drawn]) -> None:
    assert len({drawn[zone_id].style["fillColor"] for zone_id in BELTS}) == 2


@pytest.mark.parametrize("zone_id", BELTS)
def test_every_hatch_is_one_that_the_client_defines(drawn: dict[str, Drawn], zone_id: str) -> None:
    hatch = drawn[zone_id].style["fillColor"].removeprefix("url(#").removesuffix(")")
    assert f'"{hatch}": hatch(' in client_script()


def test_three_styles_differ_without_colour() -> None:
    styles: list[KindStyle] = ["solid", "hatched", "dotted"]
    looks = [zones.zone_style(style, "#123456") for style in styles]
    assert len({look["fillColor"] for look in looks}) == 3
    assert len({look.get("dashArray") for look in looks}) == 3


def test_a_kind_of_another_plan_is_drawn_as_its_profile_says(plan: Plan) -> None:
    pole, belt = plan.profile.kinds.values()
    core = replace(pole, key="river", label="核", style="dotted", colour="#123456")
    other = with_profile(plan, kinds={"belt": belt, "river": core})
    other = with_layers(other, zones=plan.zones.replace({"kind": {"pole": "river"}}))
    drawn = zones.draw(other, CHINESE)
    assert {zone.id for zone in drawn[2:]} == set(BELTS)  # the first kind lies on top
    label = drawn[0].label
    assert label is not None
    assert (label.badge, label.colour, label.edge) == ("核", "#123456", "dotted")
    assert (drawn[0].style["fillColor"], drawn[0].style["color"]) == ("url(#dots)", "#123456")
    assert [entry.text for entry in zones.legend(other, CHINESE)] == [
        "带：发展带、创新带",
        "核：产业增长极",
    ]


def test_belts_are_drawn_below_poles(plan: Plan) -> None:
    order = [zone.id for zone in zones.draw(plan, CHINESE)]
    assert set(order[:2]) == set(BELTS)
    assert set(order[2:]) == set(POLES)


@pytest.mark.parametrize(
    ("zone_id", "lines"),
    [
        ("caohejing", ["现状 ≈550 万㎡", "新增 预计 100 万㎡"]),
        ("west-bund", ["规划集聚 120 万㎡"]),
        ("riverside", ["规划集聚 100 万㎡（已计入另一片区）", "联动 ≥400 万㎡"]),
        ("caohejing-huajing", ["规划集聚 100 万㎡", "存量更新 400 万㎡"]),
    ],
)
def test_the_tooltip_carries_every_figure_with_its_qualifier(
    plan: Plan, zone_id: str, lines: list[str]
) -> None:
    assert zones.tip_lines(plan, zone_id, CHINESE) == lines


def test_the_english_tooltip_counts_in_million_m2(plan: Plan) -> None:
    assert zones.tip_lines(plan, "caohejing", ENGLISH) == [
        "Existing ≈5.5 million m²",
        "New exp. 1 million m²",
    ]


def test_a_figure_the_plan_does_not_give_has_no_line(plan: Plan) -> None:
    silent = with_layers(plan, zones=plan.zones.assign(existing_gfa_m2=None))
    assert zones.tip_lines(silent, "caohejing", CHINESE) == ["新增 预计 100 万㎡"]


def test_the_tooltip_begins_with_the_full_title_and_ends_with_land_and_error(
    drawn: dict[str, Drawn],
) -> None:
    tip = drawn["caohejing"].tip
    assert tip[0] == "漕河泾产业创新增长极"
    assert tip[-1] == "用地 4.33 km²（示意，误差 60 m）"


def test_every_name_stands_on_its_own_zone(plan: Plan, drawn: dict[str, Drawn]) -> None:
    for zone in plan.zones.to_dict("records"):
        label = drawn[zone["zone_id"]].label
        assert label is not None
        assert zone["geometry"].contains(label.anchor), zone["zone_id"]


@pytest.mark.parametrize("zone_id", ["caohejing", "riverside", "caohejing-huajing"])
def test_a_name_stands_on_ground_that_no_other_zone_shares(
    plan: Plan, drawn: dict[str, Drawn], zone_id: str
) -> None:
    label = drawn[zone_id].label
    others = plan.zones[plan.zones["zone_id"] != zone_id]
    assert label is not None
    assert not others.intersects(label.anchor).any()


@pytest.mark.parametrize(
    ("zone_id", "badge"), [("west-bund", "极"), ("riverside", "带")], ids=["pole", "belt"]
)
def test_the_name_says_whether_it_is_a_pole_or_a_belt(
    drawn: dict[str, Drawn], zone_id: str, badge: str
) -> None:
    label = drawn[zone_id].label
    assert label is not None
    assert label.badge == badge


def test_a_click_on_a_zone_selects_that_zone(drawn: dict[str, Drawn]) -> None:
    assert {zone_id: zone.zone for zone_id, zone in drawn.items()} == {
        zone_id: zone_id for zone_id in [*POLES, *BELTS]
    }


def test_the_legend_lists_only_the_kinds_the_plan_has(plan: Plan) -> None:
    poles_only = with_layers(plan, zones=plan.zones[plan.zones["kind"] == "pole"])
    assert [entry.text for entry in zones.legend(plan, CHINESE)] == [
        "极：产业增长极",
        "带：发展带、创新带",
    ]
    assert [entry.text for entry in zones.legend(poles_only, CHINESE)] == ["极：产业增长极"]


def test_the_legend_shows_zones_as_they_are_drawn(plan: Plan, drawn: dict[str, Drawn]) -> None:
    pole, belt = (entry.swatch["area"] for entry in zones.legend(plan, CHINESE))
    assert pole == drawn["caohejing"].style
    assert belt == drawn["riverside"].style


@pytest.mark.parametrize("zone_id", POLES + BELTS)
def test_a_zone_may_be_named_in_several_places_that_are_its_alone(
    plan: Plan, drawn: dict[str, Drawn], zone_id: str
) -> None:
    label = drawn[zone_id].label
    assert label is not None
    assert label.also
    others = plan.zones[plan.zones["zone_id"] != zone_id].geometry
    alone = plan.zones.set_index("zone_id").geometry[zone_id]
    if zone_id != "west-bund":  # it lies in the belt 徐汇滨江
        alone = alone.difference(others.union_all())
    assert all(alone.contains(place) for place in [label.anchor, *label.also])
