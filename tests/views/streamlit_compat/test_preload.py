"""Streamlit's bundle still has the files that are loaded early."""

from __future__ import annotations

import pytest

from tests.views.streamlit_compat.release import SCRIPTS, VERSION
from views.streamlit_compat.preload import element_files


@pytest.mark.parametrize("element", ["ComponentInstance", "Html"])
def test_the_scripts_of_what_is_shown_first_are_in_the_bundle(element: str) -> None:
    assert [name for name in element_files() if name.startswith(f"{element}.")], (
        f"{VERSION} no longer ships static/js/{element}.*.js: preload finds nothing; "
        "the page loads as without it (views/streamlit_compat/preload.py)"
    )


def test_the_scripts_name_what_they_import() -> None:
    assert len(element_files()) > 2, (
        f"{VERSION} no longer writes its imports as ./name.digest.js: only the two elements are "
        "loaded early, not what they need (views/streamlit_compat/preload.py)"
    )
    assert [name for name in element_files() if not (SCRIPTS / name).is_file()] == []
