"""WCAG 2 A and AA by axe: no serious or critical fault in what we draw ourselves."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

from playwright.sync_api import Frame, expect

from .layout_page import LayoutPage

AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# What fades has less contrast, so its end is awaited: what is old is gone, what is new is there.
_RUN: Final = """async (rules) => {
  const start = performance.now();
  while (document.querySelector("[data-stale=true]") && performance.now() - start < 5000) {
    await new Promise(requestAnimationFrame);
  }
  const fading = document.getAnimations().filter((one) => one.transitionProperty === "opacity");
  const late = new Promise((resolve) => setTimeout(resolve, 3000));
  await Promise.race([late, Promise.allSettled(fading.map((one) => one.finished))]);
  return axe.run(document, {
    runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], iframes: false,
  });
}"""


def faults(frame: Frame) -> list[str]:
    """Return the serious and critical violations of a document; none of it is left out."""
    frame.evaluate(AXE)
    result: dict[str, Any] = frame.evaluate(_RUN, RULES)
    return [
        f"{violation['id']}: {node['html'][:90]} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def test_page_has_no_serious_fault(bilingual: LayoutPage) -> None:
    bilingual.page.set_viewport_size({"width": 1440, "height": 1800})  # axe judges what is in sight
    expect(bilingual.table).to_be_in_viewport(ratio=1)
    assert faults(bilingual.page.main_frame) == []
    bilingual.page.set_viewport_size({"width": 1440, "height": 900})


def test_page_with_a_zone_card_has_no_serious_fault(bilingual: LayoutPage) -> None:
    bilingual.click_row("riverside")
    expect(bilingual.zone("riverside")).to_contain_class("chosen")
    bilingual.rested()
    assert faults(bilingual.page.main_frame) == []


def test_map_has_no_serious_fault(bilingual: LayoutPage) -> None:
    assert faults(bilingual.frame) == []


def test_map_with_an_open_popup_has_no_serious_fault(bilingual: LayoutPage) -> None:
    place = bilingual.map.locator(".symbol.badge[role=button]").first
    place.focus()
    place.press("Enter")
    expect(bilingual.map.locator(".leaflet-popup")).to_have_css("opacity", "1")
    assert faults(bilingual.frame) == []


def test_page_and_map_say_their_language_and_title(bilingual: LayoutPage) -> None:
    language = bilingual.parameter("lang") or "zh"
    title = {"zh": "两极两带", "en": "Two Poles, Two Belts"}[language]
    assert title in bilingual.page.title()
    assert title in bilingual.frame.evaluate("document.title")
    for document in (bilingual.page.main_frame, bilingual.frame):
        assert document.evaluate("document.documentElement.lang").startswith(language)
