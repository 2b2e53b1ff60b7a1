"""Metro: the plan's spine strong and on top, the other lines quiet, stations told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from geo.plan import Plan
from geo.translation import Language, Translator
from layers import metro, palette
from layers.features import Drawn
from tests.plans import with_profile, without_layers

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
QUIET_LINES = ["line-1", "line-3", "line-4", "line-7", "line-9", "line-10", "line-11", "line-12"]


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> dict[str, Drawn]:
    return {item.id: item for item in metro.draw(plan, CHINESE)}


def symbol(station: Drawn) -> Mapping[str, Any]:
    assert station.symbol is not None
    return station.symbol


def card(station: Drawn) -> dict[str, str]:
    (only,) = station.cards
    return dict(only.rows)


def track_ids(plan: Plan) -> list[str]:
    return [item.id for item in metro.draw(plan, CHINESE) if item.symbol is None]


def test_the_spine_is_dark_and_broad(drawn: dict[str, Drawn]) -> None:
    assert drawn["line-15"].style["color"] == palette.SPINE
    assert drawn["line-15"].style["weight"] > 4


@pytest.mark.parametrize("line", QUIET_LINES)
def test_every_other_line_is_quiet(drawn: dict[str, Drawn], line: str) -> None:
    assert drawn[line].style["color"] == palette.METRO
    assert drawn[line].style["weight"] <= drawn["line-15"].style["weight"] / 2


def test_the_spine_lies_over_all_other_tracks(plan: Plan) -> None:
    order = track_ids(plan)
    assert order[-1] == "line-15"
    assert all(track.startswith("line-15") for track in order[-3:])


@pytest.mark.parametrize("line", [*QUIET_LINES, "line-15"])
def test_every_line_lies_on_a_broader_white_casing(plan: Plan, line: str) -> None:
    order = track_ids(plan)
    drawn = {item.id: item for item in metro.draw(plan, CHINESE)}
    casing = drawn[f"{line}-casing"]
    assert order.index(casing.id) < order.index(line)
    assert casing.style["color"] == palette.PAPER
    assert casing.style["weight"] > drawn[line].style["weight"]


def test_stations_are_drawn_over_the_tracks(plan: Plan) -> None:
    is_station = [item.symbol is not None for item in metro.draw(plan, CHINESE)]
    assert is_station == sorted(is_station)


def test_lines_fade_outside_the_district(plan: Plan, drawn: dict[str, Drawn]) -> None:
    ground = plan.district.geometry.union_all()
    assert drawn["line-15-around"].style["opacity"] < drawn["line-15"].style["opacity"]
    assert drawn["line-15-around"].geometry.intersection(ground).length < 1e-9
    assert drawn["line-15"].geometry.difference(ground).length < 1e-9


def test_nothing_of_a_line_is_lost_at_the_district_line(
    plan: Plan, drawn: dict[str, Drawn]
) -> None:
    whole = plan.tracks.set_index("metro_id").geometry["line-15"].length
    parts = drawn["line-15"].geometry.length + drawn["line-15-around"].geometry.length
    assert parts == pytest.approx(whole)


@pytest.mark.parametrize(
    "station", ["station-longqi-road", "station-huajing-road", "station-liancao-road"]
)
def test_a_station_under_construction_is_hollow_and_dashed(
    drawn: dict[str, Drawn], station: str
) -> None:
    assert symbol(drawn[station])["fill"] == palette.PAPER
    assert symbol(drawn[station])["dash"]


def test_only_stations_under_construction_are_dashed(plan: Plan, drawn: dict[str, Drawn]) -> None:
    building = plan.stations[plan.stations["status"] == "under_construction"]
    dashed = {item.id for item in drawn.values() if item.symbol and item.symbol["dash"]}
    assert dashed == set(building["metro_id"])
    assert len(dashed) == 8


def test_the_stations_of_the_spine_are_larger_than_the_others(drawn: dict[str, Drawn]) -> None:
    spine, other = symbol(drawn["station-luoxiu-road"]), symbol(drawn["station-longhua"])
    assert spine["radius"] > other["radius"]
    assert spine["line"] == palette.SPINE


def test_names_of_the_spine_go_before_names_of_other_stations(drawn: dict[str, Drawn]) -> None:
    spine, other = drawn["station-luoxiu-road"].label, drawn["station-longhua"].label
    assert spine is not None
    assert other is not None
    assert spine.priority < other.priority


def test_a_station_outside_the_district_is_smaller_than_one_inside(
    drawn: dict[str, Drawn],
) -> None:
    outside, inside = symbol(drawn["station-gucun-park"]), symbol(drawn["station-longhua"])
    assert outside["radius"] < inside["radius"]


def test_the_card_of_a_station_says_lines_status_and_error(drawn: dict[str, Drawn]) -> None:
    assert card(drawn["station-longhua"]) == {
        "线路": "11号线、12号线",
        "状态": "运营",
        "位置误差": "50 m",
    }


def test_the_card_of_a_station_says_the_name_it_had_in_planning(drawn: dict[str, Drawn]) -> None:
    assert card(drawn["station-jinghong-road"])["规划站名"] == "华泾西"


def test_a_station_without_a_planning_name_has_no_row_for_it(drawn: dict[str, Drawn]) -> None:
    assert "规划站名" not in card(drawn["station-longhua"])


def test_a_station_of_no_line_yet_says_that_it_is_being_built(drawn: dict[str, Drawn]) -> None:
    assert drawn["station-longqi-road"].tip == ["龙启路", "在建"]
    assert "线路" not in card(drawn["station-longqi-road"])


def test_the_airport_link_is_named_in_both_languages(plan: Plan) -> None:
    station = "station-jinghong-road-airport-link-line"
    said = [
        next(item for item in metro.draw(plan, say) if item.id == station).tip[1]
        for say in (CHINESE, ENGLISH)
    ]
    assert said == ["机场联络线", "Airport Link Line"]


def test_another_plan_has_another_spine(plan: Plan) -> None:
    another = with_profile(plan, spine_line="11")
    drawn = {item.id: item for item in metro.draw(another, CHINESE)}
    assert track_ids(another)[-1] == "line-11"
    assert drawn["line-11"].style["color"] == palette.SPINE
    assert drawn["line-15"].style["color"] == palette.METRO
    assert symbol(drawn["station-longhua"])["line"] == palette.SPINE


def test_the_legend_names_the_spine_of_the_plan(plan: Plan) -> None:
    another = with_profile(plan, spine_line="11")
    assert [entry.text for entry in metro.legend(plan, CHINESE)] == [
        "15号线（规划纽带）",
        "其他轨道交通",
        "在建站",
    ]
    assert metro.legend(another, CHINESE)[0].text == "11号线（规划纽带）"


def test_a_plan_without_a_spine_line_has_none_in_its_legend(plan: Plan) -> None:
    without = with_profile(plan, spine_line=None)
    assert [entry.text for entry in metro.legend(without, CHINESE)] == ["轨道交通", "在建站"]
    assert palette.SPINE not in {item.style.get("color") for item in metro.draw(without, CHINESE)}


def test_a_spine_with_a_name_is_called_by_it_and_may_have_no_role(plan: Plan) -> None:
    named = with_profile(plan, spine_line="S1 快线", spine_role="", spine_role_en="")
    assert metro.spine_text(named, "S1 快线", CHINESE) == "S1 快线"


def test_stations_of_a_plan_without_sub_districts_are_inside_by_its_ground(plan: Plan) -> None:
    without = without_layers(plan, "subdistricts")
    with_them = {item.id: item.symbol for item in metro.draw(plan, CHINESE)}
    assert {item.id: item.symbol for item in metro.draw(without, CHINESE)} == with_them


def test_a_plan_without_metro_has_no_entry_of_it(plan: Plan) -> None:
    without = without_layers(plan, "metro")
    assert not metro.draw(without, CHINESE)
    assert not metro.legend(without, CHINESE)
