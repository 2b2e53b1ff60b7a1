"""Memory that Streamlit's garbage collection after every run leaves out."""

from __future__ import annotations

import gc


def out_of_garbage_collection() -> None:
    """Take all that is in memory now out of garbage collection.

    Streamlit collects garbage after every run, before the browser has the run's last messages.
    With a plan, pandas and matplotlib in memory that takes some 100 ms; frozen, they cost nothing.
    """
    gc.collect()
    gc.freeze()
