"""A click just after typing acts on what was typed, or is said to be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.servers import served

LOST = "刚才的点击没有执行：请再点一次。"

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(Path(__file__).with_name("pages") / "typed.py") as address:
        yield address


@pytest.fixture
def opened(page: Page, address: str) -> Opened:
    def opened(query: str = "") -> Page:
        page.goto(f"{address}/?{query}")
        expect(page.get_by_text("Made of: []")).to_be_visible()
        expect(page.get_by_role("status").and_(page.locator(".lost-click"))).to_be_attached()
        return page

    return opened


def click(page: Page) -> None:
    page.get_by_role("button", name="Make").click()


def test_a_click_just_after_typing_acts_on_what_was_typed(opened: Opened) -> None:
    page = opened()
    page.get_by_label("Title").fill("typed")
    click(page)
    expect(page.get_by_text("Made of: ['typed']")).to_be_visible()
    expect(page.locator(".lost-click")).to_be_empty()


def test_a_click_after_enter_acts_on_what_was_typed(opened: Opened) -> None:
    page = opened()
    page.get_by_label("Title").fill("typed")
    page.keyboard.press("Enter")
    click(page)
    expect(page.get_by_text("Made of: ['typed']")).to_be_visible()


def test_a_button_pressed_from_the_keyboard_waits_too(opened: Opened) -> None:
    page = opened()
    page.get_by_label("Title").fill("typed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Made of: ['typed']")).to_be_visible()


def test_a_click_after_several_lines_acts_on_all_of_them(opened: Opened) -> None:
    page = opened("area")
    page.get_by_label("Title").fill("one")
    page.keyboard.press("Enter")
    click(page)
    expect(page.get_by_text(r"Made of: ['one\n']")).to_be_visible()


def test_two_clicks_at_once_act_once(opened: Opened) -> None:
    page = opened()
    page.get_by_label("Title").fill("typed")
    page.get_by_role("button", name="Make").dblclick()
    expect(page.get_by_text("Made of: ['typed']")).to_be_visible()
    page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")
    expect(page.get_by_text("Made of: ['typed']")).to_be_visible()


@pytest.mark.parametrize("why", ["gone", "disabled", "seconds=4"])
def test_a_click_that_comes_to_nothing_is_said_to_be_lost(opened: Opened, why: str) -> None:
    page = opened(why)
    page.get_by_label("Title").fill("typed")
    click(page)
    expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()
    expect(page.get_by_text("Made of: ['typed']")).to_have_count(0)


def test_a_button_that_goes_away_below_the_hand_is_told_too(opened: Opened) -> None:
    page = opened("gone")
    page.get_by_label("Title").fill("typed")
    page.get_by_role("button", name="Make").hover()
    page.mouse.down()
    expect(page.get_by_role("button", name="Make")).to_have_count(0)
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()


def test_a_lost_click_is_told_in_the_language_of_the_page_until_the_next(opened: Opened) -> None:
    page = opened("lang=en&disabled")
    page.get_by_label("Title").fill("typed")
    click(page)
    told = page.get_by_role("status").filter(has_text="not carried out: please click again")
    expect(told).to_be_visible()
    page.get_by_text("Made of").click()
    expect(told).to_have_count(0)


def test_where_streamlit_does_not_say_whether_it_runs_clicks_go_through(opened: Opened) -> None:
    page = opened()
    page.evaluate(
        "document.querySelector('[data-testid=stApp]').removeAttribute('data-test-script-state')"
    )
    page.get_by_label("Title").fill("typed")
    click(page)
    expect(page.get_by_text("Made of: ['']")).to_be_visible()
