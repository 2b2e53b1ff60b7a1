"""Scripts that run in the page itself.

`st.html` runs a script each time its text is another (`unsafe_allow_javascript`). Without that the
page works, but speaks English in its widgets, holds no clicks back and leaves its address alone.
A component (`st.components.v2`) would run scripts too, by way of a part of Streamlit's bundle that
the first view would have to wait for.
"""

from __future__ import annotations

import streamlit as st


def run_scripts(*scripts: str, style: str = "") -> None:
    """Run scripts in the page, after putting a style sheet there; text from outside has no place.

    The same text is not run again by the next run. `page.css` takes away the gap that the element
    would leave.
    """
    elements = "".join(f"<script>{script}</script>" for script in scripts)
    st.html((f"<style>{style}</style>" if style else "") + elements, unsafe_allow_javascript=True)
