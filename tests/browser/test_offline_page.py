"""The plan as one HTML file, opened from a disk with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from briefings.brief import Brief
from briefings.offline_page import offline_page
from geo.plan import SHIPPED, Plan, read_plan
from geo.translation import Language

from .mischief import HOSTILE, hostile_copy
from .offline_file import OfflineFile
from .test_accessibility import faults

BRIEF: Final = Brief(
    languages=(Language.CHINESE, Language.ENGLISH),
    unit="徐汇区规划和自然资源局",
    data_date=date(2026, 3, 1),
)
SCREEN: Final[ViewportSize] = {"width": 1440, "height": 900}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
ATTACKING: Final = "</title><script>window.hacked=1</script>"
RIVERSIDE: Final = "徐汇滨江人工智能高质量发展带"

Opening = Callable[..., OfflineFile]


@pytest.fixture
def opening(new_context: Callable[..., BrowserContext], tmp_path: Path) -> Iterator[Opening]:
    """Open the file of a plan and briefing; it may fail in no script and ask for nothing at all."""
    opened: list[OfflineFile] = []

    def open_file(
        plan: Plan, brief: Brief = BRIEF, screen: ViewportSize = SCREEN, **options: Any
    ) -> OfflineFile:
        path = tmp_path / "两极两带.html"
        path.write_bytes(offline_page(plan, brief))
        opened.append(OfflineFile(new_context(**options), path))
        opened[-1].page.set_viewport_size(screen)
        return opened[-1].open()

    yield open_file
    for file in opened:
        assert file.watch.errors == []
        assert file.watch.requests == [file.address]


@pytest.fixture
def file(opening: Opening, plan: Plan) -> OfflineFile:
    """The file of the shipped plan in two languages."""
    return opening(plan)


def test_the_map_is_painted_as_on_the_screen(file: OfflineFile) -> None:
    expect(file.main.locator("path[data-zone]")).to_have_count(4)
    for zone_id in read_plan(SHIPPED).zones["zone_id"]:
        expect(file.zone(zone_id)).to_be_visible()
    painted = (file.ground.get_attribute("data-painted") or "").split()
    assert painted == ["zones", "capacity", "metro", "parks", "base"]
    expect(file.main.locator(".name.zone")).to_have_count(4)
    expect(file.main.locator(".legend")).to_contain_text("极：产业增长极")
    expect(file.main.locator(".note")).to_contain_text("示意图：边界非法定界线")


def test_headline_title_and_particulars_are_read(file: OfflineFile) -> None:
    expect(file.main.locator(".headline article")).to_have_count(5)
    expect(file.main.get_by_role("heading", level=1)).to_contain_text("两极两带")
    expect(file.main.locator(".stamp")).to_have_text("内部资料·示意图")
    expect(file.main.locator("footer")).to_contain_text("徐汇区规划和自然资源局")
    file.main.locator(".headline article").first.focus()
    expect(file.main.get_by_text("目前载体面积约550万方").first).to_be_visible()


def test_a_click_on_a_zone_shows_its_card_and_row_and_another_lets_it_go(file: OfflineFile) -> None:
    file.click_zone("riverside")
    file.expect_chosen("riverside", RIVERSIDE)
    file.click_zone("riverside")
    file.expect_nothing_chosen()


def test_a_row_of_the_table_chooses_its_zone_on_the_map(file: OfflineFile) -> None:
    file.row("caohejing").locator("td").nth(2).click()
    file.expect_chosen("caohejing", "漕河泾产业创新增长极")
    file.row("riverside").get_by_role("button").click()
    file.expect_chosen("riverside", RIVERSIDE)


def test_everything_is_done_with_the_keyboard(file: OfflineFile) -> None:
    file.row("riverside").get_by_role("button").press("Enter")
    file.expect_chosen("riverside", RIVERSIDE)
    file.ground.press("Escape")
    file.expect_nothing_chosen()
    file.zone("riverside").press("Enter")
    file.expect_chosen("riverside", RIVERSIDE)
    file.main.get_by_label("园区", exact=True).press("Space")
    expect(file.layer("parks")).to_be_hidden()


def test_layers_are_switched(file: OfflineFile) -> None:
    file.main.get_by_label("机构与地点", exact=True).check()
    expect(file.layer("places").locator(".symbol").first).to_be_visible()
    expect(file.main.locator(".legend section.places")).to_be_visible()
    file.main.get_by_label("新增载体", exact=True).uncheck()
    expect(file.layer("capacity")).to_be_hidden()
    expect(file.main.locator(".legend section.capacity")).to_have_count(0)


def test_the_language_is_switched_and_what_is_chosen_stays(file: OfflineFile) -> None:
    file.row("riverside").get_by_role("button").click()
    file.main.get_by_label("园区", exact=True).uncheck()
    file.choose_language("English")
    file.expect_chosen("riverside", "Xuhui Riverside belt for high-quality AI development")
    expect(file.main.get_by_label("Parks", exact=True)).not_to_be_checked()
    expect(file.main.locator(".name.zone").first).to_contain_text(re.compile("Pole|Belt"))
    expect(file.page).to_have_title(re.compile("^Two Poles, Two Belts"))
    expect(file.page.locator("html")).to_have_attribute("lang", "en")
    file.choose_language("中文")
    file.expect_chosen("riverside", RIVERSIDE)
    expect(file.page.locator(".leaflet-container")).to_have_count(1)


def test_the_map_stays_where_it_was_moved_when_the_language_changes(file: OfflineFile) -> None:
    def scale() -> str:
        return file.main.locator(".leaflet-control-scale-line").inner_text()

    whole = scale()
    file.main.get_by_role("button", name="放大").click()
    expect(file.main.locator(".leaflet-control-scale-line")).not_to_have_text(whole)
    expect(file.main.locator(".leaflet-zoom-anim")).to_have_count(0)
    near = scale()
    for language in ("English", "中文"):
        file.choose_language(language)
        assert scale() == near


def test_the_language_can_be_switched_while_the_map_still_moves(file: OfflineFile) -> None:
    file.main.get_by_role("button", name="放大").click()
    for language in ("English", "中文", "English"):
        file.choose_language(language)
    file.row("riverside").get_by_role("button").click()
    expect(file.zone("riverside")).to_contain_class("chosen")


def test_hostile_text_is_shown_everywhere_and_runs_nowhere(
    opening: Opening, tmp_path: Path
) -> None:
    plan = read_plan(hostile_copy(tmp_path / "data"))
    brief = replace(
        BRIEF, title=ATTACKING, subtitle="<img src=x onerror=alert(1)>{{7*7}}`${1}`", unit="</main>"
    )
    file = opening(plan, brief)
    expect(file.page).to_have_title(ATTACKING)
    expect(file.main.get_by_role("heading", level=1)).to_have_text(ATTACKING)
    file.row("riverside").get_by_role("button").click()
    expect(file.title).to_contain_text(RIVERSIDE)
    names = [
        " ".join(name.split()) for name in file.main.locator(".name.zone span").all_inner_texts()
    ]
    assert names
    assert all(name.endswith(" ".join(HOSTILE.split())) for name in names)
    file.zone("riverside").focus()
    expect(file.main.locator(".tip strong")).to_contain_text("<script>window.hacked=1</script>")
    file.choose_language("English")
    assert file.page.evaluate("window.hacked") is None
    expect(file.page.locator("script")).to_have_count(1)
    expect(file.page.locator("img, svg[onload], a, iframe, [onerror], [onload]")).to_have_count(0)


@pytest.mark.parametrize("language", ["中文", "English"])
def test_the_page_has_no_serious_fault_for_those_who_cannot_see_it(
    file: OfflineFile, language: str
) -> None:
    file.page.set_viewport_size({**SCREEN, "height": 1800})
    file.choose_language(language)
    file.row("riverside").get_by_role("button").click()
    file.expect_chosen("riverside", file.title.inner_text())
    assert faults(file.page.main_frame) == []


def test_on_a_phone_nothing_is_wider_than_the_screen_and_a_tap_chooses(
    opening: Opening, plan: Plan
) -> None:
    file = opening(plan, screen=PHONE, has_touch=True, is_mobile=True)
    assert file.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    file.click_zone("caohejing", touch=True)
    file.expect_chosen("caohejing", "漕河泾产业创新增长极")


def test_on_paper_the_map_has_a_size_of_its_own_and_no_switches(file: OfflineFile) -> None:
    width = file.ground.bounding_box()
    file.page.emulate_media(media="print")
    file.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = file.ground.bounding_box()
    assert on_paper is not None
    assert round(on_paper["width"] / 96 * 25.4) == 186  # A4 less 12 mm on either side
    expect(file.main.locator(".switches")).to_be_hidden()
    expect(file.languages).to_be_hidden()
    expect(file.main.locator(".note")).to_be_visible()
    file.page.emulate_media(media="screen")
    file.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert file.ground.bounding_box() == width


def test_without_scripts_figures_and_table_are_still_read(
    new_context: Callable[..., BrowserContext], plan: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(offline_page(plan, BRIEF))
    page = new_context(java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    expect(page.locator("main[lang=zh] .frame")).to_contain_text("启用脚本")
    expect(page.locator("main[lang=zh] tbody tr")).to_have_count(4)
    expect(page.locator("main[lang=en]")).to_be_hidden()
