"""The files of one briefing: a button each; nothing is made before it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from briefings.paper.size import SIZES
from geo.plan import Plan
from geo.translation import Translator
from views.briefing.files import FILES, FileKind, Order, file_name, own_words
from views.markup import show_hint


def show_downloads(plan: Plan, order: Order, day: date, say: Translator) -> None:
    """Draw the buttons, and what the files will be called."""
    title = order.brief.title or own_words(plan, order.brief)[0]
    with st.container(key="downloads", horizontal=True, gap="small"):
        for number, kind in enumerate(FILES.values()):
            st.download_button(
                say("下载 {kind}", kind=say(kind.label)) if not number else say(kind.label),
                data=_making(plan, order, kind),
                file_name=file_name(title, day, kind.extension),
                mime=kind.media_type,
                help=say(kind.use),
                type="secondary" if number else "primary",
                icon=":material/download:" if not number else None,
                on_click="ignore",
                key=f"briefing_download_{kind.key}",
            )
    show_hint(_particulars(order, file_name(title, day, "").rstrip("."), say))


def show_no_downloads(say: Translator) -> None:
    """Draw the buttons as they are when there is nothing to download."""
    with st.container(key="downloads", horizontal=True, gap="small"):
        for number, kind in enumerate(FILES.values()):
            label = say("下载 {kind}", kind=say(kind.label)) if not number else say(kind.label)
            st.button(label, disabled=True, key=f"briefing_no_download_{kind.key}")


def _making(plan: Plan, order: Order, kind: FileKind) -> Callable[[], bytes]:
    return lambda: kind.make(plan, order)


def _particulars(order: Order, name: str, say: Translator) -> str:
    size = SIZES[order.size]
    width, height = size.pixels(order.dpi)
    return say(
        "{size} · PNG {width} × {height} 像素 · 文件名 {name}",
        size=say(size.title),
        width=width,
        height=height,
        name=name,
    )
