"""HTML on the pages. Markup is written here and in the drawing modules with `Markup.format`,
which escapes every value put into it; text of the plan never is markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from layers.palette import style_variables


@cache
def page_style() -> str:
    """Return the pages' style sheet as an HTML element."""
    sheet = Path(__file__).with_name("page.css").read_text("utf-8")
    return f"<style>{style_variables()}{sheet}</style>"


def show_hint(text: str) -> None:
    """Draw a small line that explains what stands above it."""
    st.html(Markup("<p class='hint'>{}</p>").format(text))


def show_remark(text: str) -> None:
    """Draw a remark that holds text from outside; `st.info` would read it as Markdown."""
    st.html(Markup("<p class='remark' role='status' dir='auto'>{}</p>").format(text))


def show_heading(text: str) -> None:
    """Draw the heading of a part of the page."""
    st.html(Markup("<h2 class='part'>{}</h2>").format(text))


def joined(parts: Iterable[Markup]) -> Markup:
    """Return pieces of markup one after the other."""
    return Markup("").join(parts)


def definition(rows: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Return labelled values as a definition list."""
    items = (Markup("<dt>{}</dt><dd dir='auto'>{}</dd>").format(*row) for row in rows)
    return Markup("<dl>{}</dl>").format(joined(items))
