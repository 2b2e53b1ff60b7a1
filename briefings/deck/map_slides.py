"""Slides of maps: one with its figures beside it, or several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from briefings.box import Box
from briefings.deck.charts import bars_of
from briefings.deck.legend import SMALL, Strip
from briefings.deck.lines import height_of, on_one_line, text_lines
from briefings.deck.map import draw_map
from briefings.deck.notes import write_notes
from briefings.deck.page import Deck, Page, new_page
from briefings.deck.side_panel import GUTTER, Content, arranged
from briefings.deck.surface import Lettering
from briefings.deck.text_style import QUIET, Words
from briefings.ground import to_metres
from briefings.paper.blocks import Block
from briefings.paper.facts import totals_block
from briefings.paper.templates import Composition
from geo.plan.schema import CAPACITY_CATEGORIES, CATEGORIES
from layers.wording import MISSING

_LEAST_SHARE: Final = 0.42
_NARROW_SHARE: Final = 0.36
_MOST_SHARE: Final = 0.54


def map_slide(
    deck: Deck,
    composition: Composition,
    names: Sequence[str],
    figures: pd.DataFrame,
    spare: Sequence[str] = (),
) -> None:
    """Add the slide of a map, its figures beside it, then its legend.

    Blocks named in `spare` may be left out: other slides of the deck say what they say.
    """
    page = new_page(deck, deck.head.title, deck.head.subtitle)
    part = composition.maps[0]
    body, gap = page.body, GUTTER * page.surface.unit
    west, south, east, north = to_metres(part.ground, deck.plan.metric_crs).bounds
    wished = body.height * (east - west) / (north - south) * 1.3
    shares = (min(max(wished / body.width, _LEAST_SHARE), _MOST_SHARE), _LEAST_SHARE, _NARROW_SHARE)
    boxes = [body.from_right(body.width * (1 - share) - gap)[0] for share in dict.fromkeys(shares)]
    legend = [block for block in composition.blocks if block.name == "legend"]
    content = Content(_blocks(deck, composition, names), legend, spare)
    arrangement = arranged(page, boxes, content)
    width = arrangement.box.left - gap - body.left
    frame = Box(body.left, body.bottom, width, body.height)
    told = draw_map(page.surface, frame, deck.plan, part, deck.brief.translators)
    arrangement.draw(page)
    write_notes(page.slide, deck, figures, deck.head.title.split("\n")[0], more=told)


def _blocks(deck: Deck, composition: Composition, names: Sequence[str]) -> list[Block]:
    """Return the blocks beside a map, by name; the totals of what the layers of the map show."""
    found = {block.name: block for block in composition.blocks}
    found.setdefault("totals", _capacity_totals(deck))
    return [found[name] for name in names if name in found]


def _capacity_totals(deck: Deck) -> Block:
    """Return the totals of what the plan brings about."""
    block = totals_block(deck.plan, deck.speak, CAPACITY_CATEGORIES)
    return block.renamed(deck.speak.message("新增载体"))


def compare_slide(deck: Deck, composition: Composition, figures: pd.DataFrame) -> None:
    """Add the slide of maps side by side, each with its name and figures; one legend for all."""
    page = new_page(deck, deck.head.title, deck.head.subtitle)
    surface, unit = page.surface, page.surface.unit
    low = _draw_legend(page, [block for block in composition.blocks if block.name == "legend"])
    body = Box(page.body.left, page.body.bottom + low, page.body.width, page.body.height - low)
    columns = body.columns(len(composition.maps), 14 * unit)
    width = columns[0].width
    captions = _captions(composition.captions, width, 14 * unit)
    facts = [_facts(deck, part.zone, width, unit) for part in composition.maps]
    above = max(height_of(lines) for lines in captions) + 4 * unit
    below = max(height_of(lines) for lines in facts) + 6 * unit
    for column, part, caption, fact in zip(columns, composition.maps, captions, facts, strict=True):
        head, frame = column.from_top(above)
        box, foot = frame.from_top(frame.height - below)
        surface.text(head, Lettering(caption), name=caption[0].text)
        draw_map(surface, box, deck.plan, part, deck.brief.translators)
        _, foot = foot.from_top(4 * unit)
        surface.text(foot.from_top(height_of(fact))[0], Lettering(fact), name=caption[0].text)
    write_notes(page.slide, deck, figures, deck.head.title.split("\n")[0])


def _captions(texts: Sequence[str], width: float, size: float) -> list[list[Words]]:
    """Return the captions of maps, all languages on one line if every one has room for them."""
    short = [on_one_line(text, width, size, bold=True) for text in texts]
    fits = not any("\n" in text for text in short)
    return [text_lines(text, width, size, bold=True) for text in (short if fits else texts)]


def _draw_legend(page: Page, blocks: Sequence[Block]) -> float:
    """Draw the legend of several maps at the foot of a slide; return the height taken."""
    surface, unit, speak = page.surface, page.surface.unit, page.deck.speak
    note = text_lines(speak.message("各图比例尺不同"), page.body.width, SMALL * unit, colour=QUIET)
    last = Box(page.body.left, page.body.bottom, page.body.width, height_of(note))
    strip = Strip(blocks, last.width, unit, unit)
    with surface.group(speak.first("图例")):
        strip.draw(surface, Box(last.left, last.top, last.width, 0.0))
    surface.text(last, Lettering(note), name=note[0].text)
    return last.height + strip.height + 8 * unit


def _facts(deck: Deck, zone_id: str, width: float, unit: float) -> list[Words]:
    """Return a zone's figures, a line each where all languages have room on it."""
    size = 11 * unit
    bars = bars_of(deck.plan, tuple(deck.plan.categories), deck.speak, [zone_id])
    texts = [
        deck.speak(lambda say, bar=bar: f"{say(CATEGORIES[bar.category].label)} {bar.amount(say)}")  # type: ignore[misc]
        for bar in bars
    ]
    short = [on_one_line(text, width, size) for text in texts or [MISSING]]
    return [line for text in short for line in text_lines(text, width, size)]
