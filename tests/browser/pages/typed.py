"""A field, a button and a run that takes its time: what becomes of a click is read from outside.

The address says what the text does to the button (`gone`, `disabled`) and how long a run lasts.
"""

import time

import streamlit as st

from geo.translation import Language
from views.streamlit_compat.page_script import run_scripts
from views.streamlit_compat.typed_first import typed_first

asked = st.query_params
run_scripts(typed_first(Language(asked.get("lang", "zh")), longest_s=1.5))
made = st.session_state.setdefault("made", [])
text = (st.text_area if "area" in asked else st.text_input)("Title")
if text:
    time.sleep(float(asked.get("seconds", "0.3")))
if not (text and "gone" in asked):
    st.button(
        "Make", on_click=made.append, args=(text,), disabled=bool(text and "disabled" in asked)
    )
st.text(f"Made of: {made}")
