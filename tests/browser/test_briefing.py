"""简报出图: what is seen is what is downloaded, for one sheet and for many."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from briefings.brief import Brief, Release
from briefings.sheet import sheet
from geo.plan import SHIPPED, read_plan

from .briefing_page import BriefingPage
from .conftest import Visit
from .test_accessibility import faults

PLAN = read_plan(SHIPPED)
RIVERSIDE = Brief("subject", ("zone/riverside",))
LONG_MS = 120_000
TEMPLATES = ("总体布局图", "新增载体图", "单片区图", "对比图", "区位图")


@pytest.fixture
def briefing(visit: Visit) -> BriefingPage:
    """简报出图, not yet opened, in a new browser."""
    layout = visit()
    return BriefingPage(layout.page, layout.address, layout.watch)


def test_map_leads_to_the_sheet_of_the_chosen_zone(visit: Visit) -> None:
    layout = visit().open()
    layout.click_row("riverside")
    layout.expect_chosen("riverside", "徐汇滨江人工智能高质量发展带")
    layout.page.get_by_role("link", name="出图", exact=True).click()
    briefing = BriefingPage(layout.page, layout.address, layout.watch)
    briefing.expect_picture(sheet(PLAN, RIVERSIDE))
    expect(layout.page).to_have_url(re.compile(r"/briefing\?template=subject&subject=zone/river"))


def test_way_back_to_the_map_keeps_zone_and_settings(visit: Visit) -> None:
    layout = visit().open(zone="riverside")
    layout.page.get_by_role("link", name="出图", exact=True).click()
    briefing = BriefingPage(layout.page, layout.address, layout.watch)
    briefing.expect_picture(sheet(PLAN, RIVERSIDE))
    briefing.write("标题", "滨江周报")
    briefing.expect_picture(sheet(PLAN, Brief("subject", RIVERSIDE.subjects, title="滨江周报")))
    layout.page.get_by_role("link", name="空间布局", exact=True).first.click()
    layout.drawn().expect_chosen("riverside", "徐汇滨江人工智能高质量发展带")
    layout.let_go()
    layout.page.get_by_role("link", name="出图", exact=True).click()
    briefing.expect_picture(sheet(PLAN, Brief(title="滨江周报")))


def test_sheet_is_as_it_was_left_or_as_the_map_is_whichever_way_is_taken(visit: Visit) -> None:
    layout = visit().open(zone="riverside")
    briefing = BriefingPage(layout.page, layout.address, layout.watch)
    layout.page.get_by_role("link", name="出图", exact=True).click()
    briefing.expect_picture(sheet(PLAN, RIVERSIDE))
    briefing.choose_template("区位图")
    briefing.expect_picture(sheet(PLAN, Brief("location")))
    layout.page.get_by_role("link", name="空间布局", exact=True).first.click()
    layout.drawn()
    layout.page.get_by_role("link", name="简报出图", exact=True).first.click()
    briefing.expect_picture(sheet(PLAN, Brief("location")))
    layout.page.get_by_role("link", name="空间布局", exact=True).first.click()
    layout.drawn()
    layout.page.get_by_role("link", name="出图", exact=True).click()
    briefing.expect_picture(sheet(PLAN, RIVERSIDE))


def test_another_template_is_shown_and_stands_in_the_address(briefing: BriefingPage) -> None:
    page = briefing.open().page
    entries = page.evaluate("history.length")
    briefing.choose_template("区位图")
    briefing.expect_picture(sheet(PLAN, Brief("location")))
    expect(page).to_have_url(re.compile(r"/briefing\?template=location$"))
    assert page.evaluate("history.length") == entries


def test_address_reopens_the_sheet_it_came_from(briefing: BriefingPage) -> None:
    zones = ("zone/riverside", "zone/west-bund")
    briefing.open(template="compare", subject=",".join(zones), layers="zones", dpi="7")
    briefing.expect_picture(sheet(PLAN, Brief("compare", zones, layers=("zones",))))
    expect(briefing.remark).to_contain_text("dpi=7")
    assert briefing.watch.asked("/map/") + briefing.watch.asked("/layers/") == []


def test_downloaded_picture_is_that_of_the_library(briefing: BriefingPage, tmp_path: Path) -> None:
    briefing.open(template="location", size="a4-landscape", dpi="200")
    path = briefing.download("下载 PNG", tmp_path)
    assert path.name == f"徐汇区人工智能“两极两带”区位图_{date.today()}.png"
    assert path.read_bytes() == sheet(PLAN, Brief("location"), size="a4-landscape", dpi=200)


@pytest.mark.parametrize(
    ("label", "beginning"),
    [("PDF", b"%PDF"), ("PPT", b"PK"), ("Excel", b"PK"), ("GeoPackage", b"SQLite format 3")],
)
def test_other_files_come_when_they_are_asked_for(
    briefing: BriefingPage, tmp_path: Path, label: str, beginning: bytes
) -> None:
    briefing.open(template="location")
    assert briefing.download(label, tmp_path).read_bytes().startswith(beginning)


def test_release_is_refused_until_it_is_complete(briefing: BriefingPage) -> None:
    briefing.open(template="location")
    briefing.sidebar.get_by_role("radio", name="正式发布", exact=True).click()
    expect(briefing.remark).to_contain_text("正式发布还缺：审图号、资料来源、数据日期、制图单位")
    expect(briefing.preview).to_have_count(0)
    expect(briefing.downloads.get_by_role("button", name="下载 PNG")).to_be_disabled()
    briefing.write("制图单位（必填）", "某局")
    briefing.write("资料来源（必填）", "规划")
    briefing.write("审图号（必填）", "沪S(2026)1号")
    expect(briefing.remark).to_contain_text("正式发布还缺：数据日期")
    briefing.write_date("数据日期（必填）", "20260131")
    released = Brief(
        "location",
        unit="某局",
        source="规划",
        approval_number="沪S(2026)1号",
        data_date=date(2026, 1, 31),
        release=Release.PUBLIC,
    )
    briefing.expect_picture(sheet(PLAN, released))
    expect(briefing.page.get_by_text("正式发布还缺")).to_have_count(0)


def test_hostile_title_is_text(briefing: BriefingPage, tmp_path: Path) -> None:
    title = "<img src=x onerror=hacked=1>${hacked=1}"
    briefing.open(template="location")
    briefing.write("标题", title)
    briefing.expect_picture(sheet(PLAN, Brief("location", title=title)))
    expect(briefing.preview).to_have_attribute("alt", title)
    assert briefing.page.locator("img[src=x]").count() == 0
    assert briefing.page.evaluate("window.hacked") is None
    assert "<" not in briefing.download("SVG", tmp_path).name


def test_text_that_does_not_fit_is_refused_with_the_reason(briefing: BriefingPage) -> None:
    briefing.open()
    briefing.write("标题", "长" * 41)
    expect(briefing.refusal).to_contain_text("标题有 41 个字，最多 40 个：请缩短")


def test_broken_logo_is_said_once_and_can_be_taken_away(briefing: BriefingPage) -> None:
    briefing.open(template="location")
    logo = {"name": "章.png", "mimeType": "image/png", "buffer": b"not a picture"}
    upload = briefing.sidebar.get_by_role("region", name="标志（PNG 或 JPEG）")
    upload.locator("input[type=file]").set_input_files(logo)  # type: ignore[arg-type]
    expect(briefing.refusal).to_contain_text("标志图片不能读取")
    expect(briefing.refusal).to_have_count(1)
    briefing.sidebar.get_by_role("button", name="移除 章.png").click()
    briefing.expect_picture(sheet(PLAN, Brief("location")))


def test_atlas_can_be_cancelled_and_made_again(briefing: BriefingPage) -> None:
    briefing.open()
    briefing.series.locator("summary").click()
    briefing.series.get_by_role("button", name=re.compile("街道（镇）")).click()
    start = briefing.series.get_by_role("button", name="开始制作")
    start.click()
    expect(briefing.series.get_by_test_id("stProgress")).to_contain_text(re.compile(r"\d+ / 17"))
    expect(start).to_be_disabled()
    briefing.series.get_by_role("button", name="取消").click()
    expect(briefing.series.get_by_text("已取消，没有生成文件。")).to_be_visible(timeout=LONG_MS)
    expect(start).to_be_enabled()


def test_atlas_names_the_pages_it_lacks_and_is_downloaded(
    briefing: BriefingPage, tmp_path: Path
) -> None:
    briefing.open(layers="zones")
    briefing.series.locator("summary").click()
    briefing.series.get_by_role("button", name=re.compile("片区")).click()
    briefing.series.get_by_role("button", name=re.compile("园区")).click()
    briefing.series.get_by_role("button", name="开始制作").click()
    made = briefing.series.get_by_role("button", name=re.compile(r"下载 图册_.*\.pdf"))
    expect(made).to_be_visible(timeout=LONG_MS)
    expect(briefing.series.get_by_test_id("stCode")).to_contain_text("中部融合升级区")
    with briefing.page.expect_download() as coming:
        made.click()
    coming.value.save_as(tmp_path / "atlas.pdf")
    assert (tmp_path / "atlas.pdf").read_bytes().startswith(b"%PDF")


def test_batch_packs_templates_in_formats(briefing: BriefingPage, tmp_path: Path) -> None:
    briefing.open()
    briefing.series.locator("summary").click()
    briefing.series.get_by_role("radio", name="批量", exact=True).click()
    for title in ("总体布局图", "新增载体图", "单片区图", "对比图"):
        chosen = briefing.series.get_by_test_id("stMultiSelect").first
        chosen.get_by_role("button", name=re.compile(title)).click()
        expect(chosen.get_by_text(title)).to_have_count(0)
        briefing.rested()
    briefing.series.get_by_role("button", name="开始制作").click()
    made = briefing.series.get_by_role("button", name=re.compile(r"下载 简报批量_.*\.zip"))
    expect(made).to_be_visible(timeout=LONG_MS)
    with briefing.page.expect_download() as coming:
        made.click()
    coming.value.save_as(tmp_path / "batch.zip")
    with ZipFile(tmp_path / "batch.zip") as archive:
        png, pdf = archive.namelist()
        assert png.endswith(".png")
        assert pdf.endswith(".pdf")
        assert archive.read(png) == sheet(PLAN, Brief("location"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_has_no_serious_fault(briefing: BriefingPage, lang: str) -> None:
    briefing.page.set_viewport_size({"width": 1440, "height": 2000})
    briefing.open(template="subject", lang=lang)
    expect(briefing.preview).to_be_visible()
    assert faults(briefing.page.main_frame) == []
    assert ("简报出图" in briefing.page.title()) == (lang == "zh")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080)])
def test_sheet_and_buttons_fit_the_screen(shared_visit: Visit, width: int, height: int) -> None:
    layout = shared_visit(viewport={"width": width, "height": height})
    briefing = BriefingPage(layout.page, layout.address, layout.watch).open()
    expect(briefing.preview).to_be_in_viewport(ratio=0.99)
    expect(briefing.downloads).to_be_in_viewport(ratio=0.99)
    briefing.open(size="a3-portrait")
    expect(briefing.preview).to_be_in_viewport(ratio=0.99)
    expect(briefing.downloads).to_be_in_viewport(ratio=0.99)


def test_phone_shows_sheet_and_buttons_without_scrolling_sideways(shared_visit: Visit) -> None:
    layout = shared_visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    briefing = BriefingPage(layout.page, layout.address, layout.watch).open(template="compare")
    expect(briefing.preview).to_be_in_viewport(ratio=0.99)
    main = briefing.page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    for title in TEMPLATES:
        expect(main.get_by_role("radio", name=title, exact=True)).to_be_in_viewport(ratio=0.9)


def test_template_is_chosen_with_the_keyboard(briefing: BriefingPage) -> None:
    briefing.open()
    first = briefing.page.get_by_test_id("stMain").get_by_role("radio", name="总体布局图")
    first.focus()
    briefing.page.keyboard.press("ArrowRight")
    briefing.page.keyboard.press("Enter")
    briefing.expect_picture(sheet(PLAN, Brief("capacity")))


_IN_ONE_ROW: Final = """() => {
  const group = document.querySelector(".stMain .stButtonGroup");
  const tabs = [...group.querySelectorAll("[role=radio]")];
  return new Set(tabs.map((tab) => tab.getBoundingClientRect().top)).size === 1;
}"""


def test_templates_stand_in_one_row_in_either_language(shared_visit: Visit) -> None:
    layout = shared_visit()
    briefing = BriefingPage(layout.page, layout.address, layout.watch)
    for lang in ("zh", "en"):
        briefing.open(template="subject", lang=lang)
        templates = briefing.page.locator(".stMain .stButtonGroup").first.get_by_role("radio")
        expect(templates).to_have_count(len(TEMPLATES))
        briefing.page.wait_for_function(_IN_ONE_ROW)  # once the page has its width


def test_basemap_of_the_map_comes_along_by_its_link(visit: Visit) -> None:
    layout = visit().open(basemap="tianditu")
    layout.page.get_by_role("link", name="出图", exact=True).click()
    briefing = BriefingPage(layout.page, layout.address, layout.watch)
    expect(briefing.sidebar.get_by_role("combobox", name="底图")).to_be_visible()
    expect(briefing.sidebar.get_by_role("textbox", name="天地图密钥（tk）")).to_be_visible()
    expect(layout.page).to_have_url(re.compile(r"[?&]basemap=tianditu"))


def test_basemap_that_did_not_come_can_be_asked_for_again_without_scrolling(visit: Visit) -> None:
    layout = visit()
    briefing = BriefingPage(layout.page, layout.address, layout.watch)
    briefing.open(basemap="tianditu")
    expect(briefing.remark).to_contain_text("天地图需要密钥")
    for part in (briefing.preview, briefing.remark, briefing.downloads):
        expect(part).to_be_in_viewport(ratio=0.99)
    expect(briefing.page.get_by_role("button", name="再试一次")).to_be_in_viewport(ratio=0.99)


_TOLD: Final = "[data-testid=stFileUploaderDropzoneInstructions]"


def test_uploads_say_what_they_take_in_the_pages_language(briefing: BriefingPage) -> None:
    briefing.open()
    for label, most in (("标志（PNG 或 JPEG）", 5), ("幻灯片模板（.pptx）", 50)):
        upload = briefing.sidebar.get_by_role("region", name=label)
        told = upload.locator(_TOLD)
        expect(told).to_have_css("content", f'"或拖到这里；最大 {most} MB"', pseudo="after")
        expect(upload.get_by_text("per file")).to_be_hidden()


def test_everything_that_is_compared_can_be_read(briefing: BriefingPage) -> None:
    briefing.open(template="compare", lang="en")
    field = briefing.page.get_by_test_id("stMain").get_by_test_id("stMultiSelect").first
    for zone in ("Caohejing", "West Bund Digital Valley", "Xuhui Riverside", "Caohejing–Huajing"):
        expect(field.get_by_text(zone, exact=True)).to_be_in_viewport(ratio=0.99)


def test_a_title_typed_just_before_the_download_is_on_the_sheet(
    briefing: BriefingPage, tmp_path: Path
) -> None:
    briefing.open()
    briefing.sidebar.get_by_label("标题", exact=True).fill("最后一刻的标题")
    made = briefing.download("PDF", tmp_path)
    assert "最后一刻的标题" in made.name
    read = subprocess.run(["pdftotext", str(made), "-"], check=True, capture_output=True, text=True)
    assert "最后一刻的标题" in read.stdout
