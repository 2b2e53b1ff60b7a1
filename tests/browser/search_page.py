"""The page 选址 as whoever looks for room has it before them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

from .rest import rested
from .watch import Watch


class SearchPage:
    """选址 in one browser page of its own."""

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch
        self.map = page.frame_locator("iframe[title*=search_map]")
        self.ground = self.map.locator(".leaflet-container")
        self.pins = self.map.locator(".pin-of")
        self.results = page.locator(".st-key-results")
        self.question = page.locator(".st-key-question input")
        self.chips = page.locator(".st-key-chips")
        self.comparison = page.locator(".st-key-comparison")
        self.shortlist = page.locator(".st-key-shortlist")
        self.remark = page.locator(".remark")

    def open(self, query: str = "", **parameters: str) -> SearchPage:
        """Go to the page with parameters in its address; return it when list and map are drawn."""
        asked = query or urlencode(parameters)
        self.page.goto(f"{self.address}/search{'?' if asked else ''}{asked}")
        expect(self.results).to_be_visible()
        expect(self.map.locator("[data-painted~=base]")).to_be_visible()
        return self.rested()

    def rested(self) -> SearchPage:
        """Wait until the server has nothing more to say."""
        rested(self.page)
        return self

    def ask(self, text: str) -> None:
        """Type a question and send it off."""
        self.question.fill(text)
        self.question.press("Enter")
        expect(self.chips).to_be_visible()
        self.rested()

    def card(self, number: str) -> Locator:
        """Return the card with a number, or a near miss with a letter."""
        kind = "match" if number.isdigit() else "near"
        return self.page.locator(f".st-key-finding_{kind}_{number}")

    def choose(self, number: str) -> None:
        """Click the head of a card."""
        button = self.page.locator(f".st-key-choose_{number} button")
        button.click(position={"x": 90, "y": 16})
        self.rested()

    def tick(self, number: str, label: str) -> None:
        """Tick a box of a card, or untick it."""
        self.card(number).get_by_test_id("stCheckbox").get_by_text(label, exact=True).click()
        self.rested()

    def pin(self, candidate_id: str) -> Locator:
        """Return the pin of a candidate."""
        return self.map.locator(f".pin-of[data-pin='{candidate_id}']")

    def parameter(self, name: str) -> str | None:
        """Return a parameter of the page's address."""
        return parse_qs(urlsplit(self.page.url).query).get(name, [None])[0]

    def expect_parameter(self, name: str, value: str) -> None:
        """Wait until a parameter stands in the address."""
        expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))

    def ground_in_address(self) -> str:
        """Wait until drawn ground stands in the address; return it."""
        expect(self.page).to_have_url(re.compile(r"[?&]ground="))
        return self.parameter("ground") or ""

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the screen by its shares of the map's width and height."""
        box = self.ground.bounding_box()
        assert box is not None
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def tool(self, name: str) -> Locator:
        """Return a drawing tool by its name."""
        return self.map.get_by_role("button", name=name, exact=True)

    def download(self, label: str, folder: Path) -> Path:
        """Press the button of a file; return the file under the name it came with."""
        with self.page.expect_download() as coming:
            self.shortlist.get_by_role("button", name=label, exact=True).click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path
