"""Telling the browser early what the map will need, so that it loads while Streamlit starts.

Streamlit asks for the map's frame, and for the scripts of each kind of widget, only after its own
bundle has run. All of it has versioned addresses that can be fetched before: a `Link` header on
the page names them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.crs import Datum
from geo.errors import PlanningError
from geo.plan import Plan
from layers import catalogue
from layers.language import Language
from views.routes import asset_addresses, base_path, layer_address
from views.store import current_plan

_STATIC: Final = Path(st.__file__).parent / "static"
_CHUNKS: Final = ("ComponentInstance", "Html", "Selectbox", "Checkbox", "Radio", "ButtonGroup")
"""Streamlit's own scripts of what the page shows first; it loads each when it is first shown."""


@lru_cache(maxsize=2)
def preload_links(plan: Plan) -> str:
    """Return the value of the `Link` header for a plan (RFC 8288), relative to the root."""
    layers = (*catalogue.SHOWN_FIRST, catalogue.BASE.key)
    addresses = [
        *(f"static/js/{chunk}" for chunk in streamlit_chunks()),
        *asset_addresses(plan),
        *(layer_address(plan, layer, Language.CHINESE, Datum.WGS84) for layer in layers),
    ]
    return ", ".join(f"<./{address}>; rel=prefetch" for address in addresses)


@lru_cache(maxsize=1)
def streamlit_chunks() -> list[str]:
    """Return the files of `_CHUNKS` and what they import, less what the page loads anyway.

    File names carry a digest of Streamlit's release, so they are found, not written down; another
    layout of its bundle gives fewer names, never wrong ones.
    """
    bundle = _STATIC / "static" / "js"
    page = (_STATIC / "index.html").read_text("utf-8")
    found: list[str] = []
    waiting = [path.name for name in _CHUNKS for path in bundle.glob(f"{name}.*.js")]
    while waiting:
        name = waiting.pop(0)
        if name in found or name in page or not (bundle / name).is_file():
            continue
        found.append(name)
        waiting += re.findall(
            r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""", (bundle / name).read_text("utf-8")
        )
    return found


class PreloadMiddleware:
    """Adds the `Link` header to the application's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; mark the answer when it is the page."""
        if scope["type"] != "http" or scope["path"].startswith(f"{base_path()}/map/"):
            await self.app(scope, receive, send)
            return

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    self._add(headers)
            await send(message)

        await self.app(scope, receive, mark)

    @staticmethod
    def _add(headers: MutableHeaders) -> None:
        try:
            headers["Link"] = preload_links(current_plan())
        except PlanningError:
            return  # the page itself says what is wrong
