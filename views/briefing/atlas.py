"""The atlas on 简报出图: which subjects, as what kind of file, and how it is made."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Event

import streamlit as st

from briefings.atlas import FORMS, Form, Output, atlas
from briefings.atlas import Work as AtlasWork
from briefings.brief import SUBJECT_KINDS, TEMPLATES
from briefings.exports import Order
from briefings.files import file_name
from geo.plan import Plan
from geo.translation import Translator
from views.briefing.choice import subject_label
from views.briefing.job import Job, Made, Progress, Work
from views.briefing.settings import choices
from views.markup import show_hint


def work_of(plan: Plan, order: Order, subjects: list[str], form: Form) -> Work:
    """Return the work of making an atlas of some subjects."""
    output = Output(form, order.size, order.dpi, order.master)

    def make(progress: Progress, stop: Event) -> Made | None:
        work = AtlasWork(lambda done, total, _seconds: progress(done, total), stop)
        made = atlas(plan, order.brief, subjects, output, work)
        return None if made is None else Made(made.content, tuple(map(str, made.failures)))

    return make


def ask_for_atlas(plan: Plan, order: Order, day: date, say: Translator) -> Job | None:
    """Ask what the atlas is about and how to bind it; return it, not yet begun, if it has pages."""
    show_hint(say("所选对象各出一页“单片区图”，装订成册；幅面、语言、图层和文字按当前设置。"))
    left, right = st.columns([0.62, 0.38], gap="small")
    with left:
        kinds = _ask_for_kinds(plan, say)
    with right:
        binding = st.selectbox(
            say("装订"),
            list(FORMS),
            format_func=lambda key: say(FORMS[key].label),
            key=f"briefing_atlas_binding_{say.language}",
            persist_state="session",
        )
    subjects = _ask_for_subjects(plan, kinds, say)
    if not subjects:
        return None
    kind = FORMS[binding]
    name = file_name(order.brief.title or say("图册"), day, kind.extension)
    return Job(work_of(plan, order, subjects, binding), name, kind.media_type)


def _ask_for_kinds(plan: Plan, say: Translator) -> list[str]:
    count = Counter(subject.kind for subject in choices(plan, TEMPLATES["subject"]).values())
    chosen: list[str] = st.segmented_control(
        say("对象"),
        list(SUBJECT_KINDS),
        selection_mode="multi",
        default=["zone"],
        format_func=lambda kind: f"{say(SUBJECT_KINDS[kind])} {count[kind]}",
        wrap=True,
        key=f"briefing_atlas_kinds_{say.language}",
        persist_state="session",
    )
    return chosen


def _ask_for_subjects(plan: Plan, kinds: list[str], say: Translator) -> list[str]:
    """Return the subjects of these kinds, or those picked from them."""
    known = {
        key: subject
        for key, subject in choices(plan, TEMPLATES["subject"]).items()
        if subject.kind in kinds
    }
    picked: list[str] = st.multiselect(
        say("只要其中几个"),
        list(known),
        format_func=lambda key: subject_label(key, known[key], say),
        placeholder=say("全部 {count} 个", count=len(known)),
        key=f"briefing_atlas_subjects_{'_'.join(kinds)}_{say.language}",
        persist_state="session",
    )
    return picked or list(known)
