"""The page 简报出图: choose a template, see the sheet itself, download it."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from briefings.cards.headline import layout_name
from briefings.exports import Order, own_words
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import Translator
from services.plans import current_plan
from views.address import View
from views.briefing.address import link_address, write_address
from views.briefing.choice import show_choice
from views.briefing.controls import show_controls
from views.briefing.downloads import show_downloads, show_no_downloads
from views.briefing.link import PATH, encoded, link_to_view
from views.briefing.preview import show_preview
from views.briefing.series import show_series
from views.briefing.settings import Settings, brief_of, from_view
from views.briefing.state import SETTINGS, begin
from views.language import chosen_language
from views.markup import show_problem, show_remark
from views.streamlit_compat.address_bar import replace_query
from views.streamlit_compat.navigation import StreamlitPage


def page(say: Translator) -> StreamlitPage:
    """Return the page as the navigation knows it."""
    return st.Page(show, title=say("简报出图"), url_path=PATH)


def show() -> None:
    """Draw the page, or one message saying what is wrong with the data."""
    say = chosen_language()
    try:
        plan = current_plan()
    except PlanningError as problem:
        show_problem(say("数据有问题，暂不能出图。改正文件后刷新页面即可。"), problem)
        return
    unknown = begin(plan)
    settings = SETTINGS.settings
    _show_title(plan, say)
    if unknown:
        show_remark(say("地址中的 {parts} 不属于本规划，已忽略。", parts=say.join(list(unknown))))
    show_choice(plan, settings, say)
    brief = brief_of(settings, plan, say.language, link_to_view(settings, say.language))
    show_controls(plan, settings, own_words(plan, brief), say)
    order = Order(brief, settings.size, settings.dpi, settings.master)
    day = settings.data_date or date.today()
    is_sound = show_preview(plan, brief, settings, say)
    if is_sound:
        show_downloads(plan, order, day, say)
    else:
        show_no_downloads(say)
    show_series(plan, order, day, say, can_start=is_sound)
    replace_query(encoded(write_address(settings, say.language)), PATH)


def show_way_to_briefing(view: View, say: Translator) -> None:
    """Draw the link that leads from the map to a sheet of what it shows."""
    with st.container(key="to_briefing"):
        st.page_link(
            page(say),
            label=say("出图"),
            icon=":material/print:",
            query_params=link_address(from_view(Settings(), view), say.language),
        )


def _show_title(plan: Plan, say: Translator) -> None:
    st.html(
        Markup("<header class='title'><h1>{}<small>{}</small></h1></header>").format(
            say("简报出图"), layout_name(plan, say)
        )
    )
