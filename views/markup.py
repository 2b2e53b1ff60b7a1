"""HTML on the pages: their style sheet and small lines; the rule is that of `layers/cards`."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from markupsafe import Markup

from briefings.cards.markup import card_style
from geo import __version__
from geo.errors import PlanningError
from geo.translation import Language, Translator
from layers.palette import style_variables
from services.plans import current_plan
from views.streamlit_compat.page_script import run_scripts
from views.streamlit_compat.typed_first import typed_first
from views.streamlit_compat.widget_words import widget_words

_LANGUAGE_TAGS: Final = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}


@cache
def page_style() -> str:
    """Return the pages' style sheet."""
    sheet = Path(__file__).with_name("page.css").read_text("utf-8")
    return f"{style_variables()}{card_style()}{sheet}"


def show_frame(language: Language) -> None:
    """Give the page its style and scripts; have browser, reader and widgets speak its language."""
    spoken = f"document.documentElement.lang = '{_LANGUAGE_TAGS[language]}';"
    run_scripts(spoken, widget_words(language), typed_first(language), style=page_style())


def page_title(page: str, say: Translator) -> str:
    """Return what the browser calls a page: the plan's name, where it can be read, and its own."""
    try:
        return f"{say.name(current_plan().profile)} · {page}"
    except PlanningError:  # the page itself says what is wrong
        return page


def show_hint(text: str) -> None:
    """Draw a small line that explains what stands above it."""
    st.html(Markup("<p class='hint'>{}</p>").format(text))


def show_remark(text: str) -> None:
    """Draw a remark that holds text from outside; `st.info` would read it as Markdown."""
    st.html(Markup("<p class='remark' role='status' dir='auto'>{}</p>").format(text))


def show_problem(said: str, problem: PlanningError | str) -> None:
    """Draw what is wrong: our own words, and those of the error, which may hold text from outside.

    `st.error` would read them as Markdown.
    """
    st.error(said)
    st.code(str(problem), language=None, wrap_lines=True)


def show_heading(text: str) -> None:
    """Draw the heading of a part of the page."""
    st.html(Markup("<h2 class='part'>{}</h2>").format(text))


def show_empty(said: str, steps: list[str]) -> None:
    """Draw what stands where there is nothing yet: that there is nothing, and what to do."""
    items = Markup("").join(Markup("<li>{}</li>").format(step) for step in steps)
    st.html(
        Markup("<div class='empty'><p>{}</p><ol class='steps'>{}</ol></div>").format(said, items)
    )


def show_foot(say: Translator) -> None:
    """Draw the page's last line: which release this is, and which state of the plan's files."""
    parts = [say("版本 {version}", version=__version__)]
    with suppress(PlanningError):  # the page itself says what is wrong
        parts.append(say("规划数据版本 {version}", version=current_plan().version))
    st.html(Markup("<footer class='foot'>{}</footer>").format(" · ".join(parts)))
