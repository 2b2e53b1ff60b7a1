"""Parts of the pages that lean on Streamlit alone: scripts, the address, garbage after each run."""

import gc
from typing import Any

import streamlit as st

from views.streamlit_compat.address_bar import replace_query
from views.streamlit_compat.page_script import run_scripts


@st.cache_resource
def full_collections() -> list[int]:
    """Return a list that grows by one with every full collection of garbage."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, Any]) -> None:
        if phase == "start" and info["generation"] == 2:
            seen.append(len(seen))

    gc.callbacks.append(note)
    return seen


state = st.session_state
state.run = state.get("run", 0) + 1
run_scripts("document.body.dataset.same = 1 + Number(document.body.dataset.same ?? 0);")
run_scripts(f"document.body.dataset.changing = {state.run};")
replace_query(f"run={state.run}", "")
st.button("Again")
st.button("Query", on_click=lambda: st.query_params.update(asked="yes"))
st.text(f"Run {state.run}, collections {len(full_collections())}")
