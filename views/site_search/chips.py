"""The criteria asked for as chips: each opens to be changed, a cross takes it off."""

from __future__ import annotations

import re
from typing import Final, Literal

import streamlit as st

from geo.plan import Plan
from geo.search.query import CRITERIA, Query
from geo.search.sentences import chip
from geo.translation import Translator
from views.site_search.criteria import show_criterion
from views.site_search.panel import Panel
from views.site_search.state import ask_for


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
    words = _label(_words(criterion, query, panel.plan, say))
    kind: Literal["primary", "secondary"] = "secondary" if is_wish else "primary"
    with st.popover(words, type=kind, key=f"open_{criterion}"):
        show_criterion(panel, criterion)
    st.button(
        say("去掉“{criterion}”", criterion=say(CRITERIA[criterion])),
        type=kind,
        icon=":material/close:",
        key=f"drop_{criterion}",
        on_click=ask_for,
        args=(query.without(criterion),),
    )


def _words(criterion: str, query: Query, plan: Plan, say: Translator) -> str:
    words = chip(criterion, query, plan, say)
    weight = query.weights.get(criterion)
    if weight is None:
        return words
    if weight == 1:
        return say("希望：{words}", words=words)
    return say("希望 ×{weight}：{words}", weight=f"{weight:g}", words=words)


def _label(text: str) -> str:
    """Return a text as a label shows it word for word: labels are Markdown."""
    return _MARKS.sub(r"\\\1", text)


_MARKS: Final = re.compile(r"([\\`*_\[\]<>$:~#!|&])")
