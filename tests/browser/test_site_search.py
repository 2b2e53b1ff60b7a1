"""选址 in a real browser: question, chips, list and map, comparison, files, the link reopened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from geo.carriers.demo import demo_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.store import Store
from geo.plan import SHIPPED, read_plan

from .conftest import Visit, serving, watched
from .search_page import SearchPage
from .test_accessibility import faults

QUESTION = "2024年底前3000平米，芯片设计，15号线800米内"
ASKED = {"area": "3000-", "by": "2024-12-31", "industry": "chip", "near": "15:800"}
"""What the question asks for; only 漕河泾 meets all of it."""
PHONE = {"width": 390, "height": 844}


def searching(visit: Visit, **options: object) -> SearchPage:
    """Return the page in a browser of its own."""
    opened = visit(**options)
    return SearchPage(opened.page, opened.address, opened.watch)


def polygon_by_hand(search: SearchPage, *corners: tuple[float, float]) -> None:
    """Draw a polygon by clicks, the last one double."""
    search.tool("圈选范围：多边形").click()
    for corner in corners[:-1]:
        search.page.mouse.click(*search.point(*corner), delay=20)
        search.page.wait_for_timeout(320)  # two clicks within 300 ms are a double click
    search.page.mouse.dblclick(*search.point(*corners[-1]))


def test_from_a_question_to_the_link_reopened_elsewhere(visit: Visit, tmp_path: Path) -> None:
    search = searching(visit).open()
    expect(search.results).to_contain_text("问一句，或在左侧逐项填写")
    search.ask(QUESTION)
    for name, value in ASKED.items():
        search.expect_parameter(name, value)
    for chip in ("面积 ≥3,000㎡", "2024-12-31 前交付", "芯片", "距15号线 ≤800 m（直线）"):
        expect(search.chips).to_contain_text(chip)
    expect(search.card("1")).to_contain_text("漕河泾")
    expect(search.card("1")).to_contain_text("100分")
    search.pin("caohejing").click()
    expect(search.card("1").locator("article")).to_contain_class("chosen")
    expect(search.card("1").locator(".parts")).to_be_visible()
    search.expect_parameter("chosen", "caohejing")
    search.rested()
    search.page.get_by_text("差一点的").click()
    search.tick("1", "对比")
    search.tick("A", "对比")
    expect(search.comparison.locator(".compare thead th")).to_have_count(2)
    expect(search.comparison.locator(".best").first).to_contain_text("最优")
    search.tick("1", "备选")
    content = search.download("导出 Excel", tmp_path).read_bytes()
    assert content.startswith(b"PK")
    other = searching(visit).open(search.page.url.partition("?")[2])
    expect(other.card("1").locator("article")).to_contain_class("chosen")
    expect(other.pin("caohejing")).to_contain_class("chosen")
    expect(other.comparison.locator(".compare thead th")).to_have_count(2)
    expect(other.shortlist).to_contain_text("漕河泾")
    assert other.page.url.partition("?")[2] == search.page.url.partition("?")[2]


def test_what_takes_a_candidate_out_of_the_comparison_stands_below_its_column(
    visit: Visit,
) -> None:
    search = searching(visit).open(area="3000-", compare="caohejing,caohejing-huajing")
    heads = search.comparison.locator(".compare thead th")
    buttons = search.comparison.get_by_role("button", name=re.compile("移出第"))
    expect(heads).to_have_count(2)
    expect(buttons).to_have_count(2)
    for place in range(2):
        head, button = heads.nth(place).bounding_box(), buttons.nth(place).bounding_box()
        assert head is not None
        assert button is not None
        assert head["x"] - 1 <= button["x"]
        assert button["x"] + button["width"] <= head["x"] + head["width"] + 1


def test_a_line_is_read_whole_in_its_field(visit: Visit) -> None:
    search = searching(visit).open(near="15:800", lang="en")
    field = search.page.locator(".stSidebar").get_by_role("combobox", name="Line or station")
    expect(field).to_have_value("Line 15")
    assert field.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_list_and_map_show_the_same_choice(visit: Visit) -> None:
    search = searching(visit).open(area="3000-", by="2025-12-31")
    search.choose("2")
    expect(search.card("2").locator("article")).to_contain_class("chosen")
    expect(search.map.locator(".pin-of.chosen")).to_have_count(1)
    chosen = search.parameter("chosen")
    assert search.map.locator(".pin-of.chosen").get_attribute("data-pin") == chosen
    search.choose("2")
    expect(search.map.locator(".pin-of.chosen")).to_have_count(0)
    expect(search.page).not_to_have_url(re.compile(r"[?&]chosen="))


def test_a_pin_is_chosen_with_the_keyboard(visit: Visit) -> None:
    search = searching(visit).open(**ASKED)
    pin = search.pin("caohejing")
    assert "漕河泾" in (pin.get_attribute("aria-label") or "")
    pin.focus()
    pin.press("Enter")
    expect(search.card("1").locator("article")).to_contain_class("chosen")
    expect(search.map.locator("path.chosen[data-zone=caohejing]")).to_be_visible()


def test_a_chip_taken_off_leaves_the_address_and_the_answer_grows(visit: Visit) -> None:
    search = searching(visit).open(**ASKED)
    expect(search.pins).to_have_count(1)
    search.chips.get_by_role("button", name="去掉“产业”").click()
    expect(search.page).not_to_have_url(re.compile("industry="))
    expect(search.results).to_contain_text("符合 3 处")
    expect(search.pins).to_have_count(3)


def test_a_chip_opens_to_be_changed_and_stays_open(visit: Visit) -> None:
    search = searching(visit).open(**ASKED)
    search.chips.get_by_role("button", name=re.compile("面积 ≥3,000")).click()
    opened = search.page.get_by_test_id("stPopoverBody")
    opened.get_by_label("面积 ≥ ㎡").fill("2000")
    opened.get_by_label("面积 ≥ ㎡").press("Enter")
    search.expect_parameter("area", "2000-")
    opened.get_by_text("×2", exact=True).click()
    search.expect_parameter("wish", "area:2")
    expect(opened).to_be_visible()
    expect(search.chips).to_contain_text("希望 ×2：面积 ≥2,000㎡")
    search.page.keyboard.press("Escape")
    search.chips.get_by_role("button", name="去掉“面积”").click()
    expect(search.page).not_to_have_url(re.compile("area="))


def test_chips_say_what_the_latest_question_asks(visit: Visit) -> None:
    search = searching(visit).open(**ASKED)
    search.ask("2000到3000平米，芯片设计，15号线500米内")
    expect(search.chips).to_contain_text("面积 2,000㎡—3,000㎡")
    expect(search.chips).to_contain_text("距15号线 ≤500 m（直线）")
    expect(search.chips).not_to_contain_text("交付")


def test_a_polygon_is_drawn_by_clicks_and_deleted(visit: Visit) -> None:
    search = searching(visit).open(area="3000-")
    polygon_by_hand(search, (0.35, 0.25), (0.62, 0.25), (0.62, 0.55), (0.35, 0.55))
    expect(search.chips).to_contain_text("在圈定范围内")
    expect(search.map.locator("path.drawn")).to_have_count(1)
    assert len(search.ground_in_address().split(";")) == 4
    search.tool("删除圈选范围").click()
    expect(search.page).not_to_have_url(re.compile("ground="))
    expect(search.map.locator("path.drawn")).to_have_count(0)
    expect(search.chips).not_to_contain_text("圈定")


def test_a_polygon_ends_on_its_first_corner_and_one_whose_sides_cross_does_not_end(
    visit: Visit,
) -> None:
    search = searching(visit).open(area="3000-")
    search.tool("圈选范围：多边形").click()
    for corner in ((0.3, 0.3), (0.6, 0.3), (0.3, 0.5), (0.6, 0.5)):
        search.page.mouse.click(*search.point(*corner), delay=20)
        search.page.wait_for_timeout(320)
    done = search.map.get_by_role("button", name="完成")
    expect(search.map.locator(".drawing-bar")).to_contain_text("边线相交")
    expect(done).to_be_disabled()
    search.page.keyboard.press("Backspace")
    expect(done).to_be_enabled()
    search.page.mouse.click(*search.point(0.3, 0.3))
    expect(search.chips).to_contain_text("在圈定范围内")
    assert len(search.ground_in_address().split(";")) == 3


def test_escape_cancels_a_drawing_and_only_then_lets_go_of_what_is_chosen(visit: Visit) -> None:
    search = searching(visit).open(**ASKED, chosen="caohejing")
    chosen = search.map.locator("path.chosen[data-zone=caohejing]")
    search.tool("圈选范围：多边形").click()
    search.page.mouse.click(*search.point(0.4, 0.4))
    expect(search.map.locator("path.corner")).to_have_count(1)
    search.page.keyboard.press("Escape")
    expect(search.map.locator("path.corner")).to_have_count(0)
    expect(search.map.locator(".drawing-bar")).to_be_hidden()
    search.rested()
    assert search.parameter("ground") is None
    expect(chosen).to_be_visible()
    search.page.keyboard.press("Escape")
    expect(chosen).to_have_count(0)
    expect(search.page).not_to_have_url(re.compile(r"[?&]chosen="))


def test_a_circle_is_dragged_from_its_centre(visit: Visit) -> None:
    search = searching(visit).open(area="3000-")
    search.tool("圈选范围：圆").click()
    search.page.mouse.move(*search.point(0.45, 0.45))
    search.page.mouse.down()
    search.page.mouse.move(*search.point(0.55, 0.45), steps=5)
    search.page.mouse.up()
    expect(search.chips).to_contain_text("在圈定的")
    centre, _, radius = search.ground_in_address().partition("~")
    width = search.ground.evaluate(
        "node => { const map = LiangjiLiangdai.map.map, b = map.getBounds();"
        " return map.distance([b.getNorth(), b.getWest()], [b.getNorth(), b.getEast()]); }"
    )
    assert float(radius) == pytest.approx(0.1 * width, rel=0.03)
    lon, lat = map(float, centre.split(","))
    assert 121.3 < lon < 121.6
    assert 31.0 < lat < 31.3


def test_a_circle_has_the_radius_that_is_written(visit: Visit) -> None:
    search = searching(visit).open(area="3000-")
    search.tool("圈选范围：圆").click()
    search.page.mouse.click(*search.point(0.5, 0.4))
    search.map.get_by_label("半径").fill("1500")
    search.map.get_by_role("button", name="完成").click()
    expect(search.chips).to_contain_text("在圈定的 1,500 m 内")


def test_a_polygon_is_drawn_with_the_keyboard_alone(visit: Visit) -> None:
    search = searching(visit).open(area="3000-")
    search.tool("圈选范围：多边形").focus()
    search.page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        search.page.keyboard.press("Space")
        before = search.ground.evaluate("() => LiangjiLiangdai.map.map.getCenter().toString()")
        search.page.keyboard.press(key)
        search.page.frame_locator("iframe[title*=search_map]").locator(
            "body"
        ).page.wait_for_timeout(
            600  # Leaflet glides to where the key leads
        )
        after = search.ground.evaluate("() => LiangjiLiangdai.map.map.getCenter().toString()")
        assert after != before
    expect(search.map.locator("path.corner")).to_have_count(3)
    search.page.keyboard.press("Enter")
    expect(search.chips).to_contain_text("在圈定范围内")


def test_drawing_does_not_choose_what_lies_beneath(visit: Visit) -> None:
    search = searching(visit).open(**ASKED)
    polygon_by_hand(search, (0.40, 0.40), (0.48, 0.40), (0.44, 0.55))
    expect(search.chips).to_contain_text("在圈定范围内")
    search.rested()
    assert search.parameter("chosen") is None


def test_the_page_fits_a_phone(shared_visit: Visit) -> None:
    phone = searching(shared_visit, viewport=PHONE, has_touch=True, is_mobile=True)
    search = phone.open(**ASKED)
    widths = search.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert widths[0] <= widths[1]
    results, ground = search.results.bounding_box(), search.ground.bounding_box()
    assert results is not None
    assert ground is not None
    assert ground["y"] < results["y"]
    assert ground["width"] > 340
    search.pin("caohejing").tap()
    expect(search.card("1").locator("article")).to_contain_class("chosen")


def test_on_a_phone_what_can_be_asked_comes_before_the_map(shared_visit: Visit) -> None:
    phone = searching(shared_visit, viewport=PHONE, has_touch=True, is_mobile=True).open()
    examples, ground = phone.results.bounding_box(), phone.ground.bounding_box()
    assert examples is not None
    assert ground is not None
    assert examples["y"] < ground["y"]


def test_hostile_words_of_a_question_and_a_link_stay_text(visit: Visit) -> None:
    search = searching(visit)
    attack = "<img src=x onerror=window.hacked=1> ![x](http://evil.example/x.png)"
    search.open(zone=attack, area="3000-")
    expect(search.remark.first).to_contain_text("已忽略")
    search.ask(f"3000平米以上 {attack}")
    assert search.page.evaluate("window.hacked") is None
    assert search.watch.outside == []


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application with 2,000 demo carriers."""
    directory = tmp_path_factory.mktemp("stocked")
    plan = read_plan(SHIPPED)
    carriers = demo_carriers(plan, 2000)
    Store(directory, plan).keep(Inventory(carriers=carriers), "演示数据", datetime(2026, 1, 1))
    with serving(store=directory) as address:
        yield address


@pytest.fixture
def among_carriers(new_context: Callable[..., BrowserContext], stocked: str) -> Iterator[Visit]:
    """Open pages of the application with carriers."""
    with watched(new_context, stocked) as visit:
        yield visit


def test_pins_at_one_place_are_one_and_a_click_goes_through_them(among_carriers: Visit) -> None:
    asked = {"area": "2000-4000", "by": "2027-12-31", "near": "15:800", "industry": "chip"}
    search = searching(among_carriers).open(**asked)
    expect(search.page.locator(".title .demo")).to_have_text("演示数据")
    pin = search.pins.first
    expect(pin).to_contain_text("+")
    chosen = []
    for number in ("1", "2"):
        pin.click()
        expect(search.card(number).locator("article")).to_contain_class("chosen")
        search.rested()
        chosen.append(search.map.locator(".pin-of.chosen").get_attribute("data-pin"))
    assert len(set(chosen)) == 2


def test_what_does_together_what_none_does_alone_is_shown_on_the_map(
    among_carriers: Visit,
) -> None:
    asked = {"area": "9000-", "by": "2026-12-31", "near": "15:500", "industry": "chip"}
    search = searching(among_carriers).open(**asked)
    expect(search.results).to_contain_text("没有完全符合的")
    card = search.page.locator(".st-key-finding_combination_1")
    expect(card).to_contain_text("相邻楼层")
    card.get_by_role("button").click(position={"x": 90, "y": 16})
    expect(card.locator("article")).to_contain_class("chosen")
    expect(search.map.locator(".pin-of.piece.chosen").first).to_be_visible()


def test_the_list_goes_to_what_was_chosen_on_the_map(among_carriers: Visit) -> None:
    search = searching(among_carriers).open(area="1000-")
    expect(search.card("9")).not_to_be_in_viewport()
    nine = search.map.locator(".pin-of", has_text=re.compile(r"^9(\+\d+)?$"))
    nine.click()
    expect(search.card("9").locator("article")).to_contain_class("chosen")
    expect(search.card("9").locator("h3")).to_be_in_viewport()


def test_empty_page_has_no_serious_fault_and_offers_only_examples_that_are_answered(
    shared_visit: Visit,
) -> None:
    search = searching(shared_visit).open()
    assert faults(search.page.main_frame) == []
    examples = search.results.get_by_role("button").all_text_contents()
    assert len(examples) == 6
    search.results.get_by_role("button").first.click()
    expect(search.chips).to_be_visible()
    expect(search.question).to_have_value(examples[0])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_answer_comparison_and_map_have_no_serious_fault(
    among_carriers: Visit, language: str
) -> None:
    search = searching(among_carriers)
    search.page.set_viewport_size({"width": 1440, "height": 2400})  # axe judges what is in sight
    ids = "demo-0000001,demo-0000002"
    search.open(area="1000-4000", rent="6", compare=ids, shortlist=ids, lang=language)
    search.choose("1")
    expect(search.map.locator(".pin-of.chosen")).to_have_count(1)
    search.page.mouse.move(5, 5)
    assert faults(search.page.main_frame) == []
    frame = search.page.frame(url=re.compile(r"/map/[^/]+/(zh|en)"))
    assert frame is not None
    assert faults(frame) == []
