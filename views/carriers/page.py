"""The page 载体台账: one part at a time, chosen above."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from markupsafe import Markup

from briefings.cards.headline import layout_name
from geo.carriers.inventory import Inventory
from geo.carriers.store import StoreError
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import N_, Language, Translator
from services.plans import current_plan
from views.carriers.book import show_book
from views.carriers.commitments import show_commitments
from views.carriers.importing import show_importing
from views.carriers.listing import show_history, show_listing
from views.carriers.state import show_outcome
from views.inventory import current_inventory
from views.language import chosen_language, language_switch
from views.markup import show_problem
from views.streamlit_compat.address_bar import replace_query
from views.streamlit_compat.navigation import StreamlitPage

PATH: Final = "carriers"
_PART: Final = "carriers_part"
_PARTS: Final[dict[str, tuple[str, Callable[[Plan, Inventory, Translator], None]]]] = {
    "book": (N_("分年台账"), show_book),
    "holding": (N_("预留"), show_commitments),
    "importing": (N_("导入"), show_importing),
    "listing": (N_("载体清单"), show_listing),
}


def page(say: Translator) -> StreamlitPage:
    """Return the page as the navigation knows it."""
    return st.Page(show, title=say("载体台账"), url_path=PATH)


def show() -> None:
    """Draw the page, or one message saying what is wrong with the data."""
    say = chosen_language()
    st.html(_style())
    _show_languages(say)
    try:
        plan = current_plan()
    except PlanningError as problem:
        show_problem(say("数据有问题，暂不能记账。改正文件后刷新页面即可。"), problem)
        return
    try:
        inventory = current_inventory()
    except StoreError as problem:
        show_problem(say("台账读不出来。"), problem)
        with suppress(StoreError):  # the history cannot be read either: that is the problem said
            show_history(say)
        return
    _show_title(plan, inventory, say)
    show_outcome()
    part = st.segmented_control(
        say("部分"),
        list(_PARTS),
        format_func=lambda key: say(_PARTS[key][0]),
        default="book",
        required=True,
        label_visibility="collapsed",
        key=_PART,
    )
    with st.container(key=f"carriers_{part}"):
        _PARTS[part][1](plan, inventory, say)


def _show_languages(say: Translator) -> None:
    """Draw the switch beside the title: this page has no side bar. The address keeps its choice."""
    with st.container(key="languages"):
        language_switch(say)
    is_usual = say.language is Language.CHINESE
    replace_query("" if is_usual else f"lang={say.language}", PATH)


@cache
def _style() -> str:
    sheet = Path(__file__).with_name("carriers.css").read_text("utf-8")
    return f"<style>{sheet}</style>"


def _show_title(plan: Plan, inventory: Inventory, say: Translator) -> None:
    demo = (
        Markup("<span class='demo'>{}</span>").format(say("演示数据")) if inventory.is_demo else ""
    )
    st.html(
        Markup("<header class='title'><h1>{}<small>{}</small>{}</h1><p>{}</p></header>").format(
            say("载体台账"), layout_name(plan, say), demo, _basis(inventory, say)
        )
    )


def _basis(inventory: Inventory, say: Translator) -> str:
    """Return what the inventory holds."""
    if inventory.carriers.empty and inventory.commitments.empty:
        return say("尚未载入载体：台账按规划的数字和分年交付的假定计。")
    return say(
        "{carriers} 处载体，{held} 笔预留",
        carriers=f"{len(inventory.carriers):,}",
        held=f"{len(inventory.commitments):,}",
    )
