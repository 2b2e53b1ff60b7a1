"""Chromium for measurements: cold contexts, and a clock inside the page."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)

CLOCK: Final = """
if (window === window.top) {
  const look = setInterval(() => {
    const frames = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
    if (![document, ...frames].some((page) => page && page.querySelector(SELECTOR))) return;
    clearInterval(look);
    const paint = () => { window.paintedAt = performance.now(); };
    requestAnimationFrame(() => requestAnimationFrame(paint));
  }, 4);
}
"""
"""Sets `paintedAt` (ms since navigation) two frames after the selector first matches anywhere."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the machine's Chromium while the block runs."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def first_paint_ms(browser: Browser, address: str, selector: str, prepare: object = None) -> float:
    """Return ms from navigation until `selector` is painted, with nothing in the cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        if callable(prepare):
            prepare(page)
        page.add_init_script(CLOCK.replace("SELECTOR", json.dumps(selector)))
        page.goto(address)
        page.wait_for_function("window.paintedAt", timeout=60_000)
        return float(page.evaluate("window.paintedAt"))
    finally:
        context.close()


def machine() -> str:
    """Return the date and size of this machine, for the record."""
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{date.today()}, {os.cpu_count()} cores, {memory_gib:.0f} GiB, {platform.system()}"


def summary(name: str, values_ms: list[float]) -> str:
    """Return one line: median and range of some times in ms."""
    return f"{name:<34} {median(values_ms):8.0f} ms   ({min(values_ms):.0f}–{max(values_ms):.0f})"


__all__ = ["Page", "chromium", "first_paint_ms", "machine", "summary"]
