"""Classes and `data-testid`s of Streamlit that style sheets and scripts name are in its bundle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.servers import ROOT
from tests.views.streamlit_compat.release import VERSION, begins_a_name, ships, ships_name

_FOLDERS = ("views", "briefings/cards", "tests/browser", "benchmarks")
_NAMES = (
    re.compile(r"\[data-testid(?P<sign>\^?)=[\"']?(?P<name>\w+)"),
    re.compile(r"get_by_test_id\([\"'](?P<sign>)(?P<name>\w+)"),
    re.compile(r"\.(?P<sign>)(?P<name>st[A-Z]\w+)"),
)


def _named() -> Iterator[tuple[str, str, str]]:
    """Yield each name, whether only its beginning is named, and the first file that names it."""
    seen = set()
    for folder in _FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".css", ".js", ".py"):
                continue
            for pattern in _NAMES:
                for found in pattern.finditer(path.read_text("utf-8")):
                    if found.groups() not in seen:
                        seen.add(found.groups())
                        yield found["name"], found["sign"], str(path.relative_to(ROOT))


@pytest.mark.parametrize(("name", "sign", "file"), list(_named()))
def test_the_name_is_one_of_streamlits(name: str, sign: str, file: str) -> None:
    assert (begins_a_name if sign else ships_name)(name), (
        f"{VERSION} no longer draws {name}: the rule of {file} that names it does nothing"
    )


@pytest.mark.parametrize(
    "part", ["st-key-", "data-stale", "data-test-script-state", "data-live-announcer"]
)
def test_the_page_says_keys_and_state(part: str) -> None:
    assert ships(part), (
        f"{VERSION} no longer writes {part} into the page: style sheets (st-key-), clicks that "
        "wait (typed_first.js) or words in Chinese (widget_words.js) no longer find it"
    )


def test_names_are_found_in_all_style_sheets() -> None:
    files = {Path(file).name for _, _, file in _named()}
    assert {"page.css", "search.css", "carriers.css", "widget_words.js", "typed_first.js"} <= files
