"""The question box, what can be asked, and what of a question was not understood."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st
from markupsafe import Markup

from briefings.cards.markup import joined
from geo.errors import PlanningError
from geo.plan import Plan
from geo.question import ask, example_questions
from geo.search.query import Query
from geo.translation import Language, Translator
from views.markup import show_hint, show_problem
from views.site_search.state import ask_for, asked, take_question

_QUESTION: Final = "search_question"
_PROBLEM: Final = "search_problem"


def show_question(plan: Plan, today: date, say: Translator) -> None:
    """Draw the box, and why a question could not be read at all."""

    def take() -> None:
        _take(str(st.session_state[_QUESTION]), plan, today)

    with st.container(key="question", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            say("企业需要什么"),
            placeholder=say("用一句话说：面积、时间、产业、轨道、租金、片区……"),
            label_visibility="collapsed",
            key=_QUESTION,
            on_change=take,
        )
        st.button(say("查找"), type="primary", icon=":material/search:", on_click=take)
    problem: PlanningError | None = st.session_state.get(_PROBLEM)
    if problem is not None:
        show_problem(say("这句话没能读懂。"), problem)


def _take(text: str, plan: Plan, today: date) -> None:
    st.session_state[_PROBLEM] = None
    if not text.strip():
        return
    try:
        take_question(ask(text, plan, today=today))
    except PlanningError as problem:
        st.session_state[_PROBLEM] = problem


def show_examples(plan: Plan, today: date, say: Translator) -> None:
    """Draw what can be asked, as buttons; questions are Chinese in either language."""
    st.html(
        Markup("<div class='nothing-asked'><h3>{}</h3><p>{}</p></div>").format(
            say("问一句，或在左侧逐项填写"),
            say("答案按得分排列，每项条件都说明符合与否、差多少；也可在图上圈一块地。"),
        )
    )
    if say.language is not Language.CHINESE:
        show_hint(say("问句按中文规则理解；左侧的条件两种语言通用。"))
    for number, (example, words) in enumerate(example_questions(plan, say), start=1):
        st.button(
            words,
            key=f"example_{number}",
            on_click=_take_example,
            args=(example, plan, today),
            width="stretch",
        )


def _take_example(example: str, plan: Plan, today: date) -> None:
    st.session_state[_QUESTION] = example
    _take(example, plan, today)


def show_understanding(say: Translator) -> None:
    """Say what of the last question was left out, and what was assumed."""
    understood = asked()
    if understood is None:
        return
    lines = []
    if understood.ignored:
        parts = say.join([say("“{text}”", text=text) for text in understood.ignored])
        said = say("没有听懂，未作为条件：{parts}", parts=parts)
        lines.append(Markup("<p class='remark' role='status' dir='auto'>{}</p>").format(said))
    if understood.rules:
        said = say(
            "按规则理解：{rules}", rules=say.join([rule.words(say) for rule in understood.rules])
        )
        lines.append(Markup("<p class='hint' dir='auto'>{}</p>").format(said))
    if lines:
        st.html(joined(lines))


def forget_question() -> None:
    """Empty the box and ask for nothing."""
    st.session_state[_QUESTION] = ""
    st.session_state[_PROBLEM] = None
    ask_for(Query())
