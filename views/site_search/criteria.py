"""Criteria on the page: all of them in the side bar, those asked for as chips."""

from __future__ import annotations

import re
from typing import Final, Literal

import streamlit as st

from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.query import Query
from geo.search.sentences import chip
from geo.translation import Translator
from views.language import language_switch
from views.markup import show_hint
from views.site_search.fields import FIELDS, Panel
from views.site_search.question import forget_question
from views.site_search.state import ask_for

_OPEN_GROUPS: Final = 2
"""How many of the groups are open though nothing in them is asked for."""

_WEIGHTS: Final = (0.0, 1.0, 2.0, 3.0)
"""What is offered; 0 stands for a must."""


def show_controls(plan: Plan, query: Query, source: str, say: Translator) -> None:
    """Draw the side bar."""
    panel = Panel(plan, query, say)
    with st.sidebar:
        language_switch(say)
        st.button(
            say("清空条件"),
            disabled=not query.asked,
            on_click=forget_question,
            icon=":material/backspace:",
            width="stretch",
            key="search_clear",
        )
        for index, (title, criteria) in enumerate(FIELDS.items()):
            is_asked = not criteria.keys().isdisjoint(query.asked)
            with st.expander(say(title), expanded=index < _OPEN_GROUPS or is_asked):
                if source == "plan" and all(CRITERIA[key].is_plan_silent for key in criteria):
                    show_hint(say("规划没有这些内容：载入载体数据后才起作用。"))
                for criterion in criteria:
                    show_criterion(panel, criterion)


def show_criterion(panel: Panel, criterion: str) -> None:
    """Draw the fields of a criterion; where it is asked for, whether it is a must or a wish."""
    with st.container(key=f"{panel.part_of}criterion_{criterion}", gap="xxsmall"):
        draw = next(group[criterion] for group in FIELDS.values() if criterion in group)
        draw(panel)
        if criterion in panel.query.asked:
            _show_force(panel, criterion)


def _show_force(panel: Panel, criterion: str) -> None:
    """Draw the switch between must and wish; a weight from an address joins those offered."""
    say, weight = panel.say, panel.query.weights.get(criterion, 0.0)
    names = {0.0: say("必须"), 1.0: say("希望")}
    st.segmented_control(
        say("{criterion}：必须还是希望", criterion=say(CRITERIA[criterion].label)),
        sorted({*_WEIGHTS, weight}),
        format_func=lambda given: names.get(given, f"×{given:g}"),
        required=True,
        label_visibility="collapsed",
        **panel.bind(
            f"force_{criterion}",
            weight,
            lambda given: panel.query.wishing(criterion, given or None),
        ),
    )


def show_chips(plan: Plan, query: Query, say: Translator) -> None:
    """Draw every criterion asked for; a wish looks lighter than a must."""
    panel = Panel(plan, query, say, part_of="chip_")
    with st.container(key="chips", horizontal=True, gap="xsmall"):
        for criterion in query.asked:
            with st.container(key=f"chip_{criterion}", horizontal=True, gap=None, width="content"):
                _show_chip(panel, criterion)


def _show_chip(panel: Panel, criterion: str) -> None:
    query, say = panel.query, panel.say
    is_wish = criterion in query.weights
    label = _label(_asked(criterion, query, panel.plan, say))
    kind: Literal["primary", "secondary"] = "secondary" if is_wish else "primary"
    with st.popover(label, type=kind, key=f"open_{criterion}"):
        show_criterion(panel, criterion)
    st.button(
        say("去掉“{criterion}”", criterion=say(CRITERIA[criterion].label)),
        type=kind,
        icon=":material/close:",
        key=f"drop_{criterion}",
        on_click=ask_for,
        args=(query.without(criterion),),
    )


def _asked(criterion: str, query: Query, plan: Plan, say: Translator) -> str:
    text = chip(criterion, query, plan, say)
    weight = query.weights.get(criterion)
    if weight is None:
        return text
    if weight == 1:
        return say("希望：{words}", words=text)
    return say("希望 ×{weight}：{words}", weight=f"{weight:g}", words=text)


def _label(text: str) -> str:
    """Return a text as a label shows it word for word: labels are Markdown."""
    return _MARKS.sub(r"\\\1", text)


_MARKS: Final = re.compile(r"([\\`*_\[\]<>$:~#!|&])")
