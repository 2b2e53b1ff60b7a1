"""Navigation → zones painted, cold browser cache: our page, an empty page, a stock map page.

Run: `python -m benchmarks.first_view [ROUNDS]`. The three are taken in turn, so that a machine that
slows down slows all of them. Every server has been asked once before. The stock page's scripts
come from foreign hosts; here they are answered at once from this machine, which favours it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Page, Route
from xstatic.pkg import leaflet

from benchmarks.browser import chromium, first_paint_ms, machine, summary
from benchmarks.servers import ROOT, served

_PAGES: Final = Path(__file__).parent / "pages"
_TARGET: Final = 1.4


def answer_for_foreign_hosts(page: Page) -> None:
    """Answer a page's requests to foreign hosts at once: Leaflet from XStatic, the rest empty."""
    script = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text("utf-8")

    def answer(route: Route) -> None:
        url = route.request.url
        if "127.0.0.1" in url:
            route.continue_()
        elif url.endswith("leaflet.js"):
            route.fulfill(body=script, content_type="text/javascript")
        else:
            kind = "text/css" if url.endswith(".css") else "text/javascript"
            route.fulfill(body="", content_type=kind)

    page.route("**/*", answer)


def main(rounds: int) -> None:
    """Measure and print medians and ratios."""
    empty: list[float] = []
    ours: list[float] = []
    stock: list[float] = []
    with (
        served(_PAGES / "empty.py") as empty_address,
        served(ROOT / "app.py") as our_address,
        served(_PAGES / "stock_map.py") as stock_address,
        chromium() as browser,
    ):
        for round_number in range(rounds + 1):
            times = (
                first_paint_ms(browser, empty_address, "[data-testid=stMarkdown] p"),
                first_paint_ms(browser, our_address, "path[data-zone]"),
                first_paint_ms(
                    browser, stock_address, "path.leaflet-interactive", answer_for_foreign_hosts
                ),
            )
            if round_number:
                for values, time_ms in zip((empty, ours, stock), times, strict=True):
                    values.append(time_ms)
    print(f"first view, cold browser cache, {rounds} rounds — {machine()}")
    print(summary("empty Streamlit page", empty))
    print(summary("空间布局, zones painted", ours))
    print(summary("stock st_folium page, zones painted", stock))
    ratio = median(a / b for a, b in zip(ours, empty, strict=True))
    stock_ratio = median(a / b for a, b in zip(stock, empty, strict=True))
    print(f"ours / empty  = {ratio:.2f}   (target ≤ {_TARGET})")
    print(f"stock / empty = {stock_ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
