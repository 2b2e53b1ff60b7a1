"""`st.Page` still returns the type that annotations name."""

from __future__ import annotations

import streamlit.typing
from streamlit.testing.v1 import AppTest

from tests.views.streamlit_compat.release import VERSION
from views.streamlit_compat.navigation import StreamlitPage

_PAGE = """
import streamlit as st
st.session_state.made = st.Page(lambda: None, title="x", url_path="x")
"""


def test_a_page_is_of_the_type_that_annotations_name() -> None:
    made = AppTest.from_string(_PAGE).run().session_state.made
    assert isinstance(made, StreamlitPage), (
        f"{VERSION}: st.Page returns {type(made).__name__}; the annotations of the pages name "
        "another type (views/streamlit_compat/navigation.py)"
    )


def test_the_type_has_no_public_name_yet() -> None:
    assert "StreamlitPage" not in streamlit.typing.__all__, (
        f"{VERSION} gives the type a public name: import it from streamlit.typing, "
        "views/streamlit_compat/navigation.py is no longer needed"
    )
