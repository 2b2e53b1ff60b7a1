"""What no page may do, whatever is shown: fail in a script, or ask another host for anything."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

OTHER_HOSTS: Final = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")


class Watch:
    """Cuts a browser context off from all other hosts and notes what its pages do.

    `expected` holds the beginnings of addresses on other hosts that a test answers itself.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.documents: list[str] = []
        self.expected: tuple[str, ...] = ()
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", self._hear)
        context.on("request", self._note)
        context.on("page", self._follow)
        context.route(OTHER_HOSTS, lambda route: route.abort())

    def _follow(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)
        if request.is_navigation_request():
            self.documents.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        """Note errors of what our own server sent; the browser's word on a tile is not ours."""
        where = message.location.get("url", "")
        if message.type == "error" and urlsplit(where).hostname in (None, "127.0.0.1"):
            self.errors.append(f"{message.text} ({where})")

    @property
    def outside(self) -> list[str]:
        """The addresses on other hosts, web sockets too, that nobody was to ask for."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme in ("http", "https", "ws", "wss")
            and urlsplit(url).hostname != "127.0.0.1"
            and not (self.expected and url.startswith(self.expected))
        ]

    def asked(self, part: str) -> list[str]:
        """Return the addresses asked for that have `part` in them."""
        return [url for url in self.requests if part in url]

    @property
    def maps(self) -> list[str]:
        """The addresses of the map's own page, once for each time it was loaded."""
        return [url for url in self.documents if "/map/" in url]
