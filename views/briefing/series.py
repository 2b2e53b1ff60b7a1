"""Many sheets at once: an atlas, or several templates in several formats as a zip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from briefings.brief import TEMPLATES
from briefings.exports import EXPORTS, Order
from briefings.files import KINDS, file_name
from geo.plan import Plan
from geo.translation import N_, Translator
from views.briefing.atlas import ask_for_atlas
from views.briefing.batch import batch, briefs_of, items
from views.briefing.choice import subject_label
from views.briefing.job import Job
from views.briefing.progress import current_job, show_job, start
from views.briefing.settings import choices
from views.markup import show_hint

_SERIES: Final = {"atlas": N_("图册"), "batch": N_("批量")}
_FIRST_FORMATS: Final = ("png", "pdf")


def show_series(plan: Plan, order: Order, day: date, say: Translator, *, can_start: bool) -> None:
    """Draw what can be made of many sheets, and how far the making is."""
    running = current_job()
    with st.expander(say("图册与批量出图"), expanded=running is not None, key="series"):
        series = st.segmented_control(
            say("图册与批量出图"),
            list(_SERIES),
            format_func=lambda key: say(_SERIES[key]),
            default="atlas",
            required=True,
            label_visibility="collapsed",
            key=f"briefing_series_{say.language}",
            persist_state="session",
        )
        ask = ask_for_atlas if series == "atlas" else _ask_for_batch
        job = ask(plan, order, day, say)
        pressed = st.button(
            say("开始制作"),
            disabled=job is None or not can_start or (running is not None and running.running),
            key="briefing_start",
        )
        if pressed and job is not None:
            start(job)
            st.rerun()
        show_job(say)


def _ask_for_batch(plan: Plan, order: Order, day: date, say: Translator) -> Job | None:
    """Ask for templates, subjects and formats; return the batch, not yet begun, if it has files."""
    show_hint(say("按当前设置，把所选模板按所选格式各出一份，打成一个压缩包。"))
    left, right = st.columns([0.62, 0.38], gap="small")
    with left:
        templates = st.multiselect(
            say("模板"),
            list(TEMPLATES),
            default=list(TEMPLATES),
            format_func=lambda key: say(TEMPLATES[key].title),
            wrap=True,
            key=f"briefing_batch_templates_{say.language}",
            persist_state="session",
        )
    with right:
        formats = st.multiselect(
            say("格式"),
            list(EXPORTS),
            default=list(_FIRST_FORMATS),
            format_func=lambda key: say(KINDS[key].label),
            wrap=True,
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
    return Job(partial(batch, plan, found), name, KINDS["zip"].media_type)


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
