"""The view in the address: what is written reopens exactly, what is wrong is left out and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan import Plan
from geo.translation import Language
from layers.basemaps import BASEMAPS
from layers.catalogue import SHOWN_FIRST, SWITCHABLE
from tests.plans import with_layers
from views.address import View, checked, read_address, write_address
from views.kept import Reading
from views.search import targets_by_id


def parameters(view: View, language: Language = Language.CHINESE) -> dict[str, str]:
    """Return the address of a view without the parameters that are left out."""
    return {name: value for name, value in write_address(view, language).items() if value}


@st.composite
def views(draw: st.DrawFn, plan: Plan) -> View:
    shown = draw(st.sets(st.sampled_from(list(SWITCHABLE))))
    return View(
        zone=draw(st.none() | st.sampled_from(list(plan.zones["zone_id"]))),
        layers=tuple(key for key in SWITCHABLE if key in shown),
        basemap=draw(st.sampled_from(list(BASEMAPS))),
        subdistrict=draw(st.none() | st.sampled_from(list(plan.subdistricts["subdistrict_id"]))),
        focus=draw(st.none() | st.sampled_from(list(targets_by_id(plan)))),
    )


@given(data=st.data(), language=st.sampled_from(list(Language)))
def test_every_view_reopens_exactly_from_its_address(
    plan: Plan, data: st.DataObject, language: Language
) -> None:
    view = data.draw(views(plan))
    assert read_address(parameters(view, language), plan) == Reading(view, ())


@given(
    values=st.dictionaries(
        st.sampled_from(["zone", "layers", "basemap", "subdistrict", "focus"]), st.text()
    )
)
def test_no_address_breaks_the_page(plan: Plan, values: dict[str, str]) -> None:
    view = read_address(values, plan).settings
    assert read_address(parameters(view), plan).settings == view


def test_the_view_shown_first_has_an_empty_address() -> None:
    assert parameters(View()) == {}


def test_an_empty_address_opens_the_view_shown_first(plan: Plan) -> None:
    reading = read_address({}, plan)
    assert reading == Reading(View(), ())
    assert reading.settings.layers == SHOWN_FIRST
    assert reading.settings.basemap == "offline"


def test_only_what_differs_from_the_default_is_written() -> None:
    assert parameters(View(zone="riverside", basemap="gaode")) == {
        "zone": "riverside",
        "basemap": "gaode",
    }


def test_defaults_are_named_so_that_they_are_taken_out_of_the_address() -> None:
    assert write_address(View(), Language.CHINESE) == dict.fromkeys(
        ["zone", "layers", "basemap", "subdistrict", "focus", "lang"]
    )


def test_english_is_written_and_chinese_is_not() -> None:
    assert parameters(View(), Language.ENGLISH) == {"lang": "en"}


def test_a_map_without_layers_is_not_the_default(plan: Plan) -> None:
    bare = View(layers=())
    assert parameters(bare) == {"layers": "none"}
    assert read_address({"layers": "none"}, plan).settings == bare


def test_layers_may_be_named_in_any_order(plan: Plan) -> None:
    assert read_address({"layers": "places,zones"}, plan).settings.layers == ("zones", "places")


@pytest.mark.parametrize("name", ["zone", "basemap", "subdistrict", "focus"])
def test_what_names_nothing_of_the_plan_is_left_out_and_said(plan: Plan, name: str) -> None:
    assert read_address({name: "nowhere"}, plan) == Reading(View(), (f"{name}=nowhere",))


def test_an_unknown_layer_is_said_and_the_known_ones_are_shown(plan: Plan) -> None:
    reading = read_address({"layers": "zones,buildings,metro"}, plan)
    assert reading.settings.layers == ("zones", "metro")
    assert reading.unknown == ("layers=buildings",)


def test_everything_wrong_is_said_at_once(plan: Plan) -> None:
    reading = read_address({"zone": "x", "layers": "y", "basemap": "z"}, plan)
    assert sorted(reading.unknown) == ["basemap=z", "layers=y", "zone=x"]


def test_a_view_is_checked_like_an_address(plan: Plan) -> None:
    wrong = View("x", ("metro", "y", "zones"), "z", "hongmei", "places/none")
    assert checked(wrong, plan) == Reading(
        View(layers=("zones", "metro"), subdistrict="hongmei"),
        ("layers=y", "zone=x", "basemap=z", "focus=places/none"),
    )


def test_the_base_is_not_a_layer_to_switch(plan: Plan) -> None:
    assert read_address({"layers": "base"}, plan).unknown == ("layers=base",)


def test_an_address_of_another_plan_names_no_zone_of_this_one(plan: Plan) -> None:
    other = with_layers(plan, zones=plan.zones[plan.zones["zone_id"] == "riverside"])
    assert read_address({"zone": "west-bund"}, other).settings.zone is None


def test_parameters_that_are_not_ours_are_left_alone(plan: Plan) -> None:
    assert read_address({"at": "31.1,121.4,12", "utm_source": "mail"}, plan) == Reading(View(), ())
