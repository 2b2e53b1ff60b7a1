"""Above the preview of 简报出图: which template, and what it is about."""

from __future__ import annotations

import streamlit as st

from briefings.brief import TEMPLATES, Subject
from geo.plan import Plan
from geo.translation import Translator
from views.briefing.settings import Settings, choices, in_sight, kind_title
from views.briefing.state import SETTINGS


def show_choice(plan: Plan, settings: Settings, say: Translator) -> None:
    """Draw the templates, and the subjects of the one that is chosen."""
    template = TEMPLATES[settings.template]
    left, right = st.columns([0.63, 0.37], gap="small")
    with left:
        st.segmented_control(
            say("模板"),
            list(TEMPLATES),
            format_func=lambda key: say(TEMPLATES[key].title),
            required=True,
            label_visibility="collapsed",
            wrap=True,
            **SETTINGS.bind("template", settings.template, say.language),
        )
    if not template.most:
        return
    known = choices(plan, template)
    shown = in_sight(settings, plan)
    with right:
        if template.most > 1:
            st.multiselect(
                say("对比的片区（{least}–{most} 个）", least=template.least, most=template.most),
                list(known),
                format_func=lambda key: str(say.name(vars(known[key]))),
                max_selections=template.most,
                placeholder=say("选择片区"),
                label_visibility="collapsed",
                wrap=True,
                **SETTINGS.bind("compared", list(shown), say.language, kept_as=tuple),
            )
        else:
            st.selectbox(
                say("对象"),
                list(known),
                format_func=lambda key: subject_label(key, known[key], say),
                label_visibility="collapsed",
                **SETTINGS.bind("subject", shown[0] if shown else None, say.language),
            )


def subject_label(key: str, subject: Subject, say: Translator) -> str:
    """Return how a subject stands in the list, with the reason where it cannot be drawn."""
    missing = "" if subject.ground is not None else say("（范围未公布，不能单独出图）")
    return f"{say(kind_title(key))} · {say.name(vars(subject))}{missing}"
