"""Clicks that wait until what was typed just before them is taken.

Streamlit sends a field's text when the field is left, and a button does what the last run gave it:
clicked by the same move of the hand, it would make a file with the title of before. The script
holds such a click until the run has ended. It leans on `stApp` with `data-test-script-state`, on
`data-stale`, and on `stElementContainer` round every widget. Where Streamlit no longer says whether
it is running, clicks go through at once.

No supported way: `live` sends text while it is typed, but a click can still come first;
`on_change="ignore"` sends it with the click, but then leaving a field no longer draws the preview;
a form has one button and shows nothing before it is pressed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from geo.translation import Language, Translator


@cache
def typed_first(language: Language, *, longest_s: float = 20) -> str:
    """Return the script that holds such clicks for `longest_s` at most.

    A click that cannot be carried out by then, or whose button is gone or disabled, is said to be
    lost, in the language, as a status (ARIA) in the page.
    """
    script = Path(__file__).with_name("typed_first.js").read_text("utf-8")
    say = Translator(language)
    given = json.dumps(
        {"lost": say("刚才的点击没有执行：请再点一次。"), "longestMs": round(longest_s * 1000)}
    )
    return f"{script}window.liangjiTypedFirst.start({given});"
