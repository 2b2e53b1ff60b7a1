"""The plan as one HTML file: map, cards and table, which opens from a disk without a network."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup
from xstatic.pkg import leaflet

from briefings.brief import Brief, require_sound
from briefings.cards.markup import card_style, joined
from briefings.cards.page import edition, language_switch, page_title
from briefings.publication import published
from geo.plan import Plan
from geo.translation import Translator
from layers import catalogue
from layers.basemaps import OFFLINE
from layers.document import CLIENT, OFFLINE_SCRIPTS, client_script, client_style, script_value
from layers.features import collection, overview_zoom
from layers.map_options import layer_options, leaflet_options, map_options, middle

_LEAFLET: Final = Path(leaflet.BASE_DIR)
_PAGE: Final = Markup(
    "<!DOCTYPE html>\n<html lang='{language}'>\n<head>\n<meta charset='utf-8'>\n"
    "<meta http-equiv='Content-Security-Policy' content=\"{policy}\">\n"
    "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
    "<link rel='icon' href='data:,'>\n<title>{title}</title>\n<style>{style}</style>\n</head>\n"
    "<body>\n{switch}\n{editions}\n<script>{script}</script>\n</body>\n</html>\n"
)


def offline_page(plan: Plan, brief: Brief) -> bytes:
    """Return the page (UTF-8) of a plan; the same plan and briefing give the same bytes.

    It shows the whole plan on the offline basemap, whichever template and basemap the briefing
    names: its layers are those shown first, and a zone that it is about is the one chosen first.
    A public page leaves out private fields and says which. The browser is told to load nothing
    and to run our script alone, whatever the texts hold.
    Raises a `BriefError` for a briefing that cannot be made.
    """
    require_sound(brief, plan)
    publication = published(plan, brief)
    script = _script(publication.plan, brief)
    page = _PAGE.format(
        language=brief.languages[0],
        policy=_policy(script),
        title=page_title(publication.plan, brief, brief.translators[0]),
        style=_own(_style()),
        switch=language_switch(brief.languages),
        editions=joined(edition(publication, brief, say) for say in brief.translators),
        script=_own(script),
    )
    return page.encode()


def _own(text: str) -> Markup:
    """Return our own script or style sheet as it is; texts of the plan stand in it escaped."""
    return Markup(text)  # noqa: S704


def _policy(script: str) -> str:
    """Return a content security policy: this script, styles, pictures in the page, no request."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _script(plan: Plan, brief: Brief) -> str:
    call = f"LiangjiLiangdai.openPage({script_value(_content(plan, brief))});"
    return "\n".join([_leaflet_script(), client_script(OFFLINE_SCRIPTS), call])


@cache
def _leaflet_script() -> str:
    """Return Leaflet without the address of its source map."""
    script = (_LEAFLET / "leaflet.js").read_text("utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", script).strip()


@cache
def _style() -> str:
    """Return all style sheets; Leaflet's without its pictures, none of which we show."""
    of_leaflet = (_LEAFLET / "leaflet.css").read_text("utf-8")
    without_pictures = re.sub(r"[\w-]+:\s*url\([^)]*\);", "", of_leaflet)
    of_page = (CLIENT / "page.css").read_text("utf-8")
    return "\n".join([without_pictures, client_style(), card_style(), of_page])


def _content(plan: Plan, brief: Brief) -> dict[str, Any]:
    """Return what the client is told: editions, how the map moves, what is shown first."""
    lon, lat = middle(plan)
    zones = [
        name for kind, _, name in (key.partition("/") for key in brief.subjects) if kind == "zone"
    ]
    return {
        "editions": [_edition(plan, brief, say) for say in brief.translators],
        "leaflet": {
            **leaflet_options(plan),
            "center": [lat, lon],
            "zoom": overview_zoom(plan),
            "zoomControl": False,
            "attributionControl": False,
        },
        "view": {
            "zone": zones[0] if zones else None,
            "layers": list(brief.layers),
            "basemap": OFFLINE,
            "key": "",
            "subdistrict": None,
            "focus": None,
        },
    }


def _edition(plan: Plan, brief: Brief, say: Translator) -> dict[str, Any]:
    """Return the map of the page in one language with all its features."""
    return {
        "title": page_title(plan, brief, say),
        "map": map_options(plan, say, basemaps=[OFFLINE], approval_number=brief.approval_number),
        "layers": [
            {**layer_options(layer, plan, say), "features": collection(layer.draw(plan, say))}
            for layer in catalogue.ALL.values()
        ],
    }
