"""The page that is one file, as whoever was sent it has it before them: no network, no server."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, expect

from .map_scripts import FREE_POINT
from .watch import Watch


class OfflineFile:
    """The file in one browser page that is cut off from every network."""

    def __init__(self, context: BrowserContext, path: Path) -> None:
        context.set_offline(True)
        self.watch = Watch(context)
        self.address = path.as_uri()
        self.page = context.new_page()
        self.main = self.page.locator("main:not([hidden])")
        self.ground = self.main.locator(".leaflet-container")
        self.card = self.main.locator("[data-card]:not([hidden]) article.card")
        self.title = self.card.get_by_role("heading", level=3)
        self.languages = self.page.locator(".languages")

    def open(self) -> OfflineFile:
        """Open the file; return it when the map is drawn."""
        self.page.goto(self.address)
        return self.drawn()

    def drawn(self) -> OfflineFile:
        """Wait until the map is drawn."""
        expect(self.main.locator("[data-painted~=base]")).to_be_visible()
        return self

    def zone(self, zone_id: str) -> Locator:
        """Return the area of a zone on the map."""
        return self.main.locator(f"path[data-zone={zone_id}]")

    def row(self, zone_id: str) -> Locator:
        """Return the row of a zone in the table."""
        return self.main.locator(f"tr[data-zone={zone_id}]")

    def layer(self, key: str) -> Locator:
        """Return what is drawn of a layer."""
        return self.main.locator(f".leaflet-layer-{key}-pane")

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

    def choose_language(self, name: str) -> None:
        """Click the switch of the language and wait for the map in it."""
        self.languages.get_by_role("button", name=name).click()
        self.drawn()

    def expect_chosen(self, zone_id: str, title: str) -> None:
        """Check that map, card and table show this zone as the chosen one."""
        expect(self.zone(zone_id)).to_contain_class("chosen")
        expect(self.main.locator("path.chosen")).to_have_count(1)
        expect(self.title).to_have_text(title)
        expect(self.main.locator("tr.chosen")).to_have_count(1)
        expect(self.row(zone_id).get_by_role("button")).to_have_attribute("aria-pressed", "true")

    def expect_nothing_chosen(self) -> None:
        """Check that no zone is chosen and the card is that of the whole plan."""
        expect(self.main.locator("path.chosen, tr.chosen")).to_have_count(0)
        expect(self.main.locator("tr [aria-pressed=true]")).to_have_count(0)
        expect(self.title).to_have_text("规划总览")
