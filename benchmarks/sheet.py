"""An atlas of 100 pages at 1920×1080: ours, QGIS's print layout, Folium's own PNG export.

Run: `python -m benchmarks.sheet [PAGES]`. All sides draw the same subjects (zones and
sub-districts, again from the start when there are more pages) on the same machine, one after the
other. QGIS is Debian's (python3-qgis), headless, with the same layers and furniture. Folium draws
through Chromium and its driver (chromium-driver) as its `_to_png` does, with Leaflet from this
machine; it has no furniture, and a few pages are enough to time it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from threading import Event
from typing import Any, Final

import folium
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from shapely.geometry import mapping
from xstatic.pkg import leaflet

from benchmarks.browser import FLAGS, machine
from briefings.atlas.drawing import RUN, Leaf, Shared, draw_apart, processors
from briefings.brief import Brief, subjects_of
from briefings.sheet import sheet
from geo.plan import SHIPPED, Plan, read_plan

_QGIS: Final = Path(__file__).with_name("qgis_atlas.py")
_QGIS_PYTHON: Final = "/usr/bin/python3"
_FOLIUM_PAGES: Final = 5


def main(pages: int) -> None:
    """Measure and print seconds a page and the ratios."""
    plan = read_plan()
    located = [key for key in subjects_of(plan) if not key.startswith("park/")]
    subjects = list(islice(cycle(located), pages))
    print(f"atlas of {pages} pages at 1920×1080 — {machine()}")
    ours = _ours(plan, subjects)
    print(f"ours, 2 processes        {ours:7.3f} s a page (with their start)")
    qgis_start, qgis = _qgis(plan, subjects)
    print(f"QGIS print layout        {qgis:7.3f} s a page (and {qgis_start:.1f} s to start)")
    print(f"QGIS with its start      {qgis + qgis_start / pages:7.3f} s a page")
    browser = _folium(plan, subjects[:_FOLIUM_PAGES], wait_s=3)
    hasty = _folium(plan, subjects[:_FOLIUM_PAGES], wait_s=0)
    print(f"Folium through Chromium  {browser:7.3f} s a page (its default wait of 3 s)")
    print(f"Folium without the wait  {hasty:7.3f} s a page")
    print(f"QGIS / ours   = {(qgis + qgis_start / pages) / ours:.2f}   (target ≥ 1)")
    print(f"QGIS / ours   = {qgis / ours:.2f}   without QGIS's start")
    print(
        f"Folium / ours = {browser / ours:.1f}   (target ≥ 10); {hasty / ours:.1f} without its wait"
    )
    print(f"first single sheet, warm = {_single(plan):.2f} s   (target ≤ 1)")


def _ours(plan: Plan, subjects: list[str]) -> float:
    """Return seconds a page of the atlas's own workers, their start included."""
    leaves = [Leaf(key, place, len(subjects)) for place, key in enumerate(subjects, start=1)]
    runs = [leaves[place : place + RUN] for place in range(0, len(leaves), RUN)]
    shared = Shared(plan, Brief(), "hd", 150, as_pdf=False)
    begun = time.perf_counter()
    done = draw_apart(shared, runs, lambda: None, Event(), processors())
    seconds = time.perf_counter() - begun
    pictures = [file for run in done or [] for file in run.files]
    if len(pictures) != len(subjects):
        raise SystemExit("not all pages were drawn")
    return seconds / len(subjects)


def _qgis(plan: Plan, subjects: list[str]) -> tuple[float, float]:
    """Return seconds until QGIS is ready, and seconds a page."""
    grounds = {key: subject.ground for key, subject in subjects_of(plan).items()}
    names = {key: subject.name for key, subject in subjects_of(plan).items()}
    features = [
        {
            "type": "Feature",
            "properties": {"name": names[key]},
            "geometry": mapping(ground),
        }
        for key in subjects
        if (ground := grounds[key]) is not None
    ]
    with tempfile.TemporaryDirectory() as folder:
        coverage = Path(folder) / "coverage.geojson"
        coverage.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        command = [_QGIS_PYTHON, str(_QGIS), str(SHIPPED), str(coverage), folder]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        environment.pop("PYTHONPATH", None)
        answer = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        )
    times = json.loads(answer.stdout.strip().splitlines()[-1])
    return float(times["start_s"]), float(times["pages_s"]) / len(subjects)


def _folium(plan: Plan, subjects: list[str], *, wait_s: int) -> float:
    """Return seconds a page of Folium's own export, which starts and ends its browser each time."""
    known = subjects_of(plan)
    assets = Path(leaflet.BASE_DIR).as_uri()
    begun = time.perf_counter()
    for key in subjects:
        made = folium.Map(tiles=None)
        made.default_js = [("leaflet", f"{assets}/leaflet.js")]
        made.default_css = [("leaflet_css", f"{assets}/leaflet.css")]
        for layer in (plan.district, plan.river, plan.roads, plan.tracks, plan.zones):
            folium.GeoJson(layer[["geometry"]].to_json()).add_to(made)
        ground: Any = known[key].ground
        west, south, east, north = ground.bounds
        made.fit_bounds([[south, west], [north, east]])
        made._to_png(wait_s, driver=_driver(), size=(1920, 1080))
    return (time.perf_counter() - begun) / len(subjects)


def _driver() -> webdriver.Chrome:
    options = Options()
    for flag in (*FLAGS, "--headless=new", "--window-size=1920,1080"):
        options.add_argument(flag)
    options.binary_location = str(shutil.which("chromium"))
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def _single(plan: Plan) -> float:
    """Return the median seconds of one sheet in a process that has drawn one before."""
    brief = Brief("overview")
    sheet(plan, brief)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        sheet(plan, brief)
        times.append(time.perf_counter() - begun)
    return sorted(times)[2]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
