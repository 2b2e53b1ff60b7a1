"""Toggle → repainted: our map without and with a 20,000-polygon layer, and stock embedded Folium.

Run: `python -m benchmarks.rerun [ROUNDS] [POLYGONS]`. The clock runs in the page, from the click on
the switch until two frames after the map shows (or no longer shows) what was switched. The polygons
are demo data (演示数据). Our two pages are toggled in turn, many times, because one toggle takes
from 100 to 500 ms with either; the stock page follows in a browser of its own and a quarter of the
rounds, so that its scripts do not take the processor from the pages that are timed.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium, machine, summary
from benchmarks.demo_parks import write_demo_data
from benchmarks.first_view import answer_for_foreign_hosts
from benchmarks.servers import ROOT, served

_TARGET: Final = 1.2
_WARMING: Final = 2
_STOCK: Final = Path(__file__).parent / "pages" / "stock_layer.py"

_CLOCK: Final = """
(wanted) => {
  window.repaintedIn = 0;
  const shown = () => [...document.querySelectorAll("iframe")]
    .some((frame) => frame.contentWindow && SHOWN(frame.contentWindow));
  const look = (started) => {
    if (shown() !== wanted) return setTimeout(look, 2, started);
    const painted = () => { window.repaintedIn = performance.now() - started; };
    requestAnimationFrame(() => requestAnimationFrame(painted));
  };
  document.addEventListener("click", () => look(performance.now()), { once: true, capture: true });
}
"""
"""Sets `repaintedIn` (ms from the next click until two frames after SHOWN says what is wanted)."""

_PLACES_SHOWN: Final = '((page) => page.document.querySelector("[data-painted~=places]") !== null)'
_STATIONS_SHOWN: Final = """((page) => page.map && page.L && Object.values(page.map._layers)
    .some((layer) => layer instanceof page.L.CircleMarker))"""


@dataclass
class Toggled:
    """One page whose switch is clicked again and again."""

    name: str
    page: Page
    switch: str
    shown: str
    times_ms: list[float] = field(default_factory=list)
    on: bool = False

    def toggle(self) -> None:
        """Click the switch once and keep the time until it shows."""
        self.on = not self.on
        self.page.evaluate(_CLOCK.replace("SHOWN", self.shown), self.on)
        self.page.get_by_text(self.switch, exact=True).click()
        self.page.wait_for_function("window.repaintedIn", timeout=120_000)
        self.times_ms.append(float(self.page.evaluate("window.repaintedIn")))


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    answer_for_foreign_hosts(page)
    page.goto(address)
    return page


def _open_ours(browser: Browser, address: str) -> Page:
    page = _open(browser, f"{address}/?layers=zones,metro,parks")
    frame = page.frame_locator("iframe")
    frame.locator("[data-painted~=parks][data-painted~=base]").wait_for(timeout=60_000)
    page.get_by_test_id("stVegaLiteChart").wait_for()
    return page


def _open_stock(browser: Browser, address: str) -> Page:
    page = _open(browser, address)
    page.frame_locator("iframe").locator("canvas").first.wait_for(timeout=120_000)
    return page


def _toggle_in_turn(pages: list[Toggled], rounds: int) -> None:
    """Toggle the pages in turn, `rounds` times after two that warm them."""
    for _ in range(rounds + _WARMING):
        for page in pages:
            page.toggle()
    for page in pages:
        del page.times_ms[:_WARMING]


def main(rounds: int, polygons: int) -> None:
    """Measure and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        data = write_demo_data(Path(folder) / "data", polygons)
        environment = {"LIANGJI_DATA": str(data)}
        with (
            served(ROOT / "app.py") as shipped,
            served(ROOT / "app.py", environment) as many,
            chromium() as browser,
        ):
            ours = [
                Toggled(name, _open_ours(browser, address), "机构与地点", _PLACES_SHOWN)
                for name, address in (
                    ("shipped layers", shipped),
                    (f"with {polygons:,} polygons", many),
                )
            ]
            _toggle_in_turn(ours, rounds)
        with served(_STOCK, environment) as address, chromium() as browser:
            opened = _open_stock(browser, address)
            stock = Toggled("stock Folium, embedded", opened, "stations", _STATIONS_SHOWN)
            _toggle_in_turn([stock], max(4, rounds // 4))
    print(f"toggle → repainted, {rounds} rounds — {machine()}")
    for page in (*ours, stock):
        print(summary(page.name, page.times_ms))
    without, with_many, embedded = (median(page.times_ms) for page in (*ours, stock))
    print(f"with / without = {with_many / without:.2f}   (target ≤ {_TARGET})")
    print(f"stock / ours   = {embedded / with_many:.1f}")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [40, 20_000][len(arguments) :]))
