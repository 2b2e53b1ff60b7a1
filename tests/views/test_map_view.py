"""Between page and map: what the map is told, and what is believed of what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.plan import Plan
from geo.translation import Language
from tests.plans import with_layers
from views.address import View
from views.map_view import clicked_zone, client_view
from views.search import targets_by_id

NOT_A_ZONE: list[Any] = [
    None,
    "",
    "nowhere",
    "__proto__",
    "<script>alert(1)</script>",
    "riverside'; drop table zones",
    0,
    1.5,
    True,
    [],
    ["riverside"],
    {},
    {"zone": "riverside"},
]


def told(plan: Plan, **view: Any) -> dict[str, Any]:
    return client_view(View(**view), plan, Language.CHINESE, key="")


def test_a_click_on_a_zone_is_that_zone(plan: Plan) -> None:
    assert clicked_zone({"event": "zone", "zone": "riverside", "id": "1-1"}, plan) == "riverside"


@pytest.mark.parametrize("zone", NOT_A_ZONE, ids=repr)
def test_a_message_that_names_no_zone_of_the_plan_is_no_zone(plan: Plan, zone: Any) -> None:
    assert clicked_zone({"event": "zone", "zone": zone}, plan) is None


def test_a_message_without_a_zone_is_no_zone(plan: Plan) -> None:
    assert clicked_zone({"event": "zone"}, plan) is None


def test_a_zone_of_another_plan_is_no_zone_of_this_one(plan: Plan) -> None:
    other = with_layers(plan, zones=plan.zones[plan.zones["zone_id"] == "riverside"])
    assert clicked_zone({"zone": "west-bund"}, other) is None


def test_the_map_is_told_the_view(plan: Plan) -> None:
    view = told(plan, zone="riverside", layers=("zones", "metro"), subdistrict="hongmei")
    assert view["zone"] == "riverside"
    assert view["layers"] == ["zones", "metro"]
    assert view["basemap"] == "offline"
    assert view["subdistrict"] == "hongmei"
    assert view["focus"] is None


def test_the_map_is_told_the_address_to_write(plan: Plan) -> None:
    assert told(plan, zone="riverside")["address"] == {
        "zone": "riverside",
        "layers": None,
        "basemap": None,
        "subdistrict": None,
        "focus": None,
        "lang": None,
    }


def test_what_was_found_is_told_with_its_position(plan: Plan) -> None:
    assert told(plan, focus="places/sjtu")["focus"] == {
        "id": "places/sjtu",
        "lat": 31.202,
        "lon": 121.4295,
    }


def test_what_is_not_located_is_told_no_position(plan: Plan) -> None:
    assert targets_by_id(plan)["places/caict"].lat is None
    assert told(plan, focus="places/caict")["focus"] is None


def test_the_users_key_goes_to_the_map_and_not_into_the_address(plan: Plan) -> None:
    view = client_view(View(basemap="tianditu"), plan, Language.CHINESE, key="secret-tk")
    assert view["key"] == "secret-tk"
    assert "secret-tk" not in json.dumps(view["address"])


def test_the_view_is_plain_json(plan: Plan) -> None:
    view = told(plan, zone="west-bund", focus="zones/west-bund", layers=())
    assert json.loads(json.dumps(view, allow_nan=False)) == view
