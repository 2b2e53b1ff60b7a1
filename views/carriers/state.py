"""Changes to the inventory from the page: kept, and what became of it said on the next run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from geo.carriers.inventory import Inventory
from geo.errors import PlanningError
from views.inventory import current_inventory, keep
from views.markup import show_problem, show_remark

_OUTCOME: Final = "carriers_outcome"


def change(
    edit: Callable[[Inventory], Inventory], action: str, *, failed: str, seen: str | None = None
) -> None:
    """Change the inventory and say so; where it cannot be, `failed` leads the reason.

    `action` stands in the history, and is what is said. What replaces all there is names the
    version that was `seen`, and is refused where somebody else has changed it since.
    """
    try:
        keep(edit(current_inventory()), action, seen=seen)
    except PlanningError as problem:
        st.session_state[_OUTCOME] = (failed, str(problem))
    else:
        st.session_state[_OUTCOME] = (action, "")


def attempt(step: Callable[[], None], said: str, *, failed: str) -> None:
    """Take a step that changes the inventory by itself (undo), and say what became of it."""
    try:
        step()
    except PlanningError as problem:
        st.session_state[_OUTCOME] = (failed, str(problem))
    else:
        st.session_state[_OUTCOME] = (said, "")


def show_outcome() -> None:
    """Draw what became of the last change, once."""
    said, problem = st.session_state.pop(_OUTCOME, ("", ""))
    if problem:
        show_problem(said, problem)
    elif said:
        show_remark(said)
