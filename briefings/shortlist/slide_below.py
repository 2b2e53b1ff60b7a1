"""What stands below the table of a slide: near misses, and how the figures are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefings.box import Box
from briefings.deck.lines import flowing, height_of, text_lines
from briefings.deck.page import Page
from briefings.deck.surface import Lettering
from briefings.deck.text_style import QUIET, TEXT, Words

_ROOM: Final = 0.9
"""Share of the width that text is counted on: it may take more lines in other fonts."""
_BETWEEN: Final = 14.0
_HEAD: Final = 1.15


@dataclass(frozen=True)
class Part:
    """One text of several paragraphs under a heading; the program breaks them into lines."""

    heading: str
    paragraphs: tuple[Words, ...]
    width: float
    height: float


def parts_below(
    near_misses: Sequence[str], remarks: Sequence[str], page: Page, room: tuple[float, float]
) -> tuple[Part, ...]:
    """Return near misses and remarks beside each other, or the remarks over the whole width.

    `room` is the width, points, and the size of the text in the slide's unit.
    """
    speak, (width, points) = page.deck.speak, room
    size = points * page.pen.unit
    if not near_misses:
        return (_part(speak.message("说明"), remarks, QUIET, width, size),)
    half = (width - _BETWEEN * page.pen.unit) / 2
    return (
        _part(speak.message("差一点的"), near_misses, TEXT, half, size),
        _part(speak.message("说明"), remarks, QUIET, half, size),
    )


def _part(heading: str, texts: Sequence[str], ink: str, width: float, size: float) -> Part:
    counted = width * _ROOM
    lines = text_lines(heading, counted, size * _HEAD, bold=True)
    lines += [line for text in texts for line in text_lines(text, counted, size, ink=ink)]
    flow = flowing(heading, size * _HEAD, bold=True)
    flow += [paragraph for text in texts for paragraph in flowing(text, size, ink=ink)]
    return Part(heading.partition("\n")[0], tuple(flow), width, height_of(lines))


def draw_below(page: Page, parts: Sequence[Part], box: Box) -> None:
    """Draw the parts beside each other at the top of a box."""
    left = box.left
    for part in parts:
        place = Box(left, box.top - part.height, part.width, part.height)
        page.pen.text(place, Lettering(part.paragraphs), name=part.heading)
        left += part.width + _BETWEEN * page.pen.unit
