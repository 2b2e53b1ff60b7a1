"""New capacity: circles whose area is the floor area, each figure once."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import GEOGRAPHIC
from geo.plan import Plan
from geo.plan.schema import CATEGORIES
from geo.translation import Language, Translator
from layers import capacity, palette
from layers.features import Drawn
from tests.plans import with_layers, with_profile, without_layers

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
FLOOR_AREAS_M2 = st.floats(min_value=1e5, max_value=1e8)
DRAWN_ONCE = {
    "caohejing.new",
    "west-bund.planned",
    "riverside.linked",
    "caohejing-huajing.renewal",
    "beiyang.planned",
}


def circles(plan: Plan, say: Translator = CHINESE) -> dict[str, Drawn]:
    return {circle.id: circle for circle in capacity.draw(plan, say)}


def symbol(circle: Drawn) -> dict[str, Any]:
    assert circle.symbol is not None
    return dict(circle.symbol)


def label_text(circle: Drawn) -> str:
    assert circle.label is not None
    return circle.label.text


def test_four_times_the_floor_area_is_twice_the_radius(plan: Plan) -> None:
    drawn = circles(plan)
    of_400_wan = symbol(drawn["riverside.linked"])["radius"]
    of_100_wan = symbol(drawn["caohejing.new"])["radius"]
    assert of_400_wan / of_100_wan == pytest.approx(2.0, abs=0.001)


@given(first=FLOOR_AREAS_M2, second=FLOOR_AREAS_M2)
def test_the_area_of_a_circle_goes_with_the_floor_area(
    plan: Plan, first: float, second: float
) -> None:
    radii = capacity.circle_radius(plan, first), capacity.circle_radius(plan, second)
    assert radii[0] ** 2 / radii[1] ** 2 == pytest.approx(first / second)


@pytest.mark.parametrize("gfa_m2", [20_000, 178_456_700])
def test_the_largest_circle_has_the_same_size_in_any_plan(plan: Plan, gfa_m2: float) -> None:
    other = with_profile(plan, circle_gfa_m2=())
    parks = plan.parks.assign(planned_gfa_m2=None, linked_gfa_m2=None, renewal_gfa_m2=None)
    zones = plan.zones.assign(new_gfa_m2=gfa_m2, planned_gfa_m2=None, renewal_gfa_m2=None)
    other = with_layers(other, zones=zones.assign(linked_gfa_m2=gfa_m2 / 4), parks=parks)
    radii = {key: symbol(circle)["radius"] for key, circle in circles(other).items()}
    assert (radii["caohejing.new"], radii["riverside.linked"]) == (34.0, 17.0)


@pytest.mark.parametrize(
    ("largest", "rings"),
    [(4_000_000, (2e6, 5e5)), (178_456_700, (1e8, 2e7)), (20_000, (2e4, 5e3))],
)
def test_a_plan_without_circles_of_its_own_has_round_ones(
    plan: Plan, largest: float, rings: tuple[float, float]
) -> None:
    zones = plan.zones.assign(**{f"{key}_gfa_m2": None for key in CATEGORIES})
    zones.loc[0, "new_gfa_m2"] = largest
    other = with_layers(with_profile(plan, circle_gfa_m2=()), zones=zones)
    assert capacity.circle_gfa_m2(without_layers(other, "parks")) == rings


def test_a_plan_without_new_capacity_has_neither_circles_nor_a_legend(plan: Plan) -> None:
    zones = plan.zones.assign(**{f"{key}_gfa_m2": None for key in CATEGORIES})
    silent = without_layers(with_layers(plan, zones=zones), "parks")
    assert not capacity.draw(silent, CHINESE)
    assert not capacity.legend(silent, CHINESE)


def test_every_counted_figure_of_what_is_to_come_has_one_circle(plan: Plan) -> None:
    assert sorted(circle.id for circle in capacity.draw(plan, CHINESE)) == sorted(DRAWN_ONCE)


@pytest.mark.parametrize(
    "figure_id",
    ["digital-valley.planned", "port-valley-city-bay.linked", "central-renewal.renewal"],
)
def test_a_figure_that_is_part_of_another_gets_no_circle(plan: Plan, figure_id: str) -> None:
    assert figure_id in set(plan.figures["figure_id"])
    assert figure_id not in circles(plan)


def test_what_stands_already_is_not_drawn_as_new_capacity(plan: Plan) -> None:
    assert "caohejing.existing" in set(plan.figures["figure_id"])
    assert "caohejing.existing" not in circles(plan)


def test_a_figure_the_plan_does_not_give_gets_no_circle(plan: Plan) -> None:
    silent = with_layers(plan, zones=plan.zones.assign(new_gfa_m2=None))
    assert set(circles(silent)) == DRAWN_ONCE - {"caohejing.new"}


@pytest.mark.parametrize(
    ("figure_id", "text"),
    [
        ("caohejing.new", "新增 预计 100 万㎡"),
        ("west-bund.planned", "规划集聚 120 万㎡"),
        ("riverside.linked", "联动 ≥400 万㎡"),
        ("caohejing-huajing.renewal", "存量更新 400 万㎡"),
        ("beiyang.planned", "规划集聚 100 万㎡"),
    ],
)
def test_the_label_says_category_qualifier_figure_and_unit(
    plan: Plan, figure_id: str, text: str
) -> None:
    assert label_text(circles(plan)[figure_id]) == text


@pytest.mark.parametrize(
    ("figure_id", "text"),
    [
        ("caohejing.new", "New exp. 1 million m²"),
        ("riverside.linked", "Linked ≥4 million m²"),
        ("west-bund.planned", "Planned cluster 1.2 million m²"),
    ],
)
def test_the_english_label_counts_in_million_m2(plan: Plan, figure_id: str, text: str) -> None:
    assert label_text(circles(plan, ENGLISH)[figure_id]) == text


def test_circles_stand_more_than_a_kilometre_apart(plan: Plan) -> None:
    drawn = circles(plan)
    centres = gpd.GeoSeries([circle.geometry for circle in drawn.values()], crs=GEOGRAPHIC)
    for (first, one), (second, other) in combinations(
        zip(drawn, centres.to_crs("EPSG:4549"), strict=True), 2
    ):
        assert one.distance(other) > 1000, (first, second)


def test_every_circle_stands_in_the_zone_whose_figure_it_is(plan: Plan) -> None:
    zones = plan.zones.set_index("zone_id").geometry
    for circle in capacity.draw(plan, CHINESE):
        assert zones[circle.zone].contains(circle.geometry), circle.id


def test_a_park_with_its_own_figure_carries_its_own_circle(plan: Plan) -> None:
    park = plan.parks.set_index("park_id").geometry["beiyang"]
    assert circles(plan)["beiyang.planned"].geometry.equals(park)


def test_the_tooltip_quotes_the_plan_with_its_section(plan: Plan) -> None:
    assert circles(plan)["caohejing.new"].tip == [
        "漕河泾 · 新增 预计 100 万㎡",
        "“十四五”期间预计新增100万方——《规划》四（一）1",
    ]


def test_the_tooltip_names_the_park_that_the_figure_contains(plan: Plan) -> None:
    assert circles(plan)["west-bund.planned"].tip[2:] == [
        "其中 西岸数智谷特色园区 100 万㎡，只计一次"
    ]


def test_small_circles_are_drawn_over_large_ones(plan: Plan) -> None:
    radii = [symbol(circle)["radius"] for circle in capacity.draw(plan, CHINESE)]
    assert radii == sorted(radii, reverse=True)


def test_a_circle_has_the_colour_and_the_character_of_its_category(plan: Plan) -> None:
    linked = symbol(circles(plan)["riverside.linked"])
    assert (linked["fill"], linked["glyph"]) == (palette.CATEGORY_COLOURS["linked"], "联")


def test_the_legend_lists_the_categories_the_plan_has_then_the_scale(plan: Plan) -> None:
    silent = with_layers(plan, zones=plan.zones.assign(new_gfa_m2=None))
    assert [entry.text for entry in capacity.legend(plan, CHINESE)] == [
        "新增",
        "规划集聚",
        "联动",
        "存量更新",
        "",
    ]
    assert "新增" not in [entry.text for entry in capacity.legend(silent, CHINESE)]


def test_the_scale_of_the_legend_is_the_scale_of_the_map(plan: Plan) -> None:
    rings = {
        ring["text"]: ring["radius"] for ring in capacity.legend(plan, CHINESE)[-1].swatch["rings"]
    }
    drawn = circles(plan)
    assert rings == {
        "400 万㎡": pytest.approx(symbol(drawn["riverside.linked"])["radius"], abs=0.01),
        "100 万㎡": pytest.approx(symbol(drawn["caohejing.new"])["radius"], abs=0.01),
    }


def test_a_circle_that_would_hide_its_own_zone_stands_beside_it(plan: Plan) -> None:
    aside = {circle.id: symbol(circle).get("aside") for circle in capacity.draw(plan, CHINESE)}
    assert {name for name, away in aside.items() if away is not None} == {"west-bund.planned"}
    circle = circles(plan)["west-bund.planned"]
    # 0.34 km² is a square of 581 m: 29 px at 20 m a pixel, 14.5 px from its middle to its side.
    assert aside["west-bund.planned"] == pytest.approx(18.62 + 14.5 + 6, abs=0.1)
    assert plan.zones.set_index("zone_id").geometry["west-bund"].contains(circle.geometry)
