"""Stations and lines of any plan: named with letters and spaces, or not there at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.carriers.demo import demo_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.store import STORE_VARIABLE
from geo.plan import Plan, read_plan
from geo.search.candidates import candidates_of
from geo.search.criteria.metro import Near, lines_of
from geo.search.query import Query
from geo.search.query_string import query_from_parameters, query_parameters
from geo.search.search import search
from geo.search.sentences import chip, part_text
from tests.plans import without_layers

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def city(second_plans: Path) -> Plan:
    """A city with the lines Line T1 and Pujiang Line, and a station called 江心站."""
    return read_plan(second_plans / "jiangcheng")


def inventories(plan: Plan) -> list[Inventory]:
    """Return no carriers, then five: a search of the plan, then one of carriers."""
    return [Inventory(), Inventory(carriers=demo_carriers(plan, 5))]


@pytest.mark.parametrize("line", ["Line T1", "Pujiang Line"])
def test_a_line_named_with_letters_and_spaces_is_searched(city: Plan, line: str) -> None:
    query = Query(near=Near(line=line, max_m=50_000))
    for inventory in inventories(city):
        found = search(candidates_of(city, inventory), query, today=DAY)
        assert found.match_count > 0
        assert {own.missed[0].verdict for own in found.near_misses} <= {"unknown"}
        assert part_text(found.matches[0].parts[0], query, city).startswith(f"距{line} ")


@pytest.mark.parametrize("line", ["Line T1", "Pujiang Line"])
def test_such_a_line_stands_in_the_address_and_in_its_chip(city: Plan, line: str) -> None:
    query = Query(near=Near(line=line, max_m=800))
    assert query_parameters(query) == {"near": f"{line}:800"}
    assert query_from_parameters({"near": f"{line}:800"}, city) == (query, ())
    assert query_from_parameters({"near": line}, city) == (query, ())
    assert chip("metro", query, city) == f"距{line} ≤800 m（直线）"


def test_such_a_line_is_a_filter_of_the_command_line(
    second_plans: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path))
    data = ["--data", str(second_plans / "jiangcheng")]
    assert main([*data, "query", "--near", "Line T1:800", "--today", "2026-03-01"]) == 0
    assert "条件：距Line T1 ≤800 m（直线）" in capsys.readouterr().out


def test_a_station_that_is_called_station_is_not_called_so_twice(city: Plan) -> None:
    station_id = city.stations.set_index("name").loc["江心站", "metro_id"]
    assert chip("metro", Query(near=Near(station_id=station_id)), city).startswith("距江心站 ≤")


def test_lines_come_by_number_then_by_name(plan: Plan, city: Plan) -> None:
    assert lines_of(plan)[:3] == ["1", "3", "4"]
    assert lines_of(plan)[-1] == "机场联络线"
    assert lines_of(city) == ["Line T1", "Pujiang Line"]


@pytest.mark.parametrize("near", [Near(), Near(line="15"), Near(station_id="station-guilin-park")])
def test_without_stations_no_distance_is_known(plan: Plan, near: Near) -> None:
    bare, query = without_layers(plan, "metro"), Query(area_min_m2=1, near=near)
    for inventory in inventories(plan):
        found = search(candidates_of(bare, inventory), query, today=date(2024, 3, 1))
        assert found.match_count == 0
        assert part_text(found.near_misses[0].missed[0], query, bare) == "轨道距离未知"


def test_without_stations_only_any_station_can_be_asked_for(plan: Plan) -> None:
    bare = without_layers(plan, "metro")
    assert query_from_parameters({"near": "any:800"}, bare) == (Query(near=Near(max_m=800)), ())
    assert query_from_parameters({"near": "15:800"}, bare) == (Query(), ("near=15:800",))


def test_without_parks_and_sub_districts_places_are_not_known(plan: Plan) -> None:
    bare = without_layers(plan, "parks", "subdistricts")
    read = query_from_parameters({"zone": "caohejing", "park": "beiyang", "subdistrict": "x"}, bare)
    assert read == (Query(zones=("caohejing",)), ("park=beiyang", "subdistrict=x"))
    for inventory in inventories(plan):
        found = search(candidates_of(bare, inventory), read[0], today=date(2024, 3, 1))
        assert found.searched_count > 0
