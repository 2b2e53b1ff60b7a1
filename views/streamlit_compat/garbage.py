"""Memory that stays, left out of garbage collection.

Streamlit collects garbage after every run, before the browser has the run's last messages. With a
plan, pandas and matplotlib in memory that takes some 100 ms a click; frozen, they cost nothing.
Without it every click is that much slower. Streamlit's own switch (`runner.postScriptGC`, hidden)
leaves the figures of matplotlib, which hold one another, in memory until Python looks by itself:
over 24 sheets that was 65 MB more, and a look took twenty times as long.
"""

from __future__ import annotations

import gc


def out_of_garbage_collection() -> None:
    """Take all that is in memory now out of all later collections."""
    gc.collect()
    gc.freeze()
