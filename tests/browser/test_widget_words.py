"""Streamlit's widgets speak the language of the page; what we write ourselves stays as it is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from .conftest import Visit
from .layout_page import LayoutPage
from .rest import rested

ENGLISH_NAMES = """() => [...document.querySelectorAll("[aria-label], [placeholder]")]
  .filter((element) => !element.closest("[data-testid=stHtml]"))
  .flatMap((element) => [element.getAttribute("aria-label"), element.getAttribute("placeholder")])
  .filter((name) => /^[A-Za-z /]+$/.test(name ?? ""))"""


def test_names_of_buttons_and_fields_are_chinese(opened: LayoutPage) -> None:
    opened.table.hover()
    expect(opened.page.get_by_role("button", name="下载 CSV")).to_be_attached()
    assert opened.page.evaluate(ENGLISH_NAMES) == []


def test_a_list_without_a_hit_says_so_in_chinese(layout: LayoutPage) -> None:
    layout.sidebar.get_by_role("combobox", name="查找").fill("zzzz")
    expect(layout.page.get_by_text("没有结果", exact=True)).to_be_visible()
    expect(layout.page.get_by_text("No results")).to_have_count(0)
    layout.page.keyboard.press("Escape")


def test_the_switch_gives_the_widgets_their_english_back(visit: Visit) -> None:
    page = visit().open().page
    expect(page.get_by_label("侧栏", exact=True)).to_be_visible()
    page.get_by_role("radio", name="English", exact=True).click()
    expect(page.get_by_label("Sidebar", exact=True)).to_be_visible()
    page.get_by_role("radio", name="中文", exact=True).click()
    expect(page.get_by_label("侧栏", exact=True)).to_be_visible()


def test_a_file_turned_away_is_explained_and_keeps_its_name(visit: Visit, tmp_path: Path) -> None:
    shown = visit()
    shown.page.goto(f"{shown.address}/carriers")
    shown.page.get_by_role("radio", name="导入", exact=True).click()
    rested(shown.page)
    (tmp_path / "Upload").write_text("x")
    shown.page.locator("input[type=file]").set_input_files(tmp_path / "Upload")
    chip = shown.page.get_by_test_id("stFileChip")
    expect(chip).to_contain_text("不能用这种文件，请换一个。")
    expect(shown.page.get_by_test_id("stFileChipName")).to_have_text("Upload")


def test_what_is_written_into_the_page_stays_as_it_is(visit: Visit) -> None:
    shown = visit()
    shown.page.goto(f"{shown.address}/search")
    field = shown.page.get_by_role("textbox").first
    field.fill("Search 3000平")
    field.press("Enter")
    rested(shown.page)
    expect(shown.page.locator(".remark, .unheard").filter(has_text="Search").first).to_be_visible()
