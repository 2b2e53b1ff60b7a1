"""The view in the address: `?zone=…&layers=…&basemap=…` reopens exactly what was shown.

The map writes it, with `at` (centre and zoom) which only the map knows. Defaults are left out.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geo.plan import Plan
from geo.translation import Language
from layers.basemaps import BASEMAPS, OFFLINE
from layers.catalogue import SHOWN_FIRST, SWITCHABLE, in_order
from views.kept import Reading
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


def read_address(parameters: Mapping[str, str], plan: Plan) -> Reading[View]:
    """Return the view an address asks for; what it names wrongly is left out and reported."""
    layers = SHOWN_FIRST
    if "layers" in parameters:
        asked = parameters["layers"].split(",")
        layers = tuple(key for key in asked if key and key != NO_LAYERS)
    view = View(
        zone=parameters.get("zone"),
        layers=layers,
        basemap=parameters.get("basemap", OFFLINE),
        subdistrict=parameters.get("subdistrict"),
        focus=parameters.get("focus"),
    )
    return checked(view, plan)


def checked(view: View, plan: Plan) -> Reading[View]:
    """Return a view whose every name the plan knows, its layers in their order."""
    choices: dict[str, Container[str]] = {
        "zone": set(plan.zones["zone_id"]),
        "basemap": BASEMAPS,
        "subdistrict": set(plan.subdistricts["subdistrict_id"]),
        "focus": targets_by_id(plan),
    }
    named = {part: getattr(view, part) for part in choices}
    wrong = {
        part: name for part, name in named.items() if name is not None and name not in choices[part]
    }
    return Reading(
        replace(
            view, layers=in_order(view.layers), **{part: getattr(View, part) for part in wrong}
        ),
        (
            *(f"layers={key}" for key in view.layers if key not in SWITCHABLE),
            *(f"{part}={name}" for part, name in wrong.items()),
        ),
    )


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
