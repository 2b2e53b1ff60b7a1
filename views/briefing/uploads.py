"""Files that users give to 简报出图: a logo, and a template for slides.

Streamlit forgets an upload when another page is shown; the settings keep it, and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from briefings.deck.master import design_of
from geo.errors import PlanningError
from geo.translation import Translator
from views.briefing.settings import Settings
from views.briefing.state import SETTINGS
from views.markup import show_hint, show_problem
from views.streamlit_compat.upload_label import show_upload_label


@dataclass(frozen=True)
class Upload:
    """One file to be given: the settings that keep its content and its name."""

    part: str
    label: str
    types: tuple[str, ...]
    most_mb: int
    help: str = ""


def logo_upload(settings: Settings, say: Translator) -> None:
    """Ask for a logo. Whether it can be read is said in the preview's place."""
    logo = Upload("logo", say("标志（PNG 或 JPEG）"), ("png", "jpg", "jpeg"), 5)
    _upload(logo, settings, say)


def master_upload(settings: Settings, say: Translator) -> None:
    """Ask for a user's own template of slides."""
    note = say("幻灯片沿用其母版、主题与字体；原有的页会去掉。")
    master = Upload("master", say("幻灯片模板（.pptx）"), ("pptx", "potx"), 50, note)
    _upload(master, settings, say)
    if settings.master_fault:
        show_problem(say("这个模板没有采用，幻灯片用自带的版式。"), settings.master_fault)


def _fault_of_master(content: bytes | None) -> str:
    """Return what is wrong with a template of slides, nothing if it can serve."""
    try:
        design_of(content)
    except PlanningError as problem:
        return str(problem)
    return ""


def _upload(upload: Upload, settings: Settings, say: Translator) -> None:
    key = f"briefing_{upload.part}_{say.language}"
    types = say.join([f".{extension}" for extension in upload.types])
    show_upload_label(key, say, most_mb=upload.most_mb, types=types)
    given: Any = st.file_uploader(
        upload.label,
        type=list(upload.types),
        max_upload_size=upload.most_mb,
        help=upload.help or None,
        key=key,
        on_change=_taking(upload.part, key),
    )
    kept = getattr(settings, f"{upload.part}_name")
    if kept and given is None:
        show_hint(say("沿用已上传的“{name}”", name=kept))
        st.button(
            say("不再使用"),
            key=f"{key}_drop",
            on_click=lambda: SETTINGS.change(**{upload.part: None, f"{upload.part}_name": ""}),
        )


def _taking(part: str, key: str) -> Callable[[], None]:
    def take() -> None:
        given = st.session_state[key]
        content, name = (given.getvalue(), given.name) if given else (None, "")
        if part == "master":
            fault = _fault_of_master(content)
            content, name = (None, "") if fault else (content, name)
            SETTINGS.change(master_fault=fault)
        SETTINGS.change(**{part: content, f"{part}_name": name})

    return take
