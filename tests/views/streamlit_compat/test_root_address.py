"""Streamlit still asks the window for the application's root."""

from __future__ import annotations

from tests.views.streamlit_compat.release import VERSION, ships


def test_the_browser_is_asked_for_the_root() -> None:
    assert ships("window.__streamlit") and ships("BACKEND_BASE_URL"), (
        f"{VERSION} no longer reads window.__streamlit.BACKEND_BASE_URL: a page with a path of its "
        "own looks for the root by trial again (views/streamlit_compat/root_address.py)"
    )
