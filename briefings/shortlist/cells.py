"""The cells of the comparison on paper: a pin, names, a value, a score as a bar of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefings.box import Box
from briefings.lettering import text_width
from briefings.paper.blocks import BODY, LEADING, SMALL, Paragraph, Row
from briefings.paper.canvas import Canvas, Type
from briefings.paper.furniture import STAMP
from briefings.paper.marks import PX, draw_symbol
from briefings.pins import pin_symbol
from briefings.shortlist.content import Entry, Heading, Value
from layers import palette

TRACK: Final = "#E8EBEF"
_TAG: Final = 6.4
_BAR: Final = 6.5


@dataclass(frozen=True)
class Stack:
    """Rows below one another."""

    rows: Sequence[Row]

    def height(self, width: float, unit: float) -> float:
        """Return the height of all rows."""
        return sum(row.height(width, unit) for row in self.rows)

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw them from the top."""
        for row in self.rows:
            own, box = box.from_top(row.height(box.width, unit))
            row.draw(canvas, own, unit)


@dataclass(frozen=True)
class Number:
    """The pin of a candidate, as on the map."""

    number: str

    def height(self, _width: float, unit: float) -> float:
        """Return the pin's height."""
        return _PIN * 2 * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the pin at the left."""
        at = (box.left + _PIN * unit, box.top - _PIN * unit)
        symbol = pin_symbol(self.number, radius=_PIN * unit / (PX * canvas.unit))
        draw_symbol(canvas, symbol, at, name=f"number:{self.number}")


_PIN: Final = 7.6


@dataclass(frozen=True)
class Tagged:
    """Where a candidate is, behind a framed word where it is 演示数据."""

    tag: str
    text: str

    def _text(self) -> Paragraph:
        return Paragraph(self.text, SMALL, colour=palette.MUTED, after=0, least=0)

    def _tag_width(self, unit: float) -> float:
        return (text_width(self.tag, _TAG, bold=True) + 6) * unit if self.tag else 0.0

    def _aside(self, unit: float) -> float:
        return self._tag_width(unit) + 4 * unit if self.tag else 0.0

    def height(self, width: float, unit: float) -> float:
        """Return the height of the text, at least that of the tag."""
        least = SMALL * LEADING * unit if self.tag else 0.0
        return max(self._text().height(width - self._aside(unit), unit), least)

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the tag, write the text behind it."""
        aside = self._aside(unit)
        beside = Box(box.left + aside, box.bottom, box.width - aside, box.height)
        self._text().draw(canvas, beside, unit)
        if not self.tag:
            return
        high = _TAG * 1.45 * unit
        top = box.top - (SMALL * LEADING * unit - high) / 2
        frame = Box(box.left, top - high, self._tag_width(unit), high)
        look = {"fill": False, "edgecolor": STAMP, "linewidth": 0.7 * unit}
        canvas.rectangle(frame, radius=1.6 * unit, name="tag", **look)
        at = (frame.middle[0], frame.middle[1] - _TAG * 0.37 * unit)
        canvas.text(self.tag, at, Type(_TAG * unit, bold=True, colour=STAMP, align="center"))


@dataclass(frozen=True)
class Score:
    """A score with its bar: parts in their colours on a track that stands for 100."""

    score: float
    parts: Sequence[tuple[str, float]]
    size: float = BODY * 1.25

    def height(self, _width: float, unit: float) -> float:
        """Return the height of number and bar."""
        return (self.size * 1.3 + _BAR + 2) * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Write the number and draw the bar below it."""
        size = self.size * unit
        canvas.text(f"{self.score:.0f}", (box.left, box.top - size), Type(size, bold=True))
        top = box.top - size * 1.3
        draw_bar(canvas, self.parts, Box(box.left, top - _BAR * unit, box.width, _BAR * unit))


def draw_bar(canvas: Canvas, parts: Sequence[tuple[str, float]], track: Box) -> None:
    """Draw parts of 100 points, one after the other."""
    canvas.rectangle(track, facecolor=TRACK, edgecolor="none", name="track")
    left = track.left
    for colour, points in parts:
        width = track.width * points / 100
        piece = Box(left, track.bottom, width, track.height)
        canvas.rectangle(
            piece,
            facecolor=colour,
            edgecolor=palette.PAPER,
            linewidth=0.4 * canvas.unit,
            name="part",
        )
        left += width


@dataclass(frozen=True)
class Result:
    """A value with its note; where there is a `colour`, its part of the score as a bar below."""

    value: Value
    colour: str = ""

    def _texts(self) -> list[Paragraph]:
        ink = {"missed": STAMP, "unknown": palette.MUTED}.get(self.value.verdict or "", palette.INK)
        bold = self.value.verdict == "missed"
        texts = [Paragraph(self.value.text, BODY, bold=bold, colour=ink, after=0, least=0)]
        if self.value.note:
            texts.append(Paragraph(self.value.note, SMALL, colour=ink, after=0, least=0))
        return texts

    def height(self, width: float, unit: float) -> float:
        """Return the height of texts and bar."""
        texts = sum(text.height(width, unit) for text in self._texts())
        return texts + (_SMALL_BAR + 2.5) * unit * bool(self.colour)

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Write the texts, draw the bar: its full length is the most the criterion can give."""
        rest = box
        for text in self._texts():
            own, rest = rest.from_top(text.height(box.width, unit))
            text.draw(canvas, own, unit)
        if self.colour and self.value.most:
            width = min(box.width, _LONGEST_BAR * unit)
            track = Box(box.left, rest.top - (_SMALL_BAR + 1) * unit, width, _SMALL_BAR * unit)
            share = self.value.points / self.value.most
            draw_bar(canvas, [(self.colour, 100 * share)], track)


_SMALL_BAR: Final = 4.0
_LONGEST_BAR: Final = 260.0


@dataclass(frozen=True)
class Head:
    """A criterion's heading: a strip of its colour over its name and what is wanted."""

    heading: Heading

    def _texts(self) -> list[Paragraph]:
        heading = self.heading
        texts = [Paragraph(heading.wanted or heading.label, SMALL, bold=True, after=0, least=0)]
        if heading.rank:
            texts.append(
                Paragraph(heading.rank, SMALL * 0.92, colour=palette.MUTED, after=0, least=0)
            )
        return texts

    def height(self, width: float, unit: float) -> float:
        """Return the height of strip and texts."""
        return sum(text.height(width, unit) for text in self._texts()) + _STRIP * 2 * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw the strip and write the texts."""
        strip, rest = box.from_top(_STRIP * unit)
        if self.heading.colour:
            canvas.rectangle(strip, facecolor=self.heading.colour, edgecolor="none", name="strip")
        _, rest = rest.from_top(_STRIP * unit)
        for text in self._texts():
            own, rest = rest.from_top(text.height(box.width, unit))
            text.draw(canvas, own, unit)


_STRIP: Final = 2.6


@dataclass(frozen=True)
class Blank:
    """Nothing."""

    def height(self, _width: float, _unit: float) -> float:
        """Return 0."""
        return 0.0

    def draw(self, _canvas: Canvas, _box: Box, _unit: float) -> None:
        """Draw nothing."""


def names_of(entry: Entry, *, size: float = BODY) -> Stack:
    """Return a candidate's name, its tag and where it is."""
    name = Paragraph(entry.name, size, bold=True, after=0, least=0)
    return Stack([name, *([Tagged(entry.tag, entry.place)] if entry.place or entry.tag else [])])
