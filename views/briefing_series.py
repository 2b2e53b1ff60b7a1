"""Many sheets at once: several templates in several formats as a zip, or an atlas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from geo.plan import Plan
from layers.brief import TEMPLATES
from layers.language import Translator
from views.briefing_batch import batch, briefs_of, items
from views.briefing_choice import subject_label
from views.briefing_files import FILES, Order, file_name
from views.briefing_job import Job
from views.briefing_progress import current_job, show_job, start
from views.briefing_settings import choices
from views.markup import show_hint

Making = Callable[[], Job]

_FIRST_FORMATS: Final = ("png", "pdf")


def show_series(plan: Plan, order: Order, day: date, say: Translator) -> None:
    """Draw what can be made of many sheets, and how far the making is."""
    with st.expander(say("批量出图"), expanded=current_job() is not None):
        making = _batch(plan, order, day, say)
        job = current_job()
        st.button(
            say("开始制作"),
            disabled=making is None or (job is not None and job.running),
            on_click=partial(start, making) if making else None,
        )
        show_job(say)


def _batch(plan: Plan, order: Order, day: date, say: Translator) -> Making | None:
    """Ask for templates, subjects and formats; return how to make them, if any are chosen."""
    show_hint(say("按当前设置，把所选模板按所选格式各出一份，打成一个压缩包。"))
    left, right = st.columns(2, gap="small")
    with left:
        templates = st.multiselect(
            say("模板"),
            list(TEMPLATES),
            default=list(TEMPLATES),
            format_func=lambda key: say(TEMPLATES[key].title),
            key=f"briefing_batch_templates_{say.language}",
            persist_state="session",
        )
    with right:
        formats = st.multiselect(
            say("格式"),
            list(FILES),
            default=list(_FIRST_FORMATS),
            format_func=lambda key: say(FILES[key].label),
            key=f"briefing_batch_formats_{say.language}",
            persist_state="session",
        )
    subjects = _batch_subjects(plan, say) if "subject" in templates else []
    briefs = briefs_of(plan, order.brief, templates, subjects)
    orders = [replace(order, brief=brief) for brief in briefs]
    found = items(plan, orders, formats, day)
    show_hint(say("共 {count} 个文件", count=len(found)))
    if not found:
        return None
    name = file_name(say("简报批量"), day, "zip")
    return lambda: Job(partial(batch, plan, found), name, "application/zip")


def _batch_subjects(plan: Plan, say: Translator) -> list[str]:
    known = {
        key: subject
        for key, subject in choices(plan, TEMPLATES["subject"]).items()
        if subject.ground is not None
    }
    chosen: list[str] = st.multiselect(
        say("单片区图的对象"),
        list(known),
        default=[key for key in known if key.startswith("zone/")],
        format_func=lambda key: subject_label(key, known[key], say),
        placeholder=say("选择片区、园区或街道"),
        key=f"briefing_batch_subjects_{say.language}",
        persist_state="session",
    )
    return chosen
