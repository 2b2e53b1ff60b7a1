"""The page 简报出图 as whoever writes briefings has it before them."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from .rest import rested
from .watch import Watch


class BriefingPage:
    """简报出图 in one browser page of its own."""

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch
        self.preview = page.locator(".st-key-preview img")
        self.refusal = page.locator(".st-key-preview").get_by_test_id("stCode")
        self.remark = page.locator(".remark")
        self.downloads = page.locator(".st-key-downloads")
        self.series = page.locator(".st-key-series")
        self.sidebar = page.get_by_test_id("stSidebar")

    def open(self, **parameters: str) -> BriefingPage:
        """Go to the page with parameters in its address; return it when it is drawn."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        self.page.goto(f"{self.address}/briefing{query}")
        expect(self.downloads).to_be_visible()
        return self.rested()

    def rested(self) -> BriefingPage:
        """Wait until the server has nothing more to say."""
        rested(self.page)
        return self

    def expect_picture(self, content: bytes) -> None:
        """Wait until the preview is this picture."""
        address = f"data:image/png;base64,{b64encode(content).decode()}"
        shows = "([selector, address]) => document.querySelector(selector)?.src === address"
        self.page.wait_for_function(shows, arg=[".st-key-preview img", address])
        self.rested()

    def choose_template(self, title: str) -> None:
        """Choose a template above the preview."""
        self.page.get_by_test_id("stMain").get_by_role("radio", name=title, exact=True).click()

    def write(self, label: str, text: str) -> None:
        """Write into a field of the side bar."""
        field = self.sidebar.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Enter")
        self.rested()

    def write_date(self, label: str, digits: str) -> None:
        """Write a date, year first, into a field of the side bar."""
        group = self.sidebar.get_by_role("group", name=label, exact=True)
        group.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(digits)
        self.page.keyboard.press("Escape")  # closes the calendar, which takes the date
        self.rested()

    def download(self, label: str, folder: Path) -> Path:
        """Press a button of a file; return the file under the name it came with."""
        with self.page.expect_download() as coming:
            self.downloads.get_by_role("button", name=label, exact=True).click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path
