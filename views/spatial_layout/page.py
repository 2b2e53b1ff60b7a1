"""The page 空间布局: headline, map, card, chart and table of the plan's zones."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import Final

import streamlit as st
from markupsafe import Markup

from briefings.cards.headline import headline, title
from briefings.cards.plan import plan_card
from briefings.cards.subdistrict import subdistrict_card
from briefings.cards.zone import zone_card
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import Translator
from services.plans import current_plan
from views.address import View
from views.briefing import show_way_to_briefing
from views.language import chosen_language
from views.map_view import map_is_painted, show_map, stop_waiting
from views.markup import show_problem, show_remark
from views.spatial_layout.controls import show_controls, show_waiting_controls
from views.spatial_layout.figures_chart import show_chart
from views.spatial_layout.figures_table import show_table
from views.state import VIEW, begin, current_view


def show() -> None:
    """Draw the page, or one message saying what is wrong with the data."""
    say = chosen_language()
    try:
        plan = current_plan()
    except PlanningError as problem:
        show_problem(say("数据有问题，地图暂不能显示。改正文件后刷新页面即可。"), problem)
        return
    VIEW.arrived()
    unknown = begin(plan)
    view = current_view(plan)
    head = st.container()
    _show_map_and_card(plan, view, say)  # sent first: its frame takes longest to come
    with head:
        st.html(title(plan, date.today(), say))
        st.html(headline(plan, say))
        if unknown:
            show_remark(
                say("地址中的 {parts} 不属于本规划，已忽略。", parts=say.join(list(unknown)))
            )
    if map_is_painted():
        with head:
            show_way_to_briefing(view, say)
        show_controls(plan, view, say)
        _show_chart_and_table(plan, view, say)
    else:
        show_waiting_controls(say)
        _wait_for_map()


def _show_map_and_card(plan: Plan, view: View, say: Translator) -> None:
    on_map, beside = st.columns([0.68, 0.32], gap="small")
    with on_map:
        show_map(plan, view, say)
    with beside, st.container(key="card"):
        st.html(_card(plan, view, say))


def _card(plan: Plan, view: View, say: Translator) -> Markup:
    """Return the card of what the view has chosen, else what the plan says as a whole."""
    if view.zone:
        return zone_card(plan, view.zone, say)
    if view.subdistrict:
        return subdistrict_card(plan, view.subdistrict, say)
    return plan_card(plan, say)


def _show_chart_and_table(plan: Plan, view: View, say: Translator) -> None:
    left, right = st.columns([0.4, 0.6], gap="medium")
    with left:
        show_chart(plan, view.zone, say)
    with right:
        show_table(plan, view.zone, say)


@st.fragment(run_every="1s")
def _wait_for_map() -> None:
    """Give the map the first seconds alone; then the rest comes even without it."""
    since = st.session_state.setdefault(_WAITING_SINCE, monotonic())
    if monotonic() - since > _PATIENCE_S:
        stop_waiting()
        st.rerun()


_WAITING_SINCE: Final = "waiting_since"
_PATIENCE_S: Final = 3.0
