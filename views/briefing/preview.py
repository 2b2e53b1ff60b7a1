"""The preview of 简报出图: the sheet itself, or what stands in its way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic_ns
from typing import Final

import streamlit as st

from briefings.brief import Brief, Release, missing_for_release
from briefings.exports import own_words
from briefings.paper.size import SIZES
from briefings.sheet import drawn, rendered
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import Translator
from layers.basemaps import BASEMAPS
from services.plans import current_plan
from views.briefing.settings import FIELD_NAMES, Settings
from views.briefing.state import SETTINGS
from views.markup import show_problem, show_remark
from views.streamlit_compat.inline_picture import png_address

_PREVIEW_DPI: Final = 120
_PREVIEWED_AS: Final = {"uhd": "hd"}
"""Sizes whose preview is the same drawing with fewer pixels."""


@dataclass(frozen=True)
class Preview:
    """A sheet as PNG, its width in pixels, and what is to be told about how it came out."""

    picture: bytes
    width: int
    remarks: tuple[str, ...] = ()


@lru_cache(maxsize=32)
def preview(plan: Plan, brief: Brief, size: str, _attempt: int = 0) -> Preview:
    """Return a sheet for the screen: the file itself, of paper and 4K with fewer dots.

    Raises a `PlanningError` for a sheet that cannot be made. Another `_attempt` draws it anew.
    """
    page = SIZES[_PREVIEWED_AS.get(size, size)]
    canvas = drawn(plan, brief, page)
    picture = rendered(canvas, page, dpi=_PREVIEW_DPI, form="png")
    return Preview(picture, page.pixels(_PREVIEW_DPI)[0], tuple(canvas.remarks))


def warm_up() -> None:
    """Draw the sheet shown first; what it needs is then in memory for all others too."""
    with suppress(PlanningError):  # the page itself says what is wrong
        preview(current_plan(), Brief(), "hd")


def show_preview(plan: Plan, brief: Brief, settings: Settings, say: Translator) -> bool:
    """Draw the sheet, or say in its place why there is none; return whether there is one."""
    with st.container(key="preview"):
        try:
            made = preview(plan, brief, settings.size, settings.attempt)
        except PlanningError as problem:
            _show_obstacle(brief, problem, say)
            return False
        title = brief.title or own_words(plan, brief)[0]
        st.image(png_address(made.picture), width=made.width, alt=title)
    if made.remarks:
        _show_remarks(made.remarks, say, can_retry=bool(BASEMAPS[brief.basemap].tiles))
    return True


def _show_remarks(remarks: tuple[str, ...], say: Translator, *, can_retry: bool) -> None:
    with st.container(key="remarks", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap="small"):
            for remark in remarks:
                show_remark(remark)
        if can_retry:
            st.button(say("再试一次"), on_click=lambda: SETTINGS.change(attempt=monotonic_ns()))


def _show_obstacle(brief: Brief, problem: PlanningError, say: Translator) -> None:
    missing = missing_for_release(brief) if brief.release is Release.PUBLIC else ()
    if missing and len(str(problem).splitlines()) <= _LINES_OF_ONE_FAULT:
        show_remark(
            say(
                "正式发布还缺：{parts}。在左侧补填后即可预览和下载，或改为内部资料。",
                parts=say.join([say(FIELD_NAMES[name]) for name in missing]),
            )
        )
        return
    show_problem(say("按现在的设置不能出图，请按下列各条改正。"), problem)


_LINES_OF_ONE_FAULT: Final = 2
"""A `BriefError` says that there is no briefing, then one line a fault."""
