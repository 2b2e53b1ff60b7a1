"""Questions about other plans: their own names, lines and districts, and what they do not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.plan import Plan
from geo.plan.industries import Industry, Vocabulary
from geo.question import ask, example_questions
from geo.search.query_string import query_parameters
from geo.translation import CHINESE, Language, Translator
from tests.geo.question.corpus import TODAY, questions
from tests.plans import with_layers, with_profile, without_layers

ENGLISH = Translator(Language.ENGLISH)


def _read(text: str, plan: Plan) -> tuple[dict[str, str], tuple[str, ...]]:
    asked = ask(text, plan, today=TODAY)
    return query_parameters(asked.query), asked.ignored


def _with_line_15_as(plan: Plan, line: str, track: str) -> Plan:
    """Return the plan with its line 15, and the line's track, called otherwise."""
    metro = plan.layer("metro").copy()
    metro["lines"] = [[line if own == "15" else own for own in lines] for lines in metro["lines"]]
    metro.loc[metro["metro_id"] == "line-15", "name"] = track
    return with_layers(plan, metro=metro)


def test_any_question_is_read_on_any_plan_into_criteria_of_that_plan(second_plan: Plan) -> None:
    known = {
        "zone": set(second_plan.zones["zone_id"]),
        "park": set(second_plan.parks["park_id"]),
        "subdistrict": set(second_plan.subdistricts["subdistrict_id"]),
    }
    for question in questions():
        record, _ = _read(question.text, second_plan)
        for name, ids in known.items():
            assert {own for own in record.get(name, "").split(",") if own} <= ids


@pytest.mark.parametrize(
    ("line", "track", "text", "near"),
    [
        ("T1", "有轨电车T1线", "近T1，2000平", "T1:800"),
        ("T1", "有轨电车T1线", "有轨电车T1沿线，2000平", "T1:800"),
        ("T1", "有轨电车T1线", "距 Ｔ1 500米内，2000平", "T1:500"),
        ("T1", "有轨电车T1线", "T1线1200米以内，2000平", "T1:1200"),
        ("Line T1", "有轨电车T1线", "近T1，2000平", "Line T1:800"),
        ("Line T1", "有轨电车T1线", "离 Line T1 1公里，2000平", "Line T1:1000"),
        ("有轨电车T1", "有轨电车T1", "近有轨电车 T1，2000平", "有轨电车T1:800"),
        ("Pujiang Line", "浦江线", "靠近 Pujiang Line 500米，2000平", "Pujiang Line:500"),
        ("Pujiang Line", "浦江线", "浦江线附近，2000平", "Pujiang Line:800"),
        ("S8", "S8", "步行10分钟到S8，2000平", "S8:800"),
        ("S8", "S8", "近s8号线，2000平", "S8:800"),
        ("15号线", "15号线", "近15号线，2000平", "15号线:800"),
        ("15号线", "15号线", "近十五号线，2000平", "15号线:800"),
        ("15", "15号线", "近15号线，2000平", "15:800"),
    ],
)
def test_a_line_is_read_by_the_names_the_plan_gives_it(
    plan: Plan, line: str, track: str, text: str, near: str
) -> None:
    renamed = _with_line_15_as(plan, line, track)
    assert _read(text, renamed) == ({"area": "2000-", "near": near}, ())


@pytest.mark.parametrize(
    "text", ["近T12", "AT1旁边", "T1", "近T1a", "近T1500米", "近Pujiang Liner"]
)
def test_what_only_looks_like_a_line_is_none(plan: Plan, text: str) -> None:
    for line in ("T1", "Pujiang Line"):
        record, ignored = _read(text, _with_line_15_as(plan, line, "有轨电车"))
        assert "near" not in record
        assert ignored != ()


def test_a_code_that_two_lines_have_is_no_name(plan: Plan) -> None:
    metro = plan.layer("metro").copy()
    named = {"15": "North T1", "1": "South T1"}
    metro["lines"] = [[named.get(own, own) for own in lines] for lines in metro["lines"]]
    two = with_layers(plan, metro=metro)
    assert _read("近T1", two) == ({}, ("近T1",))
    assert _read("近South T1", two) == ({"near": "South T1:800"}, ())


def test_without_stations_no_distance_to_one_is_asked_for(plan: Plan) -> None:
    bare = without_layers(plan, "metro")
    record, ignored = _read("2000平，近15号线，地铁站500米内，近T1", bare)
    assert record == {"area": "2000-"}
    assert ignored == ("近15号线", "地铁站500米内", "近T1")


def test_without_parks_and_subdistricts_zones_are_read_and_their_words_are_left_over(
    plan: Plan,
) -> None:
    bare = without_layers(plan, "parks", "subdistricts")
    assert _read("漕河泾片区，2000平", bare) == ({"area": "2000-", "zone": "caohejing"}, ())
    record, ignored = _read("北杨，枫林街道，2000平", bare)
    assert record == {"area": "2000-"}
    assert ignored == ("北杨", "枫林街道")


@pytest.mark.parametrize(
    ("district", "city", "text", "ignored"),
    [
        ("徐汇区", "上海市", "上海徐汇区，2000平", ()),
        ("徐汇区", "上海市", "宝山区，2000平", ("宝山区",)),
        ("临江区", "江城市", "江城市临江，2000平", ()),
        ("临江区", "江城市", "上海徐汇区，2000平", ("上海徐汇区",)),
        ("临江区", "", "江城临江区，2000平", ("江城临江区",)),
        ("滨海新区", "", "滨海，滨海新区，2000平", ()),
    ],
)
def test_the_plans_own_district_and_city_ask_for_nothing_and_others_are_left_over(
    plan: Plan, district: str, city: str, text: str, ignored: tuple[str, ...]
) -> None:
    elsewhere = with_profile(plan, district=district, city=city)
    assert _read(text, elsewhere) == ({"area": "2000-"}, ignored)


def test_a_word_that_names_an_industry_or_any_park_is_short_for_no_park(plan: Plan) -> None:
    parks = plan.parks.head(1).assign(name="新药高新产业园", name_en="Xinyao Park")
    named = with_layers(plan, parks=parks)
    record, _ = _read("新药企业找产业园，2000平", named)
    assert record == {"area": "2000-", "industry": "life"}
    record, _ = _read("新药高新产业园，2000平", named)
    assert record == {"area": "2000-", "park": parks["park_id"].iloc[0]}


# Examples.


def test_every_example_of_the_shipped_plan_is_read_to_the_last_word(plan: Plan) -> None:
    examples = example_questions(plan, CHINESE)
    assert len(examples) == 6
    for question, words in examples:
        assert words == question
        asked = ask(question, plan, today=TODAY)
        assert asked.ignored == ()
        assert len(asked.query.asked) >= 3


def test_examples_of_a_plan_are_told_in_english_where_it_gives_them(plan: Plan) -> None:
    given = with_profile(plan, example_questions=("3000平",), example_questions_en=("3,000 m²",))
    assert example_questions(given, ENGLISH) == (("3000平", "3,000 m²"),)
    untold = with_profile(plan, example_questions=("3000平",), example_questions_en=())
    assert example_questions(untold, ENGLISH) == (("3000平", "3000平"),)


def test_a_plan_without_examples_has_some_of_its_own_names_read_to_the_last_word(
    second_plan: Plan,
) -> None:
    examples = example_questions(second_plan, ENGLISH)
    has = (second_plan.stations, second_plan.parks, second_plan.subdistricts)
    assert len(examples) == 3 + sum(len(layer) > 0 for layer in has)
    for question, words in examples:
        assert words.isascii() or "m²" in words
        asked = ask(question, second_plan, today=TODAY)
        assert asked.ignored == ()
        assert len(asked.query.asked) >= 2


def test_an_example_that_would_not_be_read_in_full_is_not_made(plan: Plan) -> None:
    industries = Vocabulary((Industry("x", "非机动车", "Bicycles"),))
    odd = with_profile(replace(plan, industries=industries), example_questions=())
    asked = [question for question, _ in example_questions(odd, CHINESE)]
    assert not any("非机动车" in question for question in asked)
    assert "漕河泾，3000平以上，2025年底前" in asked
