"""The files of one briefing: a button each; nothing is made before it is asked for."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from briefings.exports import EXPORTS, Order, own_words
from briefings.files import KINDS, file_name
from briefings.paper.size import SIZES
from geo.plan import Plan
from geo.translation import Translator
from views.markup import show_hint

_FIRST: Final = next(iter(EXPORTS))


def show_downloads(plan: Plan, order: Order, day: date, say: Translator) -> None:
    """Draw the buttons, and what the files will be called."""
    title = order.brief.title or own_words(plan, order.brief)[0]
    with st.container(key="downloads", horizontal=True, gap="small"):
        for key, make in EXPORTS.items():
            kind, is_first = KINDS[key], key == _FIRST
            st.download_button(
                _label(key, say),
                data=partial(make, plan, order),
                file_name=file_name(title, day, kind.extension),
                mime=kind.media_type,
                help=say(kind.use),
                type="primary" if is_first else "secondary",
                icon=":material/download:" if is_first else None,
                on_click="ignore",
                key=f"briefing_download_{key}",
            )
    show_hint(_particulars(order, file_name(title, day, "").rstrip("."), say))


def show_no_downloads(say: Translator) -> None:
    """Draw the buttons as they are when there is nothing to download."""
    with st.container(key="downloads", horizontal=True, gap="small"):
        for key in EXPORTS:
            st.button(_label(key, say), disabled=True, key=f"briefing_no_download_{key}")


def _label(key: str, say: Translator) -> str:
    label = say(KINDS[key].label)
    return say("下载 {kind}", kind=label) if key == _FIRST else label


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
