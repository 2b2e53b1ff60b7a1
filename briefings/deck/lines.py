"""Text of a slide as lines: how wide it may run, where it breaks, how high it is.

Our fonts are not everywhere. Ideographs are as wide in any font; Latin letters and digits are
counted as wide as in the widest font that programs take instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefings.deck.text_style import QUIET, TEXT, Words, words
from briefings.lettering import character_widths, has_chinese, text_width, wrapped

_WIDER: Final = {False: 1.1, True: 1.18}
"""How much wider Latin text runs in DejaVu Sans than in our font, by whether it is bold."""
_BETWEEN: Final = 0.15
"""What LibreOffice puts between ideographs and Latin text, ems."""
_SLACK: Final = 0.97
"""Share of a box's width that text may fill: programs break lines in ways of their own."""
SECOND: Final = 0.9
"""Size of a second language under the first."""


def run_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text may run, in the unit of `size`; of several lines the widest counts."""
    return max(_run_width(line, size, bold=bold) for line in text.split("\n"))


def _run_width(line: str, size: float, *, bold: bool) -> float:
    kinds = [has_chinese(character) for character in line]
    widths = character_widths(line, size, bold=bold)
    gaps = sum(one != other for one, other in pairwise(kinds)) * _BETWEEN * size
    own = zip(kinds, widths, strict=True)
    return gaps + sum(width * (1.0 if ideograph else _WIDER[bold]) for ideograph, width in own)


def broken(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that fit a width in any font."""
    wider = run_width(text, size, bold=bold) / max(text_width(text, size, bold=bold), 1e-9)
    return wrapped(text, width * _SLACK / max(wider, 1.0), size, bold=bold)


def text_lines(
    text: str, width: float, size: float, *, bold: bool = False, colour: str = TEXT
) -> list[Words]:
    """Return a text as paragraphs of one line each; a second language is smaller and quiet."""
    return [
        words(line, paragraph.size, bold=paragraph.runs[0].bold, colour=paragraph.runs[0].colour)
        for paragraph in flowing(text, size, bold=bold, colour=colour)
        for line in broken(paragraph.text, width, paragraph.size, bold=paragraph.runs[0].bold)
    ]


def on_one_line(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a short text with its languages beside one another, if a width has room for them."""
    line = text.replace("\n", "　")
    return line if run_width(line, size, bold=bold) <= width * _SLACK else text


def height_of(paragraphs: Sequence[Words]) -> float:
    """Return how high paragraphs of one line each are."""
    return sum(paragraph.size * paragraph.leading for paragraph in paragraphs)


def flowing(text: str, size: float, *, bold: bool = False, colour: str = TEXT) -> list[Words]:
    """Return a text as one paragraph a language, for the program to break into lines."""
    return [
        words(
            piece,
            size * (SECOND if order else 1.0),
            bold=bold and not order,
            colour=QUIET if order else colour,
        )
        for order, piece in enumerate(text.split("\n"))
    ]


def short_name(text: str) -> str:
    """Return what a shape with a text is called in the selection pane."""
    return text.partition("\n")[0][:40]
