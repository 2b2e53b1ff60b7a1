"""The head of Streamlit's page, with what is to be there before Streamlit starts.

Streamlit serves one `index.html` for all pages and gives no way to add to it; a middleware of
`st.App` sees its answer and writes before `</head>`. Should the page come otherwise (compressed,
without a head), it passes as it is, and all pages work, only later.
"""

from __future__ import annotations

from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.errors import PlanningError
from services.plans import current_plan
from services.routes import base_path
from views.streamlit_compat.preload import element_scripts, preload_links
from views.streamlit_compat.root_address import ROOT_SCRIPT


def _shows_map(scope: Scope) -> bool:
    """Whether the page asked for is the one that opens first."""
    return str(scope["path"]).rstrip("/") == base_path()


def _is_page(scope: Scope) -> bool:
    """Whether a browser navigates to a page of the application (not to the map's own page)."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    is_map = scope["path"].startswith(f"{base_path()}/map/")
    return not is_map and "text/html" in Headers(scope=scope).get("accept", "")


class PageHeadMiddleware:
    """Adds hints to the page with the map, and the root's address to all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add to the answer when it is a page."""
        if not _is_page(scope):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        answer = _Answer(send, shows_map=_shows_map(scope))
        await self.app({**scope, "headers": plain}, receive, answer)


class _Answer:
    """Holds a page back until it is whole, then sends it with what is added to it."""

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
        first = element_scripts() if self.shows_map else ROOT_SCRIPT
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
