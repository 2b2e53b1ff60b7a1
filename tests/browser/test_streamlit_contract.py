"""What only a browser shows of Streamlit: scripts that run, an address left alone, the root."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from benchmarks.servers import served
from tests.views.streamlit_compat.release import VERSION

from .conftest import Visit
from .rest import rested

Run = Callable[[str], int]
"""Clicks a button and returns how many times garbage had been collected in full by then."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(Path(__file__).with_name("pages") / "contract.py") as address:
        yield address


@pytest.fixture
def run(page: Page, address: str) -> Run:
    page.goto(address)
    runs = [1]

    def collections() -> int:
        shown = page.get_by_text(re.compile(rf"^Run {len(runs)}, "))
        expect(shown).to_be_visible()
        return int(rested(page).get_by_text("collections").inner_text().rsplit(" ", 1)[1])

    def click(button: str) -> int:
        page.get_by_role("button", name=button).click()
        runs.append(1)
        return collections()

    collections()
    return click


def test_a_script_runs_once_for_each_text_it_has(page: Page, run: Run) -> None:
    run("Again")
    run("Again")
    told = f"{VERSION} {{}} (views/streamlit_compat/page_script.py)"
    assert page.evaluate("document.body.dataset.changing") == "3", told.format(
        "no longer runs scripts of st.html: widgets speak English, clicks do not wait for typing"
    )
    assert page.evaluate("document.body.dataset.same") == "1", told.format(
        "runs a script again that has not changed: lists jump to what was chosen at every run"
    )


def test_a_query_that_is_replaced_stays_and_adds_nothing_to_the_history(
    page: Page, run: Run
) -> None:
    before = page.evaluate("history.length")
    run("Again")
    run("Again")
    told = f"{VERSION} {{}} (views/streamlit_compat/address_bar.py)"
    assert page.url.endswith("/?run=3"), told.format("does not leave the address alone")
    assert page.evaluate("history.length") == before, told.format("adds to the history")
    run("Query")
    assert page.evaluate("history.length") == before + 1, told.format(
        "replaces the address for st.query_params: the script of ours is no longer needed"
    )


def test_all_garbage_is_collected_after_every_run(run: Run) -> None:
    counts = [run("Again") for _ in range(3)]
    assert counts == sorted(set(counts)), (
        f"{VERSION} no longer collects garbage after every run: freezing memory is no longer "
        "needed (views/streamlit_compat/garbage.py)"
    )


def test_what_is_to_be_in_the_head_is_in_the_page_that_is_sent(app: str) -> None:
    told = (
        f"{VERSION} no longer sends its page through the middleware of st.App with a </head> in "
        "it: pages come as without it, later (views/streamlit_compat/page_head.py)"
    )
    for path, text in (("/", "modulepreload"), ("/briefing", "BACKEND_BASE_URL")):
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
        asked = Request(f"{app}{path}", headers=headers)  # noqa: S310 - our own server
        with urlopen(asked) as answer:  # noqa: S310 - our own server
            head = answer.read().decode().split("</head>")[0]
        assert text in head, told


def test_a_page_with_a_path_does_not_look_for_the_root(visit: Visit) -> None:
    shown = visit()
    shown.page.goto(f"{shown.address}/carriers")
    expect(shown.page.locator("header.title")).to_be_visible()
    assert [url for url in shown.watch.requests if "/carriers/_stcore" in url] == [], (
        f"{VERSION} looks for the root by trial although window.__streamlit says it "
        "(views/streamlit_compat/root_address.py)"
    )
