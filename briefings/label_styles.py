"""Names of a map on paper and on a slide: how each kind is lettered, what it keeps clear of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry

from briefings.box import Box
from briefings.pins import PX
from layers import palette
from layers.features import Label
from layers.label_placement import Box as Rectangle


@dataclass(frozen=True)
class Lettering:
    """How a kind of name is written: size in px of the screen, colour, halo."""

    size: float
    colour: str
    bold: bool = False
    halo: str = palette.PAPER
    plate: str = ""
    """Colour of a plate behind the name, instead of a halo."""


_LETTERING: Final = {
    "capacity": Lettering(13, palette.INK, bold=True),
    "park": Lettering(12.5, palette.PARK_TEXT),
    "place": Lettering(12, palette.PLACE),
    "subdistrict": Lettering(12, palette.MUTED),
    "river": Lettering(13.5, palette.RIVER_TEXT, halo=palette.RIVER_FILL),
    "road": Lettering(11, palette.ROAD_TEXT),
    "spine": Lettering(12, palette.PAPER, bold=True, plate=palette.SPINE),
    "line": Lettering(11, palette.MUTED),
    "spine-station": Lettering(12.5, palette.SPINE, bold=True),
    "station": Lettering(11.5, palette.MUTED),
}
_ZONE: Final = Lettering(15, palette.INK, bold=True)
_SECOND: Final = 0.8
LINE: Final = 1.24
"""Line height in ems."""
CLEAR_PX: Final = 2.5
"""Between a symbol and its name: the width of the symbol's white rim."""
_LARGE_PX: Final = 20.0


@dataclass(frozen=True)
class Name:
    """A name that wants a place: its text (a second language on a second line), its anchor."""

    owner: str
    text: str
    label: Label
    at: tuple[float, float]
    also: tuple[tuple[float, float], ...] = ()
    """Further places, best first."""
    ground: BaseGeometry | None = None
    """What a zone covers of the page: a name that stands away from it is led to it."""
    scale: float = 1.0
    """How large it is lettered: zones' names are smaller where not all would find a place."""

    @property
    def is_zone(self) -> bool:
        """Whether it names a zone, on a plate."""
        return "zone" in self.label.kind.split()


def lettering_of(kind: str) -> Lettering:
    """Return the lettering of a label's kind (`features.Label.kind`, several words)."""
    words = kind.split()
    if "zone" in words:
        return _ZONE
    return next(style for key, style in _LETTERING.items() if key in words)


def sized_lines(name: Name, unit: float, *, least: float = 0.0) -> list[tuple[str, float]]:
    """Return a name's lines with their sizes, points: a second language is smaller.

    It is no smaller than `least`, unless the first is.
    """
    size = lettering_of(name.label.kind).size * name.scale * PX * unit
    second = max(size * _SECOND, min(size, least * unit))
    return [(line, second if order else size) for order, line in enumerate(name.text.split("\n"))]


def placing_priority(name: Name) -> float:
    """Return how early a name is placed, lower first: large amounts, zones, what else there is.

    Amounts of small circles are many in a plan of many parks: they give way to zones' names.
    """
    if lettering_of(name.label.kind) is not _LETTERING["capacity"]:
        return name.label.priority
    return -1.0 if name.label.beside >= _SMALL_PX else _AFTER_ZONES


_SMALL_PX: Final = 10.0
_AFTER_ZONES: Final = 14.0


def cores_of_large(symbols: Sequence[tuple[str, Box]], unit: float) -> list[Box]:
    """Return the cores of large symbols, whose glyph no name may hide."""
    least = _LARGE_PX * PX * unit
    return [box.inset(box.width * 0.15) for _, box in symbols if box.width > least]


def rectangle_of(box: Box) -> Rectangle:
    """Return a box of the page as names are placed with it."""
    return Rectangle(box.left, box.bottom, box.right, box.top)
