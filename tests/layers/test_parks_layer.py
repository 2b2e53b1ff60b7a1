"""Parks: an area where the limits are known, a diamond where only the centre is, else nothing."""

from __future__ import annotations

from typing import Any

import pytest

from geo.plan import Plan
from geo.translation import Language, Translator
from layers import parks
from layers.features import Drawn

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
AREAS = ["xian-media-port", "xian-finance-city"]
CENTRES = ["digital-valley", "beiyang", "life-bay"]
UNLOCATED = ["port-valley-city-bay", "central-renewal"]


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> dict[str, Drawn]:
    return {park.id: park for park in parks.draw(plan, CHINESE)}


def rows_of(plan: Plan, park_id: str, say: Translator = CHINESE) -> dict[str, str]:
    table: list[dict[str, Any]] = plan.parks.to_dict("records")
    return dict(parks.park_rows(next(row for row in table if row["park_id"] == park_id), say))


@pytest.mark.parametrize("park_id", AREAS)
def test_a_park_with_known_limits_is_an_area(drawn: dict[str, Drawn], park_id: str) -> None:
    assert drawn[park_id].style == parks.PARK_STYLE
    assert drawn[park_id].symbol is None


@pytest.mark.parametrize("park_id", CENTRES)
def test_a_park_known_by_its_centre_is_a_diamond(drawn: dict[str, Drawn], park_id: str) -> None:
    symbol = drawn[park_id].symbol
    assert symbol is not None
    assert symbol["shape"] == "diamond"
    assert drawn[park_id].style == {}


def test_a_park_that_is_not_located_is_not_drawn(drawn: dict[str, Drawn]) -> None:
    assert sorted(drawn) == sorted([*AREAS, *CENTRES])
    assert not set(UNLOCATED) & set(drawn)


@pytest.mark.parametrize("park_id", AREAS)
def test_the_name_of_an_area_stands_inside_it(drawn: dict[str, Drawn], park_id: str) -> None:
    label = drawn[park_id].label
    assert label is not None
    assert drawn[park_id].geometry.contains(label.anchor)
    assert label.beside == 0


@pytest.mark.parametrize("park_id", CENTRES)
def test_the_name_of_a_diamond_stands_beside_it(drawn: dict[str, Drawn], park_id: str) -> None:
    label = drawn[park_id].label
    assert label is not None
    assert label.beside > 6


def test_the_card_says_that_a_nested_figure_is_already_counted(plan: Plan) -> None:
    assert rows_of(plan, "digital-valley")["规划集聚"] == "100 万㎡（已计入片区，合计只计一次）"


def test_the_card_of_a_park_with_a_figure_of_its_own_has_no_such_note(plan: Plan) -> None:
    assert rows_of(plan, "beiyang")["规划集聚"] == "100 万㎡"


def test_the_card_keeps_the_qualifier_of_the_figure(plan: Plan) -> None:
    assert rows_of(plan, "port-valley-city-bay")["联动"].startswith("≥400 万㎡")


def test_the_card_has_the_words_of_the_plan(plan: Plan) -> None:
    assert (
        rows_of(plan, "beiyang")["规划原文"]
        == "围绕 100 万方北杨人工智能小镇构筑西岸数智谷产业水平联动生态"
    )


def test_the_card_of_a_park_without_figures_says_basis_and_error_only(plan: Plan) -> None:
    rows = rows_of(plan, "xian-media-port")
    assert list(rows) == ["边界依据", "位置误差"]
    assert rows["位置误差"] == "150 m"


def test_a_park_that_is_not_located_claims_no_error(plan: Plan) -> None:
    assert "位置误差" not in rows_of(plan, "central-renewal")


def test_the_english_card_counts_in_million_m2(plan: Plan) -> None:
    assert rows_of(plan, "beiyang", ENGLISH)["Planned cluster"] == "1 million m²"


def test_the_legend_shows_both_ways_a_park_is_drawn(plan: Plan) -> None:
    assert [set(entry.swatch) for entry in parks.legend(plan, CHINESE)] == [{"area"}, {"diamond"}]
