"""Questions in Chinese: every one the rules were made with, and how well they read the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan import Plan, read_plan
from geo.question import ask
from geo.question.ask import MOST_CHARACTERS, QuestionError
from geo.search.query_string import query_from_parameters, query_parameters
from geo.translation import Language, Translator
from tests.geo.question.corpus import TODAY, Question, measure, questions, told
from tests.geo.question.corpus import read as read_by_rules

PLAN = read_plan()
"""For hypothesis, which calls a test many times with the same fixtures."""

SIGNS = (
    "0123456789一二三千万亿半点两.,-—到至约左右以内上下不要别近离地铁号线站平米㎡亩元块天月年底前"
    "租买层芯片漕河泾 \x00"
)


@pytest.mark.parametrize("question", questions("tune"), ids=lambda question: question.text)
def test_a_question_the_rules_were_made_with_is_read_as_expected(
    plan: Plan, question: Question
) -> None:
    assert told(read_by_rules(question, plan)) == told(question.expected)
    assert question.unread in " ".join(ask(question.text, plan, today=TODAY).ignored)


def test_the_corpus_has_at_least_150_questions_and_half_of_them_are_held_out() -> None:
    assert len({question.text for question in questions()}) == len(questions()) >= 150
    assert len(questions("held_out")) >= 75


HELD_OUT = {
    "area": (219, 0, 0),
    "layout": (52, 0, 1),
    "ready": (58, 0, 3),
    "rent": (40, 0, 0),
    "price": (7, 0, 0),
    "budget": (19, 0, 0),
    "industry": (125, 0, 0),
    "metro": (72, 0, 1),
    "place": (79, 0, 1),
    "ceiling_height": (20, 0, 1),
    "floor_load": (14, 0, 0),
    "power": (14, 0, 0),
    "tenure": (13, 0, 0),
    "status": (2, 0, 0),
    "wish": (14, 0, 0),
    "all": (748, 0, 7),
}
"""How many of each criterion are read right, read wrongly and missed, since rules were mended."""


def test_questions_held_out_are_read_as_well_as_ever(plan: Plan) -> None:
    """The table in per cent: `python -m tests.geo.question.corpus`."""
    measured = measure(questions("held_out"), plan)
    counts = {name: (own.right, own.wrong, own.missed) for name, own in measured.items()}
    assert counts == HELD_OUT


@given(st.text(alphabet=SIGNS, max_size=60) | st.text(max_size=60))
def test_any_text_is_read_without_an_error_into_a_query_an_address_can_hold(text: str) -> None:
    asked = ask(text, PLAN, today=TODAY)
    again, unknown = query_from_parameters(query_parameters(asked.query), PLAN)
    assert (again, unknown) == (asked.query, ())
    assert all(text[span.start : span.end] == span.text for span in asked.understood)


def test_a_question_too_long_to_be_one_is_refused(plan: Plan) -> None:
    with pytest.raises(QuestionError, match="501 个字，最多 500 个"):
        ask("平" * (MOST_CHARACTERS + 1), plan, today=TODAY)


@pytest.mark.parametrize("text", ["1" * 500, "一二三" * 160, "面积" + "9" * 100 + "平"])
def test_a_number_no_one_means_is_not_understood(plan: Plan, text: str) -> None:
    asked = ask(text, plan, today=TODAY)
    assert query_parameters(asked.query) == {}
    assert "".join(asked.ignored) in text


@pytest.mark.parametrize(
    "text", ["不要芯片", "漕河泾除外", "芯片免谈", "2025年以后", "明年春节前", "2025"]
)
def test_what_is_refused_or_no_criterion_is_never_read_as_wanted(plan: Plan, text: str) -> None:
    asked = ask(text, plan, today=TODAY)
    assert query_parameters(asked.query) == {}
    assert asked.ignored == (text,)


def test_a_number_alone_is_an_area_and_the_rule_says_so(plan: Plan) -> None:
    asked = ask("芯片，2000到2500", plan, today=TODAY)
    assert query_parameters(asked.query)["area"] == "2000-2500"
    assert [rule.words() for rule in asked.rules] == ["2000到2500：没有单位，按㎡计"]


def test_a_rule_is_told_by_what_was_written_in_the_readers_language(plan: Plan) -> None:
    text = "2025Q2前，3000㎡左右，层高5000mm，6元/㎡·天左右，15号线附近"
    asked = ask(text, plan, today=TODAY)
    assert [rule.words() for rule in asked.rules] == [
        "2025Q2：取 2025-06-30",
        "左右、约按 ±10% 计：2,700—3,300㎡",
        "层高5000mm：5 m",
        "6元/㎡·天左右：左右、约按 +10% 计",
        "“近”按直线 800 m 计",
    ]
    say = Translator(Language.ENGLISH)
    assert asked.rules[0].words(say) == "2025Q2: by 2025-06-30"
