"""What is done before the first visitor comes."""

from __future__ import annotations

import gc
from importlib import import_module

from services import routes
from views.briefing.preview import warm_up as warm_up_preview


def prepare() -> None:
    """Load the pages, draw the map and a sheet, and take what stays out of garbage collection.

    Streamlit collects garbage after every run, before the browser has the run's last messages.
    With a plan, pandas and matplotlib in memory that takes some 100 ms; frozen, they cost nothing.
    """
    for page in ("views.spatial_layout", "views.site_search"):
        import_module(page)
    routes.warm_up()
    warm_up_preview()
    gc.collect()
    gc.freeze()
