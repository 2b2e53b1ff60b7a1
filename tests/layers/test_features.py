"""What layers hand to the map: strict GeoJSON, shifted where the tiles are, text as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon, shape

from geo.crs import GEOGRAPHIC, Datum, convert_coordinates
from geo.plan import Plan
from geo.translation import Language, Translator
from layers import catalogue, zones
from layers.features import (
    Card,
    Drawn,
    Label,
    collection,
    inner_anchor,
    middle_of,
    split_by_ground,
    touched_subdistricts,
)
from tests.plans import with_layers

CHINESE = Translator(Language.CHINESE)
HOSTILE = "<script>alert(1)</script> `${alert(2)}` \"'&\u202e\U0001f600"
ROUNDED = 6e-7  # six decimals, in degrees

every_layer = pytest.mark.parametrize("key", list(catalogue.ALL))
every_language = pytest.mark.parametrize("language", list(Language))
every_datum = pytest.mark.parametrize("datum", list(Datum))


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, float | int):
        yield value


def only_feature(drawn: Drawn, datum: Datum = Datum.WGS84) -> dict[str, Any]:
    (feature,) = collection([drawn], datum)["features"]
    return dict(feature)


@every_layer
def test_geometries_move_with_the_datum(plan: Plan, key: str) -> None:
    drawn = catalogue.ALL[key].draw(plan, CHINESE)
    moved = collection(drawn, Datum.GCJ02)["features"]
    for item, feature in zip(drawn, moved, strict=True):
        expected = convert_coordinates(
            shapely.get_coordinates(item.geometry), Datum.WGS84, Datum.GCJ02
        )
        actual = shapely.get_coordinates(shape(feature["geometry"]))
        np.testing.assert_allclose(actual, expected, rtol=0, atol=ROUNDED, err_msg=item.id)


@every_layer
def test_names_move_with_the_datum(plan: Plan, key: str) -> None:
    drawn = catalogue.ALL[key].draw(plan, CHINESE)
    moved = collection(drawn, Datum.GCJ02)["features"]
    named = 0
    for item, feature in zip(drawn, moved, strict=True):
        if item.label is None:
            assert "label" not in feature["properties"]
            continue
        anchor = np.array([[item.label.anchor.x, item.label.anchor.y]])
        ((lon, lat),) = convert_coordinates(anchor, Datum.WGS84, Datum.GCJ02)
        assert feature["properties"]["label"]["at"] == pytest.approx([lat, lon], abs=ROUNDED)
        named += 1
    assert named


def test_gcj02_lies_some_five_hundred_metres_off_at_xuhui() -> None:
    here = Point(121.4371, 31.1885)
    there = shape(only_feature(Drawn("here", here), Datum.GCJ02)["geometry"])
    both = gpd.GeoSeries([here, there], crs=GEOGRAPHIC).to_crs("EPSG:4549")
    assert 450 < both[0].distance(both[1]) < 550


def test_drawing_in_another_datum_leaves_the_plan_where_it_is(plan: Plan) -> None:
    before = plan.zones.geometry.copy()
    catalogue.layer_json(plan, "zones", Language.CHINESE, Datum.GCJ02)
    assert plan.zones.geometry.geom_equals(before).all()


@every_layer
@every_language
@every_datum
def test_a_layer_is_strict_json_without_nan(
    plan: Plan, key: str, language: Language, datum: Datum
) -> None:
    features = collection(catalogue.ALL[key].draw(plan, Translator(language)), datum)
    text = json.dumps(features, allow_nan=False, ensure_ascii=False)
    assert json.loads(text)["type"] == "FeatureCollection"


@every_layer
def test_what_is_served_is_the_layer_in_utf8(plan: Plan, key: str) -> None:
    served = catalogue.layer_json(plan, key, Language.CHINESE, Datum.WGS84)
    drawn = catalogue.ALL[key].draw(plan, CHINESE)
    assert [feature["id"] for feature in json.loads(served)["features"]] == [
        item.id for item in drawn
    ]
    assert b"\\u" not in served


@every_layer
@every_datum
def test_coordinates_have_six_decimals(plan: Plan, key: str, datum: Datum) -> None:
    features = collection(catalogue.ALL[key].draw(plan, CHINESE), datum)["features"]
    for feature in features:
        at = feature["properties"].get("label", {}).get("at", [])
        for number in numbers([feature["geometry"]["coordinates"], at]):
            assert round(number, 6) == number


@every_layer
@every_language
def test_every_feature_has_an_id_of_its_own(plan: Plan, key: str, language: Language) -> None:
    ids = [item.id for item in catalogue.ALL[key].draw(plan, Translator(language))]
    assert len(set(ids)) == len(ids)


def test_anchors_are_latitude_first_as_leaflet_wants_them() -> None:
    label = Label("名", 1, "zone", Point(121.4, 31.2))
    feature = only_feature(Drawn("a", Point(121.5, 31.3), label=label))
    assert feature["properties"]["label"]["at"] == [31.2, 121.4]
    assert list(feature["geometry"]["coordinates"]) == [121.5, 31.3]


def test_further_places_of_a_name_move_with_the_datum() -> None:
    label = Label("名", 1, "zone", Point(121.4, 31.2), also=[Point(121.45, 31.15)])
    drawn = Drawn("a", Point(121.5, 31.3), label=label)
    assert only_feature(drawn)["properties"]["label"]["also"] == [[31.15, 121.45]]
    ((lon, lat),) = convert_coordinates(np.array([[121.45, 31.15]]), Datum.WGS84, Datum.GCJ02)
    moved = only_feature(drawn, Datum.GCJ02)["properties"]["label"]["also"]
    assert moved == [pytest.approx([lat, lon], abs=ROUNDED)]


def test_properties_that_say_nothing_are_left_out() -> None:
    assert only_feature(Drawn("a", Point(121.4, 31.2)))["properties"] == {"id": "a"}


def test_nothing_drawn_is_an_empty_collection() -> None:
    assert collection([], Datum.GCJ02) == {"type": "FeatureCollection", "features": []}


def test_text_of_the_plan_passes_as_it_is(plan: Plan) -> None:
    hostile = with_layers(plan, zones=plan.zones.assign(name=HOSTILE, title=HOSTILE))
    served = catalogue.layer_json(hostile, "zones", Language.CHINESE, Datum.WGS84)
    for feature in json.loads(served)["features"]:
        assert feature["properties"]["tip"][0] == HOSTILE
        assert feature["properties"]["label"]["text"] == HOSTILE


def test_a_card_keeps_its_rows_in_order() -> None:
    card = Card("题", [("乙", "1"), ("甲", "2")])
    assert only_feature(Drawn("a", Point(121.4, 31.2), cards=[card]))["properties"]["cards"] == [
        {"title": "题", "rows": [("乙", "1"), ("甲", "2")]}
    ]


def test_a_point_touches_the_subdistrict_it_lies_in(plan: Plan) -> None:
    assert touched_subdistricts(plan, [Point(121.40081, 31.17339)]) == [["hongmei"]]


def test_a_point_beyond_the_river_touches_no_subdistrict(plan: Plan) -> None:
    assert touched_subdistricts(plan, [Point(121.55, 31.2)]) == [[]]


def test_a_zone_touches_every_subdistrict_it_reaches(plan: Plan) -> None:
    (touched,) = touched_subdistricts(
        plan, plan.zones.loc[plan.zones["zone_id"] == "west-bund"].geometry
    )
    assert touched == ["longhua"]
    (touched,) = touched_subdistricts(
        plan, plan.zones.loc[plan.zones["zone_id"] == "riverside"].geometry
    )
    assert set(touched) >= {"xietu", "fenglin", "longhua", "huajing"}


def test_touched_subdistricts_answer_in_the_order_of_the_question(plan: Plan) -> None:
    beyond, hongmei = Point(121.55, 31.2), Point(121.40081, 31.17339)
    assert touched_subdistricts(plan, [hongmei, beyond, hongmei]) == [["hongmei"], [], ["hongmei"]]


def test_no_geometries_touch_no_subdistricts(plan: Plan) -> None:
    assert touched_subdistricts(plan, []) == []


def test_a_name_stands_inside_an_area_whose_centroid_is_outside() -> None:
    horseshoe = Polygon([(0, 0), (3, 0), (3, 3), (2, 3), (2, 0.5), (1, 0.5), (1, 3), (0, 3)])
    assert not horseshoe.contains(horseshoe.centroid)
    assert horseshoe.contains(inner_anchor(horseshoe))


def test_a_name_stands_where_an_area_is_widest() -> None:
    square_with_a_tail = Polygon(
        [(0, 0), (4, 0), (4, 1.9), (40, 1.9), (40, 2.1), (4, 2.1), (4, 4), (0, 4)]
    )
    assert inner_anchor(square_with_a_tail).distance(Point(2, 2)) < 0.2


def test_the_middle_of_a_line_lies_on_its_longest_part() -> None:
    line = MultiLineString([[(0, 0), (1, 0)], [(0, 1), (4, 1)]])
    assert middle_of(line).equals(Point(2, 1))
    assert middle_of(line, at=0.25).equals(Point(1, 1))


def test_a_line_inside_the_district_has_no_part_around_it(plan: Plan) -> None:
    line = LineString([(121.43, 31.17), (121.431, 31.17)])
    assert split_by_ground(plan, line) == (line, None)


def test_a_line_outside_the_district_has_no_part_inside(plan: Plan) -> None:
    line = LineString([(121.55, 31.2), (121.56, 31.2)])
    assert split_by_ground(plan, line) == (None, line)


def test_zones_know_the_subdistricts_they_touch(plan: Plan) -> None:
    touched = {zone.id: set(zone.subdistricts) for zone in zones.draw(plan, CHINESE)}
    assert touched["west-bund"] == {"longhua"}
    assert "hongmei" in touched["caohejing"]
