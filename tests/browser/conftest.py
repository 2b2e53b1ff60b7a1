"""A real Chromium, and a real server of the application for each directory of data."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from benchmarks.browser import FLAGS
from benchmarks.servers import ROOT, served

from .layout_page import LayoutPage
from .watch import Watch

PATIENCE_MS: Final = 15_000
PIXEL: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""

Visit = Callable[..., LayoutPage]

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium with the flags of the benchmarks."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A planner's screen in a Chinese browser."""
    screen = {"width": 1440, "height": 900}
    return {**browser_context_args, "viewport": screen, "locale": "zh-CN"}


@contextmanager
def serving(data: Path | None = None, store: Path | None = None) -> Iterator[str]:
    """Serve the application with a directory of data, the shipped one by default.

    `store` is the directory of the inventory; by default one that is empty and of its own.
    """
    with TemporaryDirectory() as empty:
        variables = {"LIANGJI_DATA": str(data or ""), "LIANGJI_STORE": str(store or empty)}
        with served(ROOT / "app.py", {**variables, "TIANDITU_KEY": ""}) as address:
            yield address


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """The address of the application with the data that ships."""
    with serving() as address:
        yield address


@contextmanager
def watched(new_context: Callable[..., BrowserContext], app: str) -> Iterator[Visit]:
    """Open pages, each in a browser of its own that knows nothing yet.

    At the end none of them may have failed in a script or asked another host for anything.
    """
    watches: list[Watch] = []

    def visit(address: str = app, **options: Any) -> LayoutPage:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        watches.append(Watch(context))
        return LayoutPage(context.new_page(), address, watches[-1])

    yield visit
    assert [error for watch in watches for error in watch.errors] == []
    assert [url for watch in watches for url in watch.outside] == []


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext], app: str) -> Iterator[Visit]:
    """Open pages for one test."""
    with watched(new_context, app) as visit:
        yield visit


@pytest.fixture(scope="module")
def shared_visit(
    browser: Browser, browser_context_args: dict[str, Any], app: str
) -> Iterator[Visit]:
    """Open pages that the tests of one file share: they only read, or put back what they change."""
    contexts: list[BrowserContext] = []

    def new_context(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(**{**browser_context_args, **options}))
        return contexts[-1]

    with watched(new_context, app) as visit:
        yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def opened(shared_visit: Visit) -> LayoutPage:
    """空间布局 as it opens without an address of its own, shared by the tests of one file."""
    return shared_visit().open()


@pytest.fixture
def layout(opened: LayoutPage) -> LayoutPage:
    """That page with no zone chosen."""
    opened.let_go()
    return opened


@pytest.fixture(scope="module", params=["zh", "en"])
def bilingual(shared_visit: Visit, request: pytest.FixtureRequest) -> LayoutPage:
    """空间布局 with all its layers in either language, each in a page of its own."""
    layers = "zones,capacity,metro,parks,places"
    return shared_visit().open(f"layers={layers}&lang={request.param}")


@pytest.fixture(scope="session")
def tile() -> dict[str, Any]:
    """The answer of a tile server: a picture of one pixel, which no browser may keep."""
    headers = {"Content-Type": "image/png", "Cache-Control": "no-store"}
    return {"headers": headers, "body": base64.b64decode(PIXEL)}
