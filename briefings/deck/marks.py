"""The symbols of a map on a slide: whole ones are drawn, those the frame would cut are left out."""

from __future__ import annotations

from typing import Final

import shapely

from briefings.box import Box
from briefings.deck.outlines import PX
from briefings.deck.surface import Surface
from briefings.deck.symbols import draw_symbol
from briefings.ground import Ground
from briefings.scene import Named, OnGround
from geo.translation import Translator
from layers.features import MapLayer

_LARGE_PX: Final = 20.0

Shown = dict[MapLayer, list[Named]]
"""What a map shows, by layer."""


def called(item: OnGround, text: str, layer: MapLayer, say: Translator) -> str:
    """Return the name of a shape in the selection pane."""
    own = text or (item.drawn.tip[0] if item.drawn.tip else item.drawn.id)
    return f"{say(layer.title)} {own}".replace("\n", " ")


def draw_symbols(
    surface: Surface, shown: Shown, ground: Ground, say: Translator
) -> list[tuple[str, Box]]:
    """Draw the symbols that lie whole in the frame; return what they cover, by feature."""
    covered = []
    for layer, features in shown.items():
        with surface.group(say("{layer}·符号", layer=say(layer.title))):
            for item, text in features:
                symbol = item.drawn.symbol
                if symbol is None:
                    continue
                field = _field_of(item, ground, surface.unit)
                if _inside(field, ground.box):
                    draw_symbol(surface, symbol, *field.middle, name=called(item, text, layer, say))
                    covered.append((item.drawn.id, field))
    return covered


def _field_of(item: OnGround, ground: Ground, unit: float) -> Box:
    """Return what a feature's symbol covers."""
    x, y = ground.point(shapely.centroid(item.geometry))
    radius = (float((item.drawn.symbol or {})["radius"]) + 1) * PX * unit
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def cut_off(shown: Shown, ground: Ground, unit: float) -> dict[str, str]:
    """Return the symbols that the frame would cut, by feature, with the names of the large ones.

    They are not drawn and not named: half a circle would say half its amount.
    """
    cut = {}
    for features in shown.values():
        for item, text in features:
            if item.drawn.symbol is None:
                continue
            field = _field_of(item, ground, unit)
            if not _inside(field, ground.box):
                is_large = field.width > _LARGE_PX * PX * unit
                cut[item.drawn.id] = text.split("\n")[0] if is_large else ""
    return cut


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left
        and inner.right <= outer.right
        and inner.bottom >= outer.bottom
        and inner.top <= outer.top
    )
