"""Colours and glyphs shared by screen, legend and paper.

The hues follow Okabe and Ito's colour-blind-safe set, darkened until white text on them reaches
WCAG AA. Nothing is told by colour alone: kinds of zones differ in fill and outline too, categories
and places carry a character.
"""

from __future__ import annotations

from itertools import cycle
from typing import Final

from geo.plan.profile import Profile
from geo.translation import N_

INK: Final = "#1F2A37"
MUTED: Final = "#5B6672"
PAPER: Final = "#FFFFFF"

ACCENT: Final = "#B03A1E"
SECOND_ACCENT: Final = "#1B6A8F"
"""The red of headings, stamps and frames, and the blue of what is switched on or chosen."""

KIND_COLOURS: Final = (ACCENT, SECOND_ACCENT, "#4A6B1C", "#6B3FA0")
"""For kinds of zones that the plan gives no colour, in its order and then from the first again."""


def kind_colours(profile: Profile) -> dict[str, str]:
    """Return the colour of each kind of zone: the plan's, else one of ours that it does not use."""
    own = {kind.colour.upper() for kind in profile.kinds.values()}
    free = cycle([colour for colour in KIND_COLOURS if colour not in own] or KIND_COLOURS)
    return {key: kind.colour or next(free) for key, kind in profile.kinds.items()}


CATEGORY_COLOURS: Final = {
    "existing": "#5F6B76",
    "new": "#C24A12",
    "planned": "#0B63A5",
    "linked": "#0A7556",
    "renewal": "#8A3F7A",
}
CATEGORY_GLYPHS: Final = {
    "existing": N_("现"),
    "new": N_("新"),
    "planned": N_("集"),
    "linked": N_("联"),
    "renewal": N_("更"),
}

LAND: Final = "#EDEFEA"
DISTRICT_FILL: Final = "#FBFAF6"
DISTRICT_LINE: Final = "#7A828C"
SUBDISTRICT_LINE: Final = "#B9BFC4"
RIVER_FILL: Final = "#C6DDEA"
RIVER_TEXT: Final = "#275A78"
ROAD: Final = "#DDD9CF"
ROAD_TEXT: Final = "#6A6249"
EXPRESSWAY: Final = "#D9C9A5"

SPINE: Final = "#2A2440"
METRO: Final = "#A9B0BA"
PARK: Final = "#7A5C00"
PARK_TEXT: Final = "#5E4700"
FOCUS: Final = "#0B63A5"
CHOSEN: Final = "#C24A12"
PLACE: Final = "#334155"

CRITERION_COLOURS: Final = {
    "area": "#0B63A5",
    "layout": "#3D74A8",
    "ready": "#C24A12",
    "rent": "#0A7556",
    "price": "#3A7F36",
    "budget": "#2F7A68",
    "industry": "#8A3F7A",
    "metro": "#3C3470",
    "place": "#6B5200",
    "ground": "#96660C",
    "ceiling_height": "#5F6B76",
    "floor_load": "#7D5F4E",
    "power": "#B8336A",
    "tenure": "#5D7083",
    "status": "#85603F",
}
"""Each criterion's part of a score. Parts stand in the criteria's order, under their names."""

PLACE_GLYPHS: Final = {
    "institute": N_("研"),
    "university": N_("校"),
    "platform": N_("台"),
    "incubator": N_("孵"),
    "park": N_("园"),
    "landmark": N_("标"),
    "heritage": N_("风"),
    "culture": N_("文"),
}


def style_variables() -> str:
    """Return the colours that the style sheets use, as CSS custom properties."""
    colours = {
        "ink": INK,
        "muted": MUTED,
        "accent": ACCENT,
        "second-accent": SECOND_ACCENT,
        "spine": SPINE,
        "place": PLACE,
        "park-text": PARK_TEXT,
        "river-text": RIVER_TEXT,
        "road-text": ROAD_TEXT,
        "focus": FOCUS,
        "chosen": CHOSEN,
    }
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}\n"
