"""Every layer of the map on second plans: other kinds, cities and longitudes, layers missing."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from geo.crs import Datum, convert_coordinates
from geo.plan import Plan
from geo.translation import Language, Translator
from layers import catalogue
from layers.features import overview_zoom
from layers.map_options import layer_options, leaflet_options, map_note, map_options, middle
from tests.plans import with_layers, without_layers

CHINESE = Translator(Language.CHINESE)
MISSING = {
    "xuhui-2026-demo": {"river", "places"},
    "jiangcheng-demo": {"roads", "places"},
    "xicheng-demo": {"parks", "places", "metro", "subdistricts", "district", "river", "roads"},
}
SWITCHES = {
    "xuhui-2026-demo": ["zones", "capacity", "metro", "parks"],
    "jiangcheng-demo": ["zones", "capacity", "metro", "parks"],
    "xicheng-demo": ["zones", "capacity"],
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("key", list(catalogue.ALL))
def test_every_layer_of_every_plan_is_drawn_in_both_languages(
    second_plan: Plan, key: str, language: Language
) -> None:
    served = catalogue.layer_json(second_plan, key, language, Datum.GCJ02).decode()
    options = layer_options(catalogue.ALL[key], second_plan, Translator(language))
    said = served + json.dumps(options, ensure_ascii=False)
    assert not re.search(r"\b(nan|NaN|None)\b", said)


def test_a_layer_that_shows_nothing_has_no_switch_and_no_legend(second_plan: Plan) -> None:
    name = second_plan.profile.plan_id
    assert list(catalogue.present(second_plan)) == SWITCHES[name]
    base = [entry.text for entry in catalogue.BASE.legend(second_plan, CHINESE)]
    assert ("区界" in base) == ("district" not in MISSING[name])


def test_the_map_opens_on_the_ground_of_the_plan(second_plan: Plan) -> None:
    options = map_options(second_plan, CHINESE)
    lon, lat = middle(second_plan)
    (south, west), (north, east) = options["bounds"]
    assert south < lat < north
    assert west < lon < east
    assert leaflet_options(second_plan)["minZoom"] == overview_zoom(second_plan) - 2


def test_openstreetmap_is_named_only_where_data_are_from_there(
    plan: Plan, second_plan: Plan
) -> None:
    assert map_options(plan, CHINESE)["attribution"] == "© OpenStreetMap contributors"
    invented = second_plan.profile.plan_id != "xuhui-2026-demo"
    assert (map_options(second_plan, CHINESE)["attribution"] == "") is invented


def test_boundaries_of_one_error_name_it_once(plan: Plan) -> None:
    alike = with_layers(plan, zones=plan.zones.assign(error_m=120.0))
    assert "误差 120 m" in map_note(alike, CHINESE)
    assert "误差 60–500 m" in map_note(plan, CHINESE)


def test_zoom_goes_with_the_size_of_the_ground(plan: Plan) -> None:
    assert overview_zoom(plan) == 12
    small = plan.zones[plan.zones["zone_id"] == "west-bund"]
    assert overview_zoom(with_layers(without_layers(plan, "district"), zones=small)) > 14


def test_a_basemap_is_shifted_as_the_ground_of_the_plan_is(plan: Plan, second_plan: Plan) -> None:
    lat, lon = map_options(second_plan, CHINESE)["shifts"]["gcj02"]
    at = np.array(middle(second_plan))
    (shifted,) = convert_coordinates(at[np.newaxis], Datum.WGS84, Datum.GCJ02)
    assert (shifted - at).tolist() == pytest.approx([lon, lat])
    assert 0.0005 < abs(lon) < 0.01
    if second_plan.profile.plan_id != "xuhui-2026-demo":
        here = map_options(plan, CHINESE)["shifts"]["gcj02"]
        assert [lat, lon] != pytest.approx(here, abs=1e-5)
