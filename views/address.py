"""The view in the address: `?zone=…&layers=…&basemap=…` reopens exactly what was shown.

The map writes it, with `at` (centre and zoom) which only the map knows. Defaults are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geo.plan import Plan
from layers.basemaps import BASEMAPS, OFFLINE
from layers.catalogue import SHOWN_FIRST, SWITCHABLE
from layers.language import Language
from views.search import targets_by_id

NO_LAYERS: Final = "none"


@dataclass(frozen=True)
class View:
    """What the page shows. `focus` is the id of a found place (`kind/id`)."""

    zone: str | None = None
    layers: tuple[str, ...] = SHOWN_FIRST
    basemap: str = OFFLINE
    subdistrict: str | None = None
    focus: str | None = None


@dataclass(frozen=True)
class Reading:
    """A view read from an address, and the parts of it that name nothing of this plan."""

    view: View
    unknown: tuple[str, ...] = field(default=())


def read_address(parameters: Mapping[str, str], plan: Plan) -> Reading:
    """Return the view an address asks for; what it names wrongly is left out and reported."""
    unknown: list[str] = []

    def known(name: str, choices: Iterable[str]) -> str | None:
        value = parameters.get(name)
        if value is None or value in choices:
            return value
        unknown.append(f"{name}={value}")
        return None

    layers = SHOWN_FIRST
    if "layers" in parameters:
        asked = [key for key in parameters["layers"].split(",") if key and key != NO_LAYERS]
        unknown += [f"layers={key}" for key in asked if key not in SWITCHABLE]
        layers = tuple(key for key in SWITCHABLE if key in asked)
    view = View(
        zone=known("zone", set(plan.zones["zone_id"])),
        layers=layers,
        basemap=known("basemap", BASEMAPS) or OFFLINE,
        subdistrict=known("subdistrict", set(plan.subdistricts["subdistrict_id"])),
        focus=known("focus", targets_by_id(plan)),
    )
    return Reading(view, tuple(unknown))


def write_address(view: View, language: Language) -> dict[str, str | None]:
    """Return the parameters that reopen a view; those to be left out are None."""
    return {
        "zone": view.zone,
        "layers": None if view.layers == SHOWN_FIRST else ",".join(view.layers) or NO_LAYERS,
        "basemap": None if view.basemap == OFFLINE else view.basemap,
        "subdistrict": view.subdistrict,
        "focus": view.focus,
        "lang": None if language is Language.CHINESE else str(language),
    }
