"""Places: one symbol a position, every place in its card, none invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from geo.plan import Plan
from geo.plan.schema import PLACE_KINDS
from geo.translation import Language, Translator
from layers import places
from layers.features import Drawn
from layers.palette import PLACE_GLYPHS
from tests.plans import with_layers

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
UNLOCATED = [
    "microsoft-inesa",
    "caict",
    "kunpeng",
    "open-vision",
    "open-computing",
    "open-marketing",
    "cctv",
]
AT_THE_TOWER = [
    "西岸智塔（AI Tower）",
    "上海人工智能实验室",
    "微软亚洲研究院",
    "上海期智研究院",
    "上海树图区块链研究院",
]


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> dict[str, Drawn]:
    return {place.id: place for place in places.draw(plan, CHINESE)}


def symbol(place: Drawn) -> Mapping[str, Any]:
    assert place.symbol is not None
    return place.symbol


def label_text(place: Drawn) -> str:
    assert place.label is not None
    return place.label.text


def test_places_at_one_position_are_one_symbol_with_their_count(drawn: dict[str, Drawn]) -> None:
    assert symbol(drawn["ai-tower"])["glyph"] == "5"
    assert label_text(drawn["ai-tower"]) == "西岸智塔（AI Tower） 等 5 处"


def test_one_symbol_opens_the_cards_of_all_its_places(drawn: dict[str, Drawn]) -> None:
    assert [card.title for card in drawn["ai-tower"].cards] == AT_THE_TOWER
    assert drawn["ai-tower"].tip == AT_THE_TOWER


def test_no_two_symbols_stand_at_one_position(drawn: dict[str, Drawn]) -> None:
    positions = [place.geometry.coords[0] for place in drawn.values()]
    assert len(set(positions)) == len(positions) == 11


def test_every_located_place_has_its_card_on_the_map_once(
    plan: Plan, drawn: dict[str, Drawn]
) -> None:
    located = plan.places[~plan.places["place_id"].isin(UNLOCATED)]
    titles = [card.title for place in drawn.values() for card in place.cards]
    assert sorted(titles) == sorted(located["name"])
    assert len(titles) == 16


@pytest.mark.parametrize("place_id", UNLOCATED)
def test_a_place_that_is_not_located_is_never_drawn(
    plan: Plan, drawn: dict[str, Drawn], place_id: str
) -> None:
    name = plan.places.set_index("place_id")["name"][place_id]
    assert place_id not in drawn
    assert name not in [card.title for place in drawn.values() for card in place.cards]


def test_a_place_alone_shows_the_character_of_its_kind(drawn: dict[str, Drawn]) -> None:
    assert symbol(drawn["sjtu"])["glyph"] == "校"
    assert label_text(drawn["sjtu"]) == "上海交通大学（徐汇校区）"


def test_every_kind_of_place_has_a_character() -> None:
    assert set(PLACE_GLYPHS) == set(PLACE_KINDS)


@pytest.mark.parametrize("say", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_no_two_kinds_share_a_character(say: Translator) -> None:
    glyphs = [say(glyph) for glyph in PLACE_GLYPHS.values()]
    assert len(set(glyphs)) == len(glyphs)
    assert all(len(glyph) == 1 for glyph in glyphs)


def test_the_card_says_kind_words_basis_and_error(drawn: dict[str, Drawn]) -> None:
    (card,) = drawn["sjtu"].cards
    rows = dict(card.rows)
    assert list(rows) == ["类别", "规划原文", "位置依据", "位置误差"]
    assert rows["类别"] == "高校"
    assert rows["规划原文"].endswith("——《规划》四（二）专栏1")
    assert rows["位置误差"] == "300 m"


def test_a_place_that_is_not_located_claims_no_error(plan: Plan) -> None:
    rows: list[dict[str, Any]] = plan.places.to_dict("records")
    caict = next(row for row in rows if row["place_id"] == "caict")
    assert "位置误差" not in dict(places.place_card(caict, CHINESE).rows)


def test_the_legend_lists_only_the_kinds_on_the_map(plan: Plan) -> None:
    universities = with_layers(plan, places=plan.places[plan.places["kind"] == "university"])
    nowhere = with_layers(plan, places=plan.places[plan.places["place_id"].isin(UNLOCATED)])
    assert [entry.text for entry in places.legend(universities, CHINESE)] == ["高校"]
    assert places.legend(nowhere, CHINESE) == []


def test_a_plan_whose_places_are_all_unlocated_draws_nothing(plan: Plan) -> None:
    nowhere = with_layers(plan, places=plan.places[plan.places["place_id"].isin(UNLOCATED)])
    assert places.draw(nowhere, CHINESE) == []
