"""Names on the map: text boxes placed clear of one another, a zone's name on a plate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from briefings.box import Box
from briefings.deck.lines import run_width
from briefings.deck.outlines import PX
from briefings.deck.surface import Look, Surface, middled
from briefings.deck.text_style import Align, Run, Words, line, solid, words
from briefings.label_layout import LabelLayout, Surroundings, label_layout, leader_of
from briefings.label_styles import CLEAR_PX, LINE, Name, lettering_of, placing_priority, sized_lines
from layers import palette
from layers.label_placement import Wanted

_SLACK: Final = 1.02
_LEAST_PT: Final = 8.0
"""A second language is no smaller on a slide."""
_BADGE_PX: Final = 24.0
_EDGES: Final = {"solid": (), "hatched": (4.0, 2.2), "dotted": (1.0, 1.6)}
"""Dashes of a plate's edge, px."""


def placed_names(
    surface: Surface, names: Sequence[Name], around: Surroundings, frame: Box
) -> LabelLayout:
    """Return the names that find a place, with it, and those that find none."""
    inner = frame.inset(2 * surface.unit)
    return label_layout(names, partial(_wanted, surface), around, inner, surface.unit)


def draw_name(surface: Surface, name: Name, box: Box) -> None:
    """Write a name into its box, that of a zone on a plate."""
    if name.is_zone:
        _draw_plate(surface, name, box)
    else:
        _draw_name(surface, name, box)


def draw_leader(surface: Surface, name: Name, box: Box, symbols: Sequence[tuple[str, Box]]) -> None:
    """Draw a line from a zone's plate to its ground, where it had to stand away from it."""
    leader = leader_of(name, box, symbols)
    if leader is None:
        return
    colour = name.label.colour
    called = name.text.replace("\n", " ")
    edge = line(colour, 1.1 * surface.unit)
    surface.freeform([[leader.start, leader.end]], name=called, closed=False, outline=edge)
    if leader.dot is not None:
        (x, y), radius = leader.dot, 1.8 * surface.unit
        dot = Box(x - radius, y - radius, 2 * radius, 2 * radius)
        surface.shape(dot, Look("ellipse", solid(colour)), name=called)


def _wanted(surface: Surface, key: str, name: Name) -> Wanted:
    style = lettering_of(name.label.kind)
    lines = _sized_lines(surface, name)
    scale = PX * surface.unit
    width = max(run_width(text, size, bold=style.bold) for text, size in lines) * _SLACK
    height = sum(size * LINE for _, size in lines)
    if name.is_zone:
        width += (_badge_width(name) + 14) * scale
        height += 5 * scale
    elif style.plate:
        width += 14 * scale
        height += 2 * scale
    return Wanted(
        key,
        width,
        height,
        *name.at,
        priority=_priority(name),
        beside=(name.label.beside + CLEAR_PX) * scale if name.label.beside else 0.0,
        owner=name.owner,
        anchors=name.also,
    )


def _priority(name: Name) -> float:
    """Return how early a name is placed: a small zone before a large one."""
    small = 0.0 if name.ground is None else 1 / (1 + name.ground.area)
    return placing_priority(name) - small


def _sized_lines(surface: Surface, name: Name) -> list[tuple[str, float]]:
    return sized_lines(name, surface.unit, least=_LEAST_PT)


def _badge_width(name: Name) -> float:
    size = lettering_of("zone").size * name.scale
    return max(_BADGE_PX, run_width(name.label.badge, size, bold=True) + 9)


def _paragraphs(surface: Surface, name: Name, align: Align) -> list[Words]:
    style = lettering_of(name.label.kind)
    halo = "" if style.plate or name.is_zone else style.halo
    return [
        Words((Run(text, size, style.bold, style.colour, halo),), align, leading=LINE)
        for text, size in _sized_lines(surface, name)
    ]


def _draw_name(surface: Surface, name: Name, box: Box) -> None:
    style = lettering_of(name.label.kind)
    if style.plate:
        surface.shape(
            box,
            Look("roundRect", solid(style.plate), round_share=0.4),
            middled(*_paragraphs(surface, name, "ctr")),
            name=name.text.replace("\n", " "),
        )
        return
    align: Align = "ctr"
    if name.label.beside and not box.left <= name.at[0] <= box.right:
        align = "l" if box.left > name.at[0] else "r"
    words_of = middled(*_paragraphs(surface, name, align))
    surface.text(box, words_of, name=name.text.replace("\n", " "))


def _draw_plate(surface: Surface, name: Name, box: Box) -> None:
    """Draw a zone's plate: kind in a coloured field, name beside it, the edge as the kind's."""
    scale = PX * surface.unit
    colour = name.label.colour
    dash = [length * scale for length in _EDGES[name.label.edge]]
    width = _badge_width(name) * scale
    size = lettering_of("zone").size * name.scale * scale
    badge = words(name.label.badge, size, bold=True, colour=palette.PAPER, align="ctr")
    with surface.group(name.text.replace("\n", " ")):
        surface.shape(
            box,
            Look(fill=solid(palette.PAPER), outline=line(colour, 1.6 * scale, dash=dash)),
            middled(*_paragraphs(surface, name, "ctr"), inset=width),
            name=name.text.replace("\n", " "),
        )
        surface.shape(
            Box(box.left, box.bottom, width, box.height),
            Look(fill=solid(colour)),
            middled(badge),
            name=name.label.badge,
        )
