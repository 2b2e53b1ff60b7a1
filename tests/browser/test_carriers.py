"""载体台账 in a real browser: files good and bad, taken and undone; an area held; years moved."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import BrowserContext, Page, expect

from geo.carriers.store import Store
from geo.commands.carriers import demo_csv
from geo.plan import SHIPPED, read_plan

from .conftest import Visit, serving, watched
from .rest import rested
from .test_accessibility import faults

PHONE = {"width": 390, "height": 844}
PARTS = {"分年台账": "book", "预留": "holding", "导入": "importing", "载体清单": "listing"}


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of the server that the tests of this file share."""
    return Store(tmp_path_factory.mktemp("carriers") / "store", read_plan(SHIPPED))


@pytest.fixture(scope="module")
def store_app(shared_store: Store) -> Iterator[str]:
    """The address of a server with that store."""
    with serving(store=shared_store.directory) as address:
        yield address


@pytest.fixture
def store(shared_store: Store) -> Store:
    """That store, emptied for this test."""
    if shared_store.directory.is_file():
        shared_store.directory.unlink()
    shutil.rmtree(shared_store.directory, ignore_errors=True)
    return shared_store


@pytest.fixture
def visit_store(
    new_context: Callable[..., BrowserContext], store: Store, store_app: str
) -> Iterator[Visit]:
    """Open pages of that server, with nothing in its store yet."""
    assert not store.directory.exists()
    with watched(new_context, store_app) as visit:
        yield visit


@pytest.fixture(scope="module")
def good() -> str:
    """A file of 30 carriers that can be taken."""
    return demo_csv(read_plan(SHIPPED), 30)


def opened(visit: Visit, query: str = "", **options: object) -> Page:
    """Open the page and wait until it is drawn."""
    shown = visit(**options)
    shown.page.goto(f"{shown.address}/carriers{query}")
    expect(shown.page.locator("header.title")).to_be_visible()
    return rested(shown.page)


def part(page: Page, name: str) -> Page:
    """Go to a part of the page, and wait until it alone is shown."""
    page.get_by_role("radio", name=name, exact=True).click()
    for of, key in PARTS.items():
        expect(page.locator(f".st-key-carriers_{key}")).to_have_count(int(of == name))
    return rested(page)


def upload(page: Page, path: Path, text: str = "", *, encoding: str = "utf-8") -> Page:
    """Give a file; with a text, one that holds it."""
    if text:
        path.write_text(text, encoding=encoding)
    page.locator("input[type=file]").set_input_files(path)
    return rested(page)


def take(page: Page) -> None:
    """Import what was given, and wait until it is said what became of it."""
    page.get_by_role("button", name="导入 30 个载体").click()
    expect(page.locator(".remark").or_(page.get_by_test_id("stAlert"))).to_be_visible()


def test_a_file_is_seen_taken_and_undone(
    visit_store: Visit, store: Store, good: str, tmp_path: Path
) -> None:
    page = part(opened(visit_store), "导入")
    upload(page, tmp_path / "<b>清单<i>.csv", good, encoding="gbk")
    expect(page.get_by_role("heading", name="30 个载体可以导入")).to_contain_text("<b>清单<i>")
    pins = page.frame_locator("iframe[title*=carriers_map]").locator(".pin-of")
    expect(pins.first).to_be_visible()
    assert not store.directory.exists() or store.current().carriers.empty
    take(page)
    expect(page.locator(".remark")).to_contain_text("30 个载体")
    assert len(store.current().carriers) == 30
    expect(page.locator("header.title")).to_contain_text("演示数据")
    part(page, "载体清单")
    page.get_by_role("button", name="撤销上一步").click()
    expect(page.locator(".remark")).to_contain_text("已撤销")
    assert store.current().carriers.empty


def test_a_faulty_file_is_told_cell_by_cell_and_changes_nothing(
    visit_store: Visit, store: Store, good: str, tmp_path: Path
) -> None:
    page = part(opened(visit_store), "导入")
    upload(page, tmp_path / "坏.csv", good.replace("空置", "空着", 1))
    expect(page.get_by_role("heading", name="“坏.csv”不能导入")).to_be_visible()
    expect(page.get_by_text("这份文件有 1 处问题")).to_be_visible()
    expect(page.get_by_role("region", name="问题")).to_contain_text("不在选项中")
    expect(page.get_by_role("button", name="导入 30 个载体")).to_have_count(0)
    old = tmp_path / "旧.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    upload(page, old)
    expect(page.get_by_text("旧格式 .xls")).to_be_visible()
    assert store.version() == "0"


def test_what_is_in_the_inventory_already_is_told(
    visit_store: Visit, store: Store, good: str, tmp_path: Path
) -> None:
    page = part(opened(visit_store), "导入")
    for _ in range(2):
        take(upload(page, tmp_path / "清单.csv", good))
        rested(page)
    expect(page.get_by_text("没有导入，没有改动任何载体。")).to_be_visible()
    expect(page.get_by_text("30 个编号台账中已有")).to_be_visible()
    assert len(store.history()) == 1


def test_an_area_is_held_and_shows_in_the_ledger(visit_store: Visit, store: Store) -> None:
    page = part(opened(visit_store), "预留")
    page.get_by_label("企业").fill("某公司 <script>alert(1)</script>")
    page.get_by_role("combobox", name="片区、园区或载体").click()
    page.get_by_role("option", name="漕河泾", exact=True).click()
    page.get_by_label("面积（㎡）").fill("3000")
    page.get_by_role("button", name="预留", exact=True).click()
    expect(page.locator(".remark")).to_contain_text("预留：漕河泾 3,000 ㎡")
    expect(page.get_by_role("region", name="现有预留")).to_contain_text("<script>")
    assert len(store.current().commitments) == 1
    part(page, "分年台账")
    ledger = page.get_by_role("region", name="分年台账")
    expect(ledger).to_contain_text("现状 550 + 新增 100 − 预留 0.3")
    expect(ledger).to_contain_text("规划期后")


def test_years_are_moved_and_the_ledger_follows(visit_store: Visit, store: Store) -> None:
    page = opened(visit_store)
    ledger = page.get_by_role("region", name="分年台账")
    expect(ledger).to_contain_text("现状 550 + 新增 20")
    for year, share in {"2021": "40", "2025": "0"}.items():
        page.get_by_label(year, exact=True).fill(share)
        page.get_by_label(year, exact=True).press("Enter")
        rested(page)
    page.get_by_role("button", name="保存比例").click()
    expect(page.locator(".remark")).to_contain_text("2021 40%")
    expect(ledger.get_by_role("row", name="漕河泾 590")).to_be_visible()
    assert store.current().phasing[0] == (2021, 0.4)


def test_two_who_import_at_once_lose_nothing(
    visit_store: Visit, store: Store, good: str, tmp_path: Path
) -> None:
    pages = [part(opened(visit_store), "导入") for _ in range(2)]
    for page in pages:
        upload(page, tmp_path / "清单.csv", good)
        page.get_by_text("替换全部载体", exact=True).click()
        rested(page)
        expect(page.get_by_role("button", name="导入 30 个载体")).to_be_visible()
    for page in pages:
        page.get_by_role("button", name="导入 30 个载体").click()
    for page in pages:
        expect(page.locator(".remark").or_(page.get_by_test_id("stAlert"))).to_be_visible()
    refused = [page for page in pages if page.get_by_test_id("stAlert").count()]
    assert len(refused) == 1
    expect(refused[0].get_by_text("没有导入，没有改动任何载体。")).to_be_visible()
    assert (len(store.history()), len(store.current().carriers)) == (1, 30)


def test_a_store_that_cannot_be_written_says_so(
    visit_store: Visit, store: Store, good: str, tmp_path: Path
) -> None:
    page = part(opened(visit_store), "导入")
    upload(page, tmp_path / "清单.csv", good)
    expect(page.get_by_role("button", name="导入 30 个载体")).to_be_visible()
    shutil.rmtree(store.directory, ignore_errors=True)
    store.directory.write_text("a file stands where the directory should")
    page.get_by_role("button", name="导入 30 个载体").click()
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect(page.get_by_test_id("stCode").first).to_contain_text("请")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_what_is_hidden_in_a_file_is_said_before_it_is_taken(
    visit_store: Visit, good: str, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in csv.reader(StringIO(good)):
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "清单.xlsx")
    page = part(opened(visit_store), "导入")
    upload(page, tmp_path / "清单.xlsx")
    expect(page.get_by_role("heading", name="30 个载体可以导入")).to_be_visible()
    expect(page.locator(".remark")).to_contain_text("隐藏或筛掉的行、列也会导入：3。")


def test_sums_and_tabs_keep_together(visit: Visit) -> None:
    page = opened(visit, "?lang=en")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    rested(page)
    tabs = page.locator("[data-testid=stMain] [role=radio]:not(.st-key-languages *)")
    expect(tabs).to_have_count(4)
    tops = tabs.evaluate_all("tabs => tabs.map(tab => Math.round(tab.getBoundingClientRect().y))")
    assert len({*tops}) == 1
    expect(page.locator("table.ledger td small span").first).to_be_visible()
    heights = page.locator("table.ledger td small span").evaluate_all(
        "parts => parts.map(part => part.getClientRects().length)"
    )
    assert set(heights) == {1}


def test_the_template_is_downloaded(visit: Visit, tmp_path: Path) -> None:
    page = part(opened(visit), "导入")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载模板").click()
    assert download.value.suggested_filename == "载体导入模板.xlsx"
    download.value.save_as(tmp_path / "template.xlsx")
    assert (tmp_path / "template.xlsx").stat().st_size > 5_000


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_accessible_and_fits_a_phone(visit: Visit, name: str) -> None:
    page = part(opened(visit), name)
    assert faults(page.main_frame) == []
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    rested(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_language_is_switched_beside_the_title_and_stays_after_a_reload(visit: Visit) -> None:
    page = part(opened(visit), "载体清单")
    page.get_by_role("radio", name="English", exact=True).click()
    expect(page.locator("header.title h1")).to_contain_text("Carriers")
    expect(page.get_by_role("radio", name="List of carriers", exact=True)).to_be_checked()
    expect(page).to_have_url(re.compile(r"/carriers\?lang=en$"))
    page.reload()
    expect(page.locator("header.title h1")).to_contain_text("Carriers")
    rested(page).get_by_role("radio", name="中文", exact=True).click()
    expect(page.locator("header.title h1")).to_contain_text("载体台账")
    expect(page).to_have_url(re.compile(r"/carriers$"))


def test_a_number_typed_just_before_the_button_is_the_one_that_counts(visit_store: Visit) -> None:
    page = part(opened(visit_store), "导入")
    page.get_by_label("个数", exact=True).fill("37")
    page.get_by_role("button", name="生成并替换全部载体").click()
    expect(page.locator("header.title")).to_contain_text("37 处载体")
