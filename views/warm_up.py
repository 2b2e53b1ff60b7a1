"""Pages, map and a first sheet, made before the first visitor comes."""

from __future__ import annotations

from importlib import import_module

from services import routes
from views.briefing.preview import warm_up as warm_up_preview
from views.streamlit_compat.garbage import out_of_garbage_collection


def warm_up() -> None:
    """Load the pages, draw the map and a sheet, and take them out of garbage collection."""
    for page in ("views.spatial_layout", "views.site_search"):
        import_module(page)
    routes.warm_up()
    warm_up_preview()
    out_of_garbage_collection()
