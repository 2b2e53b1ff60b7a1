"""A query travels as text: nothing is lost, nothing unknown is taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan import Plan, read_plan
from geo.search.criteria import CRITERIA
from geo.search.criteria.metro import Near
from geo.search.positions import Ground
from geo.search.query import Query
from geo.search.query_string import query_from_parameters, query_parameters

PLAN = read_plan()
STATION = "station-guilin-park"

amounts = st.floats(0.01, 1e9, allow_nan=False)
degrees = st.tuples(
    st.floats(121, 122).map(lambda lon: round(lon, 6)),
    st.floats(31, 32).map(lambda lat: round(lat, 6)),
)
grounds = st.one_of(
    st.builds(Ground, st.lists(degrees, min_size=3, max_size=8).map(tuple)),
    st.builds(Ground, degrees.map(lambda point: (point,)), amounts),
)
nears = st.one_of(
    st.builds(Near, line=st.sampled_from(["15", "1", "机场联络线"]), max_m=amounts),
    st.builds(Near, station_id=st.just(STATION), max_m=amounts),
    st.builds(Near, max_m=amounts),
)


def lists(*keys: str) -> Any:
    """Some of the keys, each once."""
    return st.lists(st.sampled_from(keys), unique=True).map(tuple)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """Any query."""
    least, most = sorted([draw(amounts), draw(amounts)])
    query = Query(
        area_min_m2=draw(st.sampled_from([None, least])),
        area_max_m2=draw(st.sampled_from([None, most])),
        layout=draw(st.sampled_from([None, "one_floor", "contiguous"])),
        ready_by=draw(st.none() | st.dates()),
        rent_max=draw(st.none() | amounts),
        budget_max=draw(st.none() | amounts),
        industries=draw(lists("chip", "robotics", "life")),
        near=draw(st.none() | nears),
        zones=draw(lists("caohejing", "west-bund")),
        parks=draw(lists("beiyang", "life-bay")),
        subdistricts=draw(lists("longhua", "hongmei")),
        ground=draw(st.none() | grounds),
        power_min=draw(st.none() | amounts),
        tenure=draw(st.sampled_from([None, "lease", "sale"])),
        statuses=draw(lists("vacant", "occupied")),
    )
    for criterion in query.asked:
        query = query.wishing(criterion, draw(st.none() | st.floats(0.1, 5)))
    return query


@given(queries())
def test_a_query_comes_back_as_it_was(query: Query) -> None:
    assert query_from_parameters(query_parameters(query), PLAN) == (query, ())


def test_a_record_reads_as_one_would_write_it() -> None:
    query = Query(
        area_min_m2=3000,
        ready_by=date(2024, 12, 31),
        rent_max=5,
        industries=("chip",),
        near=Near(line="15", max_m=800),
        wishes=(("rent", 2.0),),
    )
    assert query_parameters(query) == {
        "area": "3000-",
        "by": "2024-12-31",
        "rent": "5",
        "industry": "chip",
        "near": "15:800",
        "wish": "rent:2",
    }


def test_a_line_without_a_distance_is_near_as_usual(plan: Plan) -> None:
    query, unknown = query_from_parameters({"near": "15"}, plan)
    assert (query.near, unknown) == (Near(line="15", max_m=800), ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("area", "abc-"),
        ("area", "5000-3000"),
        ("area", "-"),
        ("area", "0-"),
        ("area", "nan-"),
        ("area", "1e300-"),
        ("rent", "-5"),
        ("rent", "inf"),
        ("by", "2024-13-01"),
        ("by", "2024-12"),
        ("layout", "upside_down"),
        ("near", "99:800"),
        ("near", "15:far"),
        ("near", "<script>:1"),
        ("ground", "121.4,31.1"),
        ("ground", "121.4,31.1;121.5,31.2"),
        ("ground", "121.4;31.1;0"),
        ("ground", "nan,nan;nan,nan;nan,nan"),
        ("ground", "999,31;121,31;121,32"),
        ("ground", ";".join(["121.4,31.1"] * 101)),
        ("tenure", "either"),
        ("wish", "luck:2"),
        ("zone", "pudong"),
        ("industry", "' OR 1=1 --"),
        ("status", "free"),
        ("anything", "1"),
    ],
)
def test_what_says_nothing_is_left_out_and_reported(plan: Plan, name: str, text: str) -> None:
    query, unknown = query_from_parameters({name: text}, plan)
    assert query == Query()
    assert unknown == (f"{name}={text}",)


def test_one_unknown_place_does_not_take_the_others_away(plan: Plan) -> None:
    query, unknown = query_from_parameters({"zone": "caohejing,pudong,caohejing"}, plan)
    assert (query.zones, unknown) == (("caohejing",), ("zone=pudong",))


def test_a_wish_for_what_is_not_asked_for_is_let_go(plan: Plan) -> None:
    query, _ = query_from_parameters({"rent": "5", "wish": "rent:2,metro:3"}, plan)
    assert query.wishes == (("rent", 2.0),)


def test_a_criterion_can_be_taken_off_and_made_a_wish() -> None:
    query = Query(area_min_m2=3000, area_max_m2=5000, rent_max=5)
    assert query.without("area") == Query(rent_max=5)
    wish = query.wishing("rent", 2)
    assert wish.wishes == (("rent", 2),)
    assert wish.wishing("rent", None) == query
    assert wish.without("rent") == Query(area_min_m2=3000, area_max_m2=5000)
    assert set(query.asked) <= set(CRITERIA)
