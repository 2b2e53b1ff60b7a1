"""Making the first view quick: what the map will need is fetched while Streamlit starts.

Streamlit loads the scripts of each kind of element, and asks for the map's frame, only once its own
bundle has run; React then holds back what arrives late by 300 ms. So the page is given two hints:
a `Link` header names what the map's frame will fetch, and module scripts in its head load the two
kinds of element that are shown first. Without the hints the page is the same, only later.

A page with a path of its own (`/briefing`) shows no map. It is told where the application's root
is, which Streamlit else finds out by asking for addresses that do not exist.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.crs import Datum
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import Language
from layers import catalogue
from services.plans import current_plan
from services.routes import asset_addresses, base_path, layer_address

_STATIC: Final = Path(st.__file__).parent / "static"
_BUNDLE: Final = _STATIC / "static" / "js"
_ELEMENTS: Final = ("ComponentInstance", "Html")
"""Streamlit's scripts of what the page shows first: names in its bundle, before the digest."""


@lru_cache(maxsize=1)
def element_files() -> list[str]:
    """Return the files of `_ELEMENTS` in Streamlit's bundle and of all they import.

    File names carry a digest of Streamlit's release, so they are found, not written down; in a
    bundle laid out otherwise none is found and the page loads as it always does. What the page
    loads anyway is left out.
    """
    page = (_STATIC / "index.html").read_text("utf-8")
    found: list[str] = []
    waiting = [path.name for name in _ELEMENTS for path in sorted(_BUNDLE.glob(f"{name}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in found or name in page or not (_BUNDLE / name).is_file():
            continue
        found.append(name)
        waiting += _IMPORT.findall((_BUNDLE / name).read_text("utf-8"))
    return found


_IMPORT: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@lru_cache(maxsize=2)
def preload_links(plan: Plan) -> str:
    """Return the value of the `Link` header for a plan (RFC 8288), relative to the root."""
    layers = (*catalogue.SHOWN_FIRST, catalogue.BASE.key)
    addresses = [
        *asset_addresses(plan),
        *(layer_address(plan, layer, Language.CHINESE, Datum.WGS84) for layer in layers),
    ]
    return ", ".join(f"<./{address}>; rel=prefetch" for address in addresses)


@lru_cache(maxsize=1)
def element_scripts() -> bytes:
    """Return the elements of the page's head that load the scripts of `_ELEMENTS`."""
    files = element_files()
    first = [name for name in files if name.split(".")[0] in _ELEMENTS]
    loads = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in files]
    runs = [
        f'<script type="module" crossorigin src="./static/js/{name}"></script>' for name in first
    ]
    return "".join([*loads, *runs]).encode()


_ROOT: Final = (
    b"<script>window.__streamlit = "
    b'{ BACKEND_BASE_URL: new URL("./", location.href).href };</script>'
)


def _shows_map(scope: Scope) -> bool:
    """Whether the page asked for is the one that opens first."""
    return str(scope["path"]).rstrip("/") == base_path()


def _is_page(scope: Scope) -> bool:
    """Whether a browser navigates to a page of the application (not to the map's own page)."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    is_map = scope["path"].startswith(f"{base_path()}/map/")
    return not is_map and "text/html" in Headers(scope=scope).get("accept", "")


class PreloadMiddleware:
    """Adds the hints to the application's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the hints when the answer is a page."""
        if not _is_page(scope):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        answer = _Hinting(send, shows_map=_shows_map(scope))
        await self.app({**scope, "headers": plain}, receive, answer)


class _Hinting:
    """Holds a page back until it is whole, then sends it with the hints in it."""

    def __init__(self, send: Send, *, shows_map: bool) -> None:
        self.send = send
        self.shows_map = shows_map
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if message["status"] == 200 and _is_html(message):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()
            return
        await self.send(message)

    async def _finish(self) -> None:
        assert self.start is not None  # noqa: S101 - set before any body
        first = element_scripts() if self.shows_map else _ROOT
        body = self.body.replace(b"</head>", first + b"</head>", 1)
        headers = MutableHeaders(scope=self.start)
        headers["Content-Length"] = str(len(body))
        if self.shows_map:
            with suppress(PlanningError):  # the page itself says what is wrong
                headers["Link"] = preload_links(current_plan())
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    return Headers(scope=message).get("content-type", "").startswith("text/html")
