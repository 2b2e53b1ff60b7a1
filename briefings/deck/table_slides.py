"""Slides of tables, with a chart below them or on a slide of its own, and notes at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final

import pandas as pd

from briefings.box import Box
from briefings.deck.charts import Bar, bar_lines, draw_chart
from briefings.deck.lines import height_of, text_lines
from briefings.deck.notes import write_notes
from briefings.deck.page import Deck, Page, new_page
from briefings.deck.surface import Lettering
from briefings.deck.tables import GAP, Setting, Table, draw_table, in_parts, together
from briefings.deck.text_style import QUIET, Words
from layers.wording import wan_unit

_NOTE: Final = 9.5
_ABOVE_NOTES: Final = 12.0
_TOP: Final = 4.0
_BAR: Final = (24.0, 40.0)
"""Least and most height of a bar with the space around it, points."""


@dataclass(frozen=True)
class Topic:
    """What slides are about: their title, the figures they rest on, the notes below them."""

    title: str
    figures: pd.DataFrame
    notes: Sequence[str] = field(default=())


def table_slides(
    deck: Deck, topic: Topic, tables: Sequence[Table], bars: Sequence[Bar] = ()
) -> None:
    """Add tables, a chart below them, notes at the foot: on one slide or on several."""
    page = _new_page(deck, topic)
    unit = page.surface.unit
    notes = _notes(page, [*topic.notes, *([_chart_note(deck)] if bars else [])])
    least = _BAR[0] * bar_lines(bars) * len(bars) + 24 if bars else 0.0
    room = page.body.height - (_TOP + least) * unit - _room_of(page, notes)
    box = page.body
    whole = together(tables, Box(box.left, 0, box.width, room), unit)
    if whole is None:
        _draw_apart(page, topic, tables)
        _draw_charts_alone(deck, topic, bars)
        return
    top = _draw_tables(page, whole)
    if bars:
        low = page.body.bottom + _room_of(page, notes)
        free = Box(box.left, low, box.width, top - low)
        draw_chart(page, bars, _chart_box(free, bars, unit), name=_first(topic.title))
    _write_notes(page, notes)


def _draw_apart(page: Page, topic: Topic, tables: Sequence[Table]) -> None:
    """Draw tables on slides of their own, long ones on several; the notes stand on the last."""
    notes = _notes(page, topic.notes)
    _, box = page.body.from_top(_TOP * page.surface.unit)
    low = _room_of(page, notes)
    parts: list[Setting] = []
    for table in tables:
        below = low if table is tables[-1] else 0.0
        free = Box(box.left, box.bottom + below, box.width, box.height - below)
        parts += together([table], free, page.surface.unit) or in_parts(
            table, free, page.surface.unit
        )
    for order, part in enumerate(parts):
        own = _new_page(page.deck, topic, is_first=False) if order else page
        _draw_tables(own, [part])
    _write_notes(own, notes)


def _draw_charts_alone(deck: Deck, topic: Topic, bars: Sequence[Bar]) -> None:
    """Draw a chart on slides of its own, with what its bars count; all are to one scale."""
    drawn = 0
    while drawn < len(bars):
        page = _new_page(deck, topic, is_first=False)
        notes = _notes(page, [_chart_note(deck)])
        low, unit, box = _room_of(page, notes), page.surface.unit, page.body
        free = Box(box.left, box.bottom + low, box.width, box.height - low)
        most = max(1, int((free.height / unit - 20) / (_BAR[0] * bar_lines(bars))))
        slides = ceil(len(bars) / most)
        own = bars[drawn : drawn + ceil(len(bars) / slides)]
        reach = max(bar.gfa_m2 for bar in bars) if slides > 1 else 0.0
        chart = _chart_box(free, own, unit)
        draw_chart(page, own, chart, name=_first(topic.title), reach_m2=reach)
        _write_notes(page, notes)
        drawn += len(own)


def _chart_box(free: Box, bars: Sequence[Bar], unit: float) -> Box:
    """Return where a chart stands in the room there is: its bars are not made too broad."""
    wished = (len(bars) * _BAR[1] * bar_lines(bars) + 10) * unit
    _, box = free.from_top(10 * unit)
    return box.from_top(min(box.height, wished))[0]


def _chart_note(deck: Deck) -> str:
    return deck.speak(
        lambda say: say("柱图单位：{unit}；已含于其他数字的不另画", unit=wan_unit(say))
    )


def _new_page(deck: Deck, topic: Topic, *, is_first: bool = True) -> Page:
    """Add a slide of a topic; all but its first say that they go on."""
    title, *others = topic.title.split("\n")
    if not is_first:
        title = deck.speak.first("{title}（续）", title=title)
    page = new_page(deck, "\n".join([title, *others]), _first(deck.head.title))
    write_notes(page.slide, deck, topic.figures, _first(topic.title))
    return page


def _first(text: str) -> str:
    return text.split("\n", maxsplit=1)[0]


def _draw_tables(page: Page, parts: Sequence[Setting]) -> float:
    """Draw tables below one another from the top of a slide; return where they end."""
    body, unit = page.body, page.surface.unit
    top = body.top - _TOP * unit
    for order, part in enumerate(parts):
        top -= GAP * unit if order else 0.0
        top -= draw_table(page, part, Box(body.left, body.bottom, body.width, top - body.bottom))
    return top


def _notes(page: Page, texts: Sequence[str]) -> list[Words]:
    size, width = _NOTE * page.surface.unit, page.body.width
    return [line for text in texts for line in text_lines(text, width, size, colour=QUIET)]


def _room_of(page: Page, notes: Sequence[Words]) -> float:
    """Return the height that notes take at the foot, with the space above them."""
    return height_of(notes) + _ABOVE_NOTES * page.surface.unit if notes else 0.0


def _write_notes(page: Page, notes: Sequence[Words]) -> None:
    """Write notes at the foot of a slide: a table may grow towards them in a wider font."""
    if notes:
        box = Box(page.body.left, page.body.bottom, page.body.width, height_of(notes))
        page.surface.text(box, Lettering(notes), name=page.deck.speak.first("说明"))
