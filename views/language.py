"""The language of the session: the address says it, a switch changes it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.translation import LANGUAGE_NAMES, LANGUAGE_SWITCH, Language, Translator

KEY: Final = "lang"
_KEPT: Final = "language"
"""The switch forgets what it was set to when another page is shown; this does not."""


def chosen_language() -> Translator:
    """Return the translator of the language in the address or the switch; Chinese by default."""
    state = st.session_state
    chosen = state.get(KEY) or state.get(_KEPT) or st.query_params.get(KEY)
    known = [language for language in Language if language == chosen]
    state[_KEPT] = known[0] if known else Language.CHINESE
    return Translator(state[_KEPT])


def unknown_language() -> str | None:
    """Return the language in the address where there is none of that name."""
    asked = st.query_params.get(KEY)
    return asked if asked and asked not in list(Language) else None


def language_switch(say: Translator) -> None:
    """Draw the switch 中文 / English."""
    st.segmented_control(
        LANGUAGE_SWITCH,
        list(Language),
        format_func=LANGUAGE_NAMES.__getitem__,
        key=KEY,
        default=None if KEY in st.session_state else say.language,
        required=True,
        label_visibility="collapsed",
    )
