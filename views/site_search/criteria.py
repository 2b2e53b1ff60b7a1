"""The side bar of 选址: every criterion, a must or a wish with its weight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from geo.plan import Plan
from geo.search.criteria import PLAN_SILENT
from geo.search.query import CRITERIA, Query
from geo.translation import N_, Translator
from views.language import language_switch
from views.markup import show_hint
from views.site_search import fields, place_fields
from views.site_search.panel import Panel
from views.site_search.question import forget_question

_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    N_("面积与时间"): ("area", "ready", "layout"),
    N_("产业与位置"): ("industry", "metro", "place", "ground"),
    N_("价格"): ("rent", "price", "budget"),
    N_("楼宇条件"): ("ceiling_height", "floor_load", "power", "tenure", "status"),
}
_OPEN_GROUPS: Final = 2
"""How many of the groups are open though nothing in them is asked for."""

_FIELDS: Final[dict[str, Callable[[Panel], None]]] = {
    "area": fields.show_area,
    "ready": fields.show_day,
    "layout": fields.show_layout,
    "industry": fields.show_industries,
    "metro": place_fields.show_metro,
    "place": place_fields.show_places,
    "ground": place_fields.show_ground,
    **{criterion: partial(fields.show_limit, criterion) for criterion in fields.LIMITS},
    "tenure": fields.show_tenure,
    "status": fields.show_statuses,
}
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
        for place, (title, criteria) in enumerate(_GROUPS.items()):
            is_asked = not set(criteria).isdisjoint(query.asked)
            with st.expander(say(title), expanded=place < _OPEN_GROUPS or is_asked):
                if source == "plan" and PLAN_SILENT.issuperset(criteria):
                    show_hint(say("规划没有这些内容：载入载体数据后才起作用。"))
                for criterion in criteria:
                    show_criterion(panel, criterion)


def show_criterion(panel: Panel, criterion: str) -> None:
    """Draw the fields of a criterion; where it is asked for, whether it is a must or a wish."""
    with st.container(key=f"{panel.part_of}criterion_{criterion}", gap="xxsmall"):
        _FIELDS[criterion](panel)
        if criterion in panel.query.asked:
            _show_force(panel, criterion)


def _show_force(panel: Panel, criterion: str) -> None:
    """Draw the switch between must and wish; a weight from an address joins those offered."""
    say, weight = panel.say, panel.query.weights.get(criterion, 0.0)
    names = {0.0: say("必须"), 1.0: say("希望")}
    st.segmented_control(
        say("{criterion}：必须还是希望", criterion=say(CRITERIA[criterion])),
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
