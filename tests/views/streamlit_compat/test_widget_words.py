"""The words that widgets are given in Chinese are still words of Streamlit's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest

from tests.views.streamlit_compat.release import VERSION, says, ships
from views.streamlit_compat import widget_words

_FILE: Final = Path(widget_words.__file__).with_name("widget_words.json")
_GIVEN: Final[dict[str, dict[str, str]]] = json.loads(_FILE.read_text("utf-8"))
_COMPOSED: Final = {
    "0 options available.": ["options", " available."],
    "Press Enter to apply": ["Press Enter to ", "apply"],
    "+Enter to apply": ["+Enter to ", "apply"],
    "Choose date, ": ["Choose date"],
    "Fullscreen: ": ["Fullscreen", "}: ${"],
    # The browser's own words (Intl.DisplayNames) for the parts of a date.
    "year, ": ["dateTimeField"],
    "month, ": ["dateTimeField"],
    "day, ": ["dateTimeField"],
}
"""Texts that stand in Streamlit's scripts in parts."""


def _fixed_parts(pattern: str) -> list[str]:
    """Return what a pattern holds besides what varies, without dots and marks at its ends."""
    parts = re.split(r"\([^)]*\)|\.\*|\w\?|[\^$]", pattern)
    plain = [part.replace("\\", "") for part in parts]
    return [part for part in plain if re.search("[A-Za-z]{3}", part)]


def _parts(text: str) -> list[str]:
    return _COMPOSED.get(text, [text])


@pytest.mark.parametrize("word", _GIVEN["words"])
def test_the_word_is_streamlits(word: str) -> None:
    assert says(word) or (word in _COMPOSED and all(map(ships, _COMPOSED[word]))), (
        f"{VERSION} no longer says “{word}”: what it says instead is English on Chinese pages "
        "(views/streamlit_compat/widget_words.json)"
    )


@pytest.mark.parametrize("pattern", _GIVEN["patterns"])
def test_the_pattern_is_of_streamlits_words(pattern: str) -> None:
    fixed = _fixed_parts(pattern)
    assert fixed
    assert [part for whole in fixed for part in _parts(whole) if not ships(part)] == [], (
        f"{VERSION} no longer says anything like “{pattern}”: what it says instead is English on "
        "Chinese pages (views/streamlit_compat/widget_words.json)"
    )
