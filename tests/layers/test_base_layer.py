"""The offline base: ground, river, roads, limits and their names, quiet outside the district."""

from __future__ import annotations

import pytest

from geo.plan import Plan
from geo.translation import Language, Translator
from layers import base, palette
from layers.features import Drawn
from tests.plans import with_layers

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> dict[str, Drawn]:
    return {item.id: item for item in base.draw(plan, CHINESE)}


def label_text(item: Drawn) -> str:
    assert item.label is not None
    return item.label.text


def test_every_subdistrict_is_named_inside_its_limits(plan: Plan, drawn: dict[str, Drawn]) -> None:
    named = 0
    for row in plan.subdistricts.to_dict("records"):
        label = drawn[row["subdistrict_id"]].label
        assert label is not None
        assert label.text == row["name"]
        assert row["geometry"].contains(label.anchor)
        named += 1
    assert named == 13


def test_subdistricts_are_named_in_english_too(plan: Plan) -> None:
    english = {item.id: item for item in base.draw(plan, ENGLISH)}
    assert label_text(english["hongmei"]) == "Hongmei Road Subdistrict"


def test_the_river_is_a_named_area(drawn: dict[str, Drawn]) -> None:
    river = drawn["huangpu"]
    assert river.style["fillColor"] == palette.RIVER_FILL
    assert river.label is not None
    assert river.label.text == "黄浦江"
    assert river.geometry.contains(river.label.anchor)


def test_roads_fade_outside_the_district(plan: Plan, drawn: dict[str, Drawn]) -> None:
    ground = plan.district.geometry.union_all()
    faded = [item for item in drawn.values() if item.id.endswith("-around")]
    assert len(faded) == 4
    for item in faded:
        inside = drawn[item.id.removesuffix("-around")]
        assert item.style["opacity"] < inside.style["opacity"] == 1.0
        assert item.geometry.intersection(ground).length < 1e-9
        assert inside.geometry.difference(ground).length < 1e-9


def test_only_the_part_of_a_road_inside_the_district_is_named(drawn: dict[str, Drawn]) -> None:
    assert drawn["expressway-middle-ring-road-around"].label is None
    assert label_text(drawn["expressway-middle-ring-road"]) == "中环路"


def test_an_expressway_is_broader_than_a_road(drawn: dict[str, Drawn]) -> None:
    expressway = drawn["expressway-middle-ring-road"].style["weight"]
    assert expressway > drawn["road-longwu-road"].style["weight"]


def test_the_base_lies_from_ground_to_limits(plan: Plan) -> None:
    order = [item.id for item in base.draw(plan, CHINESE)]
    wanted = [
        "ground-310104",
        "huangpu",
        "road-longteng-avenue",
        "expressway-middle-ring-road",
        "tianping",
        "limit-310104",
    ]
    assert [item for item in order if item in wanted] == wanted


def test_the_limits_of_district_and_subdistrict_differ_without_colour(
    drawn: dict[str, Drawn],
) -> None:
    district, subdistrict = drawn["limit-310104"].style, drawn["hongmei"].style
    assert district["dashArray"] != subdistrict["dashArray"]
    assert district["weight"] > subdistrict["weight"]


def test_the_legend_shows_the_limits_as_they_are_drawn(plan: Plan, drawn: dict[str, Drawn]) -> None:
    swatches = [entry.swatch for entry in base.legend(plan, CHINESE)]
    limits = [drawn["limit-310104"].style, drawn["hongmei"].style]
    assert [(swatch["line"], swatch["dash"]) for swatch in swatches] == [
        (style["color"], style["dashArray"]) for style in limits
    ]


def test_the_base_takes_no_clicks_from_the_plan() -> None:
    assert not base.LAYER.clickable


def test_the_name_of_a_river_follows_it(plan: Plan, drawn: dict[str, Drawn]) -> None:
    river = drawn["huangpu"]
    assert river.label is not None
    assert river.label.kind == "river upright"
    assert all(river.geometry.contains(place) for place in river.label.also)
    lying = plan.river.set_geometry(
        plan.river.rotate(90, origin=plan.district.union_all().centroid)
    )
    turned = {item.id: item for item in base.draw(with_layers(plan, river=lying), CHINESE)}[
        "huangpu"
    ]
    assert turned.label is not None
    assert turned.label.kind == "river"
