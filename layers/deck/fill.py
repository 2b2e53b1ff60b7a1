"""The kinds of slides: a map with a panel, maps side by side, a table, a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final

import pandas as pd
import segno
from pptx.util import Emu
from segno import DataOverflowError

from geo.accounts import totals
from geo.schema import CAPACITY_CATEGORIES, CATEGORIES
from layers.brief import BriefError
from layers.deck.charts import Bar, bars_of, draw_chart
from layers.deck.ink import EMU, QUIET, Words
from layers.deck.map import draw_map
from layers.deck.notes import write_notes
from layers.deck.page import Deck, Page, new_page
from layers.deck.panel import draw_columns, draw_legend_strip, flowing, height_of, text_lines
from layers.deck.pen import Lettering
from layers.deck.tables import GAP, Setting, Table, draw_table, in_parts, together
from layers.paper.blocks import Amount, Block
from layers.paper.canvas import Box
from layers.paper.facts import totals_block
from layers.paper.ground import to_metres
from layers.paper.templates import Composition
from layers.wording import MISSING, wan_unit

_GUTTER: Final = 22.0
_NOTE: Final = 9.5
_LEAST_SHARE: Final = 0.42
_MOST_SHARE: Final = 0.54
_CODE: Final = 62.0


@dataclass(frozen=True)
class Topic:
    """What a slide is about: its title, the figures it rests on, the notes below its content."""

    title: str
    figures: pd.DataFrame
    notes: Sequence[str] = field(default=())


def map_slide(
    deck: Deck, composition: Composition, names: Sequence[str], figures: pd.DataFrame
) -> None:
    """Add the slide of a map, its figures beside it, then its legend."""
    page = new_page(deck, deck.head.title, deck.head.subtitle)
    part = composition.maps[0]
    body, unit = page.body, page.pen.unit
    west, south, east, north = to_metres(part.ground).bounds
    wished = body.height * (east - west) / (north - south) * 1.3
    width = min(max(wished, body.width * _LEAST_SHARE), body.width * _MOST_SHARE)
    draw_map(
        page.pen,
        Box(body.left, body.bottom, width, body.height),
        deck.plan,
        part,
        deck.brief.translators,
    )
    rest = Box(
        body.left + width + _GUTTER * unit,
        body.bottom,
        body.width - width - _GUTTER * unit,
        body.height,
    )
    blocks = _blocks(deck, composition, names)
    legend = [block for block in composition.blocks if block.name == "legend"]
    left, right = _halves(rest, unit)
    low = draw_code(page, right) if deck.brief.link else 0.0
    right = Box(right.left, right.bottom + low, right.width, right.height - low)
    draw_columns(page.pen, [(left, blocks), (right, legend)])
    write_notes(page.slide, deck, figures, deck.head.title.split("\n")[0])


def _halves(box: Box, unit: float) -> tuple[Box, Box]:
    """Return a panel as two columns, the wider one for figures."""
    gap = _GUTTER * unit * 0.8
    width = (box.width - gap) * 0.55
    return (
        Box(box.left, box.bottom, width, box.height),
        Box(box.left + width + gap, box.bottom, box.width - width - gap, box.height),
    )


def _blocks(deck: Deck, composition: Composition, names: Sequence[str]) -> list[Block]:
    """Return the blocks beside a map, by name; the totals of what the layers of the map show."""
    found = {block.name: block for block in composition.blocks}
    found.setdefault("totals", _capacity_totals(deck))
    return [found[name] for name in names if name in found]


def _capacity_totals(deck: Deck) -> Block:
    """Return the totals of what the plan brings about."""
    block = totals_block(deck.plan, deck.speak)
    amounts = [row for row in block.rows if isinstance(row, Amount)]
    others = [row for row in block.rows if not isinstance(row, Amount)]
    categories = totals(deck.plan.figures)["category"]
    kept = [
        row
        for row, category in zip(amounts, categories, strict=True)
        if category in CAPACITY_CATEGORIES
    ]
    return replace(block, heading=deck.speak.message("新增载体"), rows=[*kept, *others])


def draw_code(page: Page, box: Box) -> float:
    """Draw the link as a QR code at the foot of a column; return the height taken."""
    deck, unit = page.deck, page.pen.unit
    picture = BytesIO()
    try:
        segno.make_qr(deck.brief.link, error="m").save(picture, kind="png", scale=8, border=2)
    except DataOverflowError as problem:
        raise BriefError("视图网址太长，放不进二维码：请减少图层或改短网址") from problem
    side = _CODE * unit
    top = deck.design.height - box.bottom - side
    frame = (box.left, top, side, side)
    code = page.slide.shapes.add_picture(
        BytesIO(picture.getvalue()), *(Emu(round(length * EMU)) for length in frame)
    )
    page.pen.adopt(code, deck.speak.first("扫码打开此视图"))
    beside = Box(box.left + side + 8 * unit, box.bottom, box.width - side - 8 * unit, side)
    text = flowing(deck.speak.message("扫码打开此视图"), 9 * unit, ink=QUIET)
    page.pen.text(beside, Lettering(text, "ctr"), name=code.name)
    return side + 10 * unit


def compare_slide(deck: Deck, composition: Composition, figures: pd.DataFrame) -> None:
    """Add the slide of maps side by side, each with its name and figures; one legend for all."""
    page = new_page(deck, deck.head.title, deck.head.subtitle)
    pen, unit = page.pen, page.pen.unit
    low = draw_legend_strip(page, [block for block in composition.blocks if block.name == "legend"])
    body = Box(page.body.left, page.body.bottom + low, page.body.width, page.body.height - low)
    columns = body.columns(len(composition.maps), 14 * unit)
    captions = [
        text_lines(caption, columns[0].width, 14 * unit, bold=True)
        for caption in composition.captions
    ]
    facts = [_facts(deck, part.zone, columns[0].width, unit) for part in composition.maps]
    above = max(height_of(lines) for lines in captions) + 4 * unit
    below = max(height_of(lines) for lines in facts) + 6 * unit
    for column, part, caption, fact in zip(columns, composition.maps, captions, facts, strict=True):
        head, frame = column.from_top(above)
        box, foot = frame.from_top(frame.height - below)
        pen.text(head, Lettering(caption), name=caption[0].text)
        draw_map(pen, box, deck.plan, part, deck.brief.translators)
        text_box, _ = Box(foot.left, foot.bottom, foot.width, foot.height - 4 * unit).from_top(
            height_of(fact)
        )
        pen.text(text_box, Lettering(fact), name=caption[0].text)
    write_notes(page.slide, deck, figures, deck.head.title.split("\n")[0])


def _facts(deck: Deck, zone_id: str, width: float, unit: float) -> list[Words]:
    """Return a zone's figures, one category a line."""
    bars = bars_of(deck.plan, tuple(CATEGORIES), deck.speak, [zone_id])
    say = deck.speak.first
    texts = [f"{say(CATEGORIES[bar.category].label)} {bar.amount(say)}" for bar in bars]
    return [line for text in texts or [MISSING] for line in text_lines(text, width, 11 * unit)]


def table_slides(
    deck: Deck, topic: Topic, tables: Sequence[Table], bars: Sequence[Bar] = ()
) -> None:
    """Add tables, a chart below them, notes at the foot: on one slide or on several."""
    page = _topic_page(deck, topic.title, topic)
    unit = page.pen.unit
    texts = [*topic.notes, *([_chart_note(deck)] if bars else [])]
    notes = _notes(texts, page.body.width, unit)
    _, box = page.body.from_top(4 * unit)
    low = height_of(notes) + 12 * unit if notes else 0.0
    least = (len(bars) * _BAR + 24) * unit if bars else 0.0
    whole = together(tables, Box(box.left, 0, box.width, box.height - low - least), unit)
    if whole is not None:
        top = _draw_tables(page, whole, box)
        if bars:
            room = top - box.bottom - low - 10 * unit
            wished = (len(bars) * _MOST_BAR + 10) * unit
            top -= 10 * unit
            chart = Box(box.left, top - min(room, wished), box.width, min(room, wished))
            draw_chart(page, bars, chart, name=topic.title.split("\n")[0])
        _write_notes(page, notes)
        return
    parts: list[Setting] = []
    for table in tables:
        free = _less(box, low) if table is tables[-1] else box
        parts += together([table], free, unit) or in_parts(table, free, unit)
    for order, part in enumerate(parts):
        if order:
            page = _topic_page(deck, _continued(deck, topic.title), topic)
        _draw_tables(page, [part], box)
        if order == len(parts) - 1:
            _write_notes(page, notes)
    if bars:
        page = _topic_page(deck, _continued(deck, topic.title), topic)
        draw_chart(page, bars, page.body, name=topic.title.split("\n")[0])


def _chart_note(deck: Deck) -> str:
    return deck.speak(
        lambda say: say("柱图单位：{unit}；已含于其他数字的不另画", unit=wan_unit(say))
    )


_BAR: Final = 24.0
_MOST_BAR: Final = 40.0
"""Least and most height of a bar with the space around it, points."""


def _topic_page(deck: Deck, title: str, topic: Topic) -> Page:
    page = new_page(deck, title, deck.head.title.split("\n")[0])
    write_notes(page.slide, deck, topic.figures, topic.title.split("\n")[0])
    return page


def _continued(deck: Deck, title: str) -> str:
    first, *rest = title.split("\n")
    return "\n".join([deck.speak.first("{title}（续）", title=first), *rest])


def _less(box: Box, low: float) -> Box:
    return Box(box.left, box.bottom + low, box.width, box.height - low)


def _draw_tables(page: Page, parts: Sequence[Setting], box: Box) -> float:
    """Draw tables below one another from the top of a box; return where they end."""
    top = box.top
    for order, part in enumerate(parts):
        top -= GAP * page.pen.unit if order else 0.0
        top -= draw_table(page, part, Box(box.left, box.bottom, box.width, top - box.bottom))
    return top


def _write_notes(page: Page, notes: Sequence[Words]) -> None:
    """Write notes at the foot of a slide: a table may grow towards them in a wider font."""
    if notes:
        box = Box(page.body.left, page.body.bottom, page.body.width, height_of(notes))
        page.pen.text(box, Lettering(notes), name=page.deck.speak.first("说明"))


def _notes(texts: Sequence[str], width: float, unit: float) -> list[Words]:
    return [line for text in texts for line in text_lines(text, width, _NOTE * unit, ink=QUIET)]
