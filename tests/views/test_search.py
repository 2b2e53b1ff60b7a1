"""The search box finds everything with a name, and claims no position that is not known."""

from __future__ import annotations

import pandas as pd
import pytest
from shapely.geometry import Point

from geo.plan import Plan
from geo.translation import Language, Translator
from tests.plans import with_layers
from views.search import MOST_LISTED, layers_not_listed, targets_by_id

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
UNLOCATED = [
    "parks/port-valley-city-bay",
    "parks/central-renewal",
    "places/microsoft-inesa",
    "places/caict",
    "places/kunpeng",
    "places/open-vision",
    "places/open-computing",
    "places/open-marketing",
    "places/cctv",
]


def point(lon: float | None, lat: float | None) -> Point:
    assert lon is not None
    assert lat is not None
    return Point(lon, lat)


def test_everything_with_a_name_can_be_found(plan: Plan) -> None:
    found = targets_by_id(plan)
    named = {
        *("zones/" + plan.zones["zone_id"]),
        *("parks/" + plan.parks["park_id"]),
        *("places/" + plan.places["place_id"]),
        *("metro/" + plan.stations["metro_id"]),
        *("subdistricts/" + plan.subdistricts["subdistrict_id"]),
    }
    assert set(found) == named
    assert len(found) == 4 + 7 + 23 + 73 + 13


def test_zones_come_first_in_the_list(plan: Plan) -> None:
    assert list(targets_by_id(plan))[:4] == [
        "zones/caohejing",
        "zones/west-bund",
        "zones/riverside",
        "zones/caohejing-huajing",
    ]


def test_what_is_not_located_has_no_position(plan: Plan) -> None:
    found = targets_by_id(plan)
    assert sorted(key for key, target in found.items() if target.lat is None) == sorted(UNLOCATED)
    assert all(found[key].lon is None for key in UNLOCATED)


def test_what_is_not_located_says_so_in_the_list(plan: Plan) -> None:
    found = targets_by_id(plan)
    assert found["places/caict"].label(CHINESE) == "信通院 · 机构与地点（未定位）"
    assert found["places/sjtu"].label(CHINESE) == "上海交通大学（徐汇校区） · 机构与地点"


def test_a_point_is_found_where_it_is(plan: Plan) -> None:
    target = targets_by_id(plan)["places/sjtu"]
    assert (target.lat, target.lon) == (31.202, 121.4295)


@pytest.mark.parametrize("zone_id", ["caohejing", "west-bund", "riverside", "caohejing-huajing"])
def test_an_area_is_found_at_a_point_inside_it(plan: Plan, zone_id: str) -> None:
    target = targets_by_id(plan)[f"zones/{zone_id}"]
    ground = plan.zones.set_index("zone_id").geometry[zone_id]
    assert ground.buffer(-1e-5).contains_properly(point(target.lon, target.lat))


def test_zones_and_their_parks_choose_the_zone_when_found(plan: Plan) -> None:
    found = targets_by_id(plan)
    parks = plan.parks.to_dict("records")
    assert {key: target.zone_id for key, target in found.items() if target.zone_id} == {
        **{f"zones/{zone_id}": zone_id for zone_id in plan.zones["zone_id"]},
        **{f"parks/{park['park_id']}": park["zone_id"] for park in parks},
    }
    assert found["parks/beiyang"].zone_id == "caohejing-huajing"


def test_only_zones_and_subdistricts_are_shown_whole_when_found(plan: Plan) -> None:
    found = targets_by_id(plan)
    whole = {target.layer for target in found.values() if target.bounds is not None}
    assert whole == {"zones", "subdistricts"}
    west, south, east, north = plan.zones.set_index("zone_id").geometry["riverside"].bounds
    assert found["zones/riverside"].bounds == ((south, west), (north, east))


def test_the_list_is_in_the_language_of_the_page(plan: Plan) -> None:
    assert targets_by_id(plan)["subdistricts/hongmei"].label(CHINESE).startswith("虹梅路街道 · ")
    assert (
        targets_by_id(plan)["subdistricts/hongmei"]
        .label(ENGLISH)
        .startswith("Hongmei Road Subdistrict · ")
    )


def test_two_places_of_one_name_are_both_found(plan: Plan) -> None:
    twins = with_layers(plan, places=plan.places.assign(name="同名"))
    assert sum(target.name == "同名" for target in targets_by_id(twins).values()) == 23


def test_every_kind_of_the_shipped_plan_is_listed(plan: Plan) -> None:
    assert layers_not_listed(plan) == []


def test_a_layer_with_too_many_names_is_left_out_and_said(plan: Plan) -> None:
    copies = pd.concat([plan.places] * (MOST_LISTED // len(plan.places) + 1), ignore_index=True)
    crowded = with_layers(plan, places=copies.assign(place_id=copies.index.astype(str)))
    assert layers_not_listed(crowded) == ["机构与地点"]
    assert not [key for key in targets_by_id(crowded) if key.startswith("places/")]
    assert "zones/riverside" in targets_by_id(crowded)
