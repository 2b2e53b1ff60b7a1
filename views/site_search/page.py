"""The page 选址: question, criteria, ranked list beside the map, comparison, shortlist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from briefings.cards.headline import layout_name
from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.candidates import Candidates
from geo.translation import Translator
from services.plans import current_plan
from views.inventory import current_inventory
from views.kept import Reading
from views.language import chosen_language
from views.markup import show_problem, show_remark
from views.site_search.answer import Answer, answer, current_candidates, data_version
from views.site_search.criteria import show_chips, show_controls
from views.site_search.picks import show_comparison, show_shortlist
from views.site_search.pins import show_map
from views.site_search.question import show_examples, show_question, show_understanding
from views.site_search.results import show_results
from views.site_search.settings import PATH, Search
from views.site_search.state import SEARCH, begin
from views.streamlit_compat.navigation import StreamlitPage


def page(say: Translator) -> StreamlitPage:
    """Return the page as the navigation knows it."""
    return st.Page(show, title=say("选址"), url_path=PATH)


def show() -> None:
    """Draw the page, or one message saying what is wrong with the data."""
    say = chosen_language()
    st.html(_style())
    try:
        plan = current_plan()
        candidates = current_candidates(plan, current_inventory())
    except PlanningError as problem:
        show_problem(say("数据有问题，暂不能选址。改正文件后刷新页面即可。"), problem)
        return
    reading = begin(plan)
    today = date.today()
    _show_title(candidates, say)
    show_question(plan, today, say)
    if SEARCH.settings.query.asked:
        show_chips(plan, SEARCH.settings.query, say)
    show_understanding(say)
    try:
        found = answer(candidates, SEARCH.settings.query, today)
    except PlanningError as problem:
        show_problem(say("按这些条件不能查找。"), problem)
        return
    search = _known(SEARCH.settings, found)
    _show_reading(reading, search, candidates, say)
    _show_list_and_map(plan, found, search, say)
    show_comparison(found, search, say)
    show_shortlist(found, search, say)
    show_controls(plan, search.query, candidates.source, say)


@cache
def _style() -> str:
    sheet = Path(__file__).with_name("search.css").read_text("utf-8")
    return f"<style>{sheet}</style>"


def _known(search: Search, found: Answer) -> Search:
    """Return the search without candidates that the data do not have, or no longer."""
    return replace(
        search,
        chosen=found.known(search.chosen),
        compared=found.known(search.compared),
        shortlist=found.known(search.shortlist),
    )


def _show_title(candidates: Candidates, say: Translator) -> None:
    plan = candidates.plan
    demo = (
        Markup("<span class='demo'>{}</span>").format(say("演示数据"))
        if candidates.inventory.is_demo
        else ""
    )
    st.html(
        Markup("<header class='title'><h1>{}<small>{}</small>{}</h1><p>{}</p></header>").format(
            say("选址"), layout_name(plan, say), demo, _basis(candidates, say)
        )
    )


def _basis(candidates: Candidates, say: Translator) -> str:
    """Return what is searched."""
    if candidates.source == "carriers":
        return say("检索 {count} 处载体", count=f"{len(candidates):,}")
    return say(
        "未载入载体，按《{title}》检索 {zones} 个片区、{parks} 个园区的新增空间",
        title=say.name(candidates.plan.profile, "title"),
        zones=len(candidates.plan.zones),
        parks=len(candidates.plan.parks),
    )


def _show_reading(
    reading: Reading[Search], search: Search, candidates: Candidates, say: Translator
) -> None:
    """Say what of a link was not understood, names nothing, or was made on other data."""
    opened = reading.settings
    named = {*opened.chosen, *opened.compared, *opened.shortlist}
    lost = [key for key in sorted(named) if key not in candidates.ids]
    unknown = [*reading.unknown, *lost]
    lines = []
    if unknown:
        lines.append(say("地址中的 {parts} 不属于本规划，已忽略。", parts=say.join(unknown)))
    if opened.made_on and opened.made_on != data_version(candidates):
        lines.append(
            say(
                "打开的链接是按另一版数据（{version}）做的，结果可能不同。",
                version=opened.made_on,
            )
        )
    for line in lines:
        show_remark(line)


def _show_list_and_map(plan: Plan, found: Answer, search: Search, say: Translator) -> None:
    with st.container(key="stage"):
        listed, on_map = st.columns([0.42, 0.58], gap="small")
        with on_map:
            show_map(plan, found, search, data_version(found.candidates), say)
        with listed, st.container(key="results"):
            if search.query.asked:
                show_results(found, search, say)
            else:
                show_examples(plan, found.today, say)
