"""The words of Streamlit's own widgets, in Chinese: the library has English only.

It has no setting for them. `widget_words.js` puts the words of `widget_words.json` in the place of
its own: in names of buttons and fields wherever they are, in text only within the widgets' own
parts (by their `data-testid`), never in what we write. A word that Streamlit has changed stays
English.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from geo.translation import Language

_HERE: Final = Path(__file__).parent


@cache
def widget_words(language: Language) -> str:
    """Return the script that has the widgets speak a language; in English it lets them be."""
    if language is Language.ENGLISH:
        return "window.liangjiWidgetWords?.stop();"
    script, words = ((_HERE / f"widget_words.{kind}").read_text("utf-8") for kind in ("js", "json"))
    return f"{script}window.liangjiWidgetWords.start({words});"
