"""The page 空间布局 as a planner has it before them: what to read on it, and what to do on it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Frame, Locator, Page, expect

from .map_scripts import FREE_POINT, IS_AT, LOOK_AT, SETTLED, VIEW, MapView
from .rest import rested
from .watch import Watch

ZONES: Final = {
    "caohejing": "漕河泾",
    "west-bund": "西岸数智谷",
    "riverside": "徐汇滨江",
    "caohejing-huajing": "漕河泾—华泾",
}
"""The four zones by id, in the table's order."""

_TABLE_HEAD_PX: Final = 36
_TABLE_ROW_PX: Final = 35


class LayoutPage:
    """空间布局 in one browser page of its own."""

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch
        self.map = page.frame_locator("iframe[title*=plan_map]")
        self.ground = self.map.locator(".leaflet-container")
        self.notice = self.map.locator(".notice")
        self.popup = self.map.locator(".leaflet-popup-content")
        self.tooltip = self.map.locator(".leaflet-tooltip")
        self.headline = page.locator(".headline article")
        self.card = page.locator(".st-key-card article.card")
        self.chart = page.get_by_test_id("stVegaLiteChart")
        self.table = page.get_by_test_id("stDataFrame")
        self.sidebar = page.get_by_test_id("stSidebar")

    def open(self, query: str = "", **parameters: str) -> LayoutPage:
        """Go to the page with parameters in its address; return it when all of it is drawn."""
        asked = query or urlencode(parameters)
        self.page.goto(f"{self.address}/?{asked}" if asked else f"{self.address}/")
        return self.drawn()

    def drawn(self) -> LayoutPage:
        """Wait until map, chart and table are drawn."""
        expect(self.map.locator("[data-painted~=base]")).to_be_visible()
        expect(self.chart.locator("path[aria-roledescription=bar]").first).to_be_visible()
        expect(self.table.locator("td").first).to_be_attached()
        return self.rested()

    def rested(self) -> LayoutPage:
        """Wait until the server has nothing more to say."""
        rested(self.page)
        return self

    # What is chosen.

    def zone(self, zone_id: str) -> Locator:
        """Return the area of a zone on the map."""
        return self.map.locator(f"path[data-zone={zone_id}]")

    def bars(self, zone_id: str) -> Locator:
        """Return the bars of a zone in the chart."""
        return self.chart.locator(
            f"path[aria-roledescription=bar][aria-label^='{ZONES[zone_id]} · ']"
        )

    def row(self, zone_id: str) -> Locator:
        """Return the row of a zone in the table."""
        return self.table.locator("tbody tr").nth(list(ZONES).index(zone_id))

    def cells(self, zone_id: str) -> list[str]:
        """Return what stands in a zone's row."""
        return self.row(zone_id).locator("td").all_text_contents()

    def click_zone(self, zone_id: str, *, touch: bool = False) -> None:
        """Click (or tap) a zone on the map where nothing lies over it."""
        zone = self.zone(zone_id)
        zone.scroll_into_view_if_needed()
        place = zone.evaluate(FREE_POINT)
        assert place is not None, f"{zone_id} has no free ground to click"
        if touch:
            zone.tap(position=place)
        else:
            zone.click(position=place)

    def click_bar(self, zone_id: str) -> None:
        """Click the first bar of a zone, beside the figure written on it."""
        self.bars(zone_id).first.click(position={"x": 8, "y": 12})

    def let_go(self) -> None:
        """Let a chosen zone go with Esc."""
        self.ground.press("Escape")
        self.expect_nothing_chosen()

    def click_row(self, zone_id: str) -> None:
        """Click the box before a row of the table."""
        middle = _TABLE_HEAD_PX + _TABLE_ROW_PX * (list(ZONES).index(zone_id) + 0.5)
        self.table.locator(".dvn-scroller").click(position={"x": 16, "y": middle})

    def expect_chosen(self, zone_id: str, title: str) -> None:
        """Check that map, card, table, chart and address all show this zone as the chosen one."""
        expect(self.zone(zone_id)).to_contain_class("chosen")
        expect(self.map.locator("path.chosen")).to_have_count(1)
        expect(self.card.get_by_role("heading", level=3)).to_have_text(title)
        expect(self.row(zone_id)).to_have_attribute("aria-selected", "true")
        for other in ZONES:
            strength = "1" if other == zone_id else "0.35"
            expect(self.bars(other).first).to_have_attribute("opacity", strength)
        expect(self.page).to_have_url(re.compile(rf"[?&]zone={zone_id}(&|$)"))
        self.rested()

    def expect_nothing_chosen(self) -> None:
        """Check that no zone is chosen anywhere and the card shows the plan as a whole."""
        expect(self.map.locator("path.chosen")).to_have_count(0)
        expect(self.map.locator("path.resting")).to_have_count(0)
        expect(self.card.get_by_role("heading", level=3)).to_have_text("规划总览")
        expect(self.table.locator("tbody tr[aria-selected=true]")).to_have_count(0)
        for zone_id in ZONES:
            expect(self.bars(zone_id).first).to_have_attribute("opacity", "1")
        expect(self.page).not_to_have_url(re.compile(r"[?&]zone="))
        self.rested()

    # The map.

    @property
    def frame(self) -> Frame:
        """The map's own page."""
        frame = self.page.frame(url=re.compile(r"/map/[^/]+/(zh|en)"))
        assert frame is not None
        return frame

    def view(self) -> MapView:
        """Return where the map is."""
        return MapView(*self.ground.evaluate(VIEW))

    def parameter(self, name: str) -> str | None:
        """Return a parameter of the page's address."""
        return parse_qs(urlsplit(self.page.url).query).get(name, [None])[0]

    def look_elsewhere(self) -> MapView:
        """Zoom in with the button and drag the map; return the view once it is in the address."""
        before = self.parameter("at")
        self.map.get_by_role("button", name=re.compile("放大|Zoom in")).click()
        self.frame.wait_for_function(SETTLED, arg=before)
        before = self.parameter("at")
        box = self.ground.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] * 0.45, box["y"] + 90
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 60, y + 70, steps=4)
        self.page.mouse.up()
        self.frame.wait_for_function(SETTLED, arg=before)
        return self.view()

    def look_at(self, view: MapView) -> None:
        """Put the map somewhere at once."""
        self.ground.evaluate(LOOK_AT, list(view))

    def wait_until_at(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Wait until the map's centre is within about 10 m of a place (and its zoom is `zoom`)."""
        self.frame.wait_for_function(IS_AT, arg=[lat, lon, zoom])

    def painted(self) -> list[str]:
        """Return the layers that are drawn."""
        return (self.ground.get_attribute("data-painted") or "").split()

    # The side bar.

    def switch_layer(self, title: str) -> None:
        """Click the switch of a layer."""
        self.sidebar.get_by_test_id("stCheckbox").get_by_text(title, exact=True).click()

    def choose_basemap(self, title: str) -> None:
        """Choose what lies beneath the plan."""
        self.sidebar.get_by_role("radiogroup").get_by_text(title, exact=True).click()

    def choose_language(self, name: str) -> None:
        """Click the switch of the language and wait for the map in it."""
        self.sidebar.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
        language = {"中文": "zh", "English": "en"}[name]
        expect(self.page.locator(f"iframe[title$=plan_map_{language}]")).to_be_visible()
        expect(self.page.locator("iframe[title*=plan_map]")).to_have_count(1)
        self.drawn()

    def pick(self, box: str, option: str) -> None:
        """Pick an entry from a box of the side bar by typing its name."""
        self.sidebar.get_by_role("combobox", name=box).fill(option.split(" ·", maxsplit=1)[0])
        self.page.get_by_role("option", name=option, exact=True).click()

    def clear(self, box: str) -> None:
        """Empty a box of the side bar with its ×."""
        found = self.sidebar.get_by_test_id("stSelectbox").filter(has_text=box)
        found.get_by_role("button", name=re.compile("清除|Clear", re.I)).click()
