"""A query as flat text, short enough for an address, and back.

`area=3000-5000&by=2024-12-31&near=15:800&rent=5&industry=chip&zone=caohejing&wish=rent:2`. Each
parameter is one criterion's part; what a plan does not know is reported, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from math import isfinite
from typing import Any, Final, get_args

from geo.carriers.schema import STATUSES
from geo.errors import PlanningError
from geo.plan import Plan
from geo.search.query import CRITERIA, DEFAULT_METRO_M, Ground, Layout, Near, Query

_NUMBERS: Final = {
    "rent": "rent_max",
    "price": "price_max",
    "budget": "budget_max",
    "height": "ceiling_height_min",
    "load": "floor_load_min",
    "power": "power_min",
}
_LISTS: Final = {
    "industry": "industries",
    "zone": "zones",
    "park": "parks",
    "subdistrict": "subdistricts",
    "status": "statuses",
}
PARAMETERS: Final = (
    *("area", "layout", "by"),
    *_NUMBERS,
    *_LISTS,
    *("near", "ground", "tenure", "wish"),
)
"""Every parameter a query may have."""

MOST_POINTS: Final = 100
"""How many points a ring may have: an address holds no more."""

ANY: Final = "any"
"""The metro line that is named where any will do."""

_LARGEST: Final = 1e12


class _UnknownError(PlanningError):
    """A parameter that says nothing a query can ask for."""


def query_record(query: Query) -> dict[str, str]:
    """Return a query as parameters; what is not asked for is left out."""
    record = {
        "area": _span(query.area_min_m2, query.area_max_m2),
        "layout": query.layout or "",
        "by": query.ready_by.isoformat() if query.ready_by else "",
        **{name: _text(getattr(query, field)) for name, field in _NUMBERS.items()},
        **{name: ",".join(getattr(query, field)) for name, field in _LISTS.items()},
        "near": _near_text(query.near),
        "ground": _ground_text(query.ground),
        "tenure": query.tenure or "",
        "wish": ",".join(f"{key}:{_text(weight)}" for key, weight in query.wishes),
    }
    return {name: text for name, text in record.items() if text}


def query_from_record(record: Mapping[str, str], plan: Plan) -> tuple[Query, tuple[str, ...]]:
    """Return the query that parameters ask for, and those parts (`name=text`) that say nothing."""
    fields: dict[str, Any] = {}
    unknown = [f"{name}={text}" for name, text in record.items() if name not in PARAMETERS]
    for name, read in _readers(plan).items():
        if record.get(name):
            try:
                fields |= read(record[name])
            except (_UnknownError, ValueError):
                unknown.append(f"{name}={record[name]}")
    for name, known in _choices(plan).items():
        listed = [key for key in record.get(name, "").split(",") if key]
        fields[_LISTS[name]] = tuple(dict.fromkeys(key for key in listed if key in known))
        unknown += [f"{name}={key}" for key in listed if key not in known]
    query = Query(**fields)
    wishes = tuple((key, weight) for key, weight in query.wishes if key in query.asked)
    return Query(**(fields | {"wishes": wishes})), tuple(unknown)


def _text(number: float | None) -> str:
    return repr(float(number)).removesuffix(".0") if number else ""


def _span(least: float | None, most: float | None) -> str:
    return f"{_text(least)}-{_text(most)}" if least or most else ""


def _near_text(near: Near | None) -> str:
    return f"{near.station_id or near.line or ANY}:{_text(near.max_m)}" if near else ""


def _ground_text(ground: Ground | None) -> str:
    """Return `lon,lat;lon,lat;…`, or `lon,lat~radius`; degrees with six decimals (0.1 m)."""
    if ground is None:
        return ""
    points = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in ground.points)
    return f"{points}~{_text(ground.radius_m)}" if ground.radius_m is not None else points


def _number(text: str) -> float:
    number = float(text)
    if not (isfinite(number) and 0 < number <= _LARGEST):
        raise _UnknownError(text)
    return number


def _area(text: str) -> dict[str, Any]:
    least_text, _, most_text = text.partition("-")
    least = _number(least_text) if least_text else None
    most = _number(most_text) if most_text else None
    if not (least or most) or (least and most and least > most):
        raise _UnknownError(text)
    return {"area_min_m2": least, "area_max_m2": most}


def _near(text: str, lines: Collection[str], stations: Collection[str]) -> Near:
    name, _, metres = text.rpartition(":") if ":" in text else (text, "", "")
    max_m = _number(metres) if metres else DEFAULT_METRO_M
    if name == ANY:
        return Near(max_m=max_m)
    if name in stations:
        return Near(station_id=name, max_m=max_m)
    if name in lines:
        return Near(line=name, max_m=max_m)
    raise _UnknownError(text)


def _ground(text: str) -> Ground:
    places, _, radius = text.partition("~")
    points = tuple(_point(place) for place in places.split(";"))
    if radius and len(points) == 1:
        return Ground(points, _number(radius))
    if radius or not 3 <= len(points) <= MOST_POINTS:
        raise _UnknownError(text)
    return Ground(points)


def _point(text: str) -> tuple[float, float]:
    lon, lat = (float(part) for part in text.split(","))
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise _UnknownError(text)
    return lon, lat


def _wishes(text: str) -> tuple[tuple[str, float], ...]:
    weights = {}
    for wish in text.split(","):
        criterion, _, weight = wish.partition(":")
        if criterion not in CRITERIA:
            raise _UnknownError(text)
        weights[criterion] = _number(weight) if weight else 1.0
    return tuple((key, weights[key]) for key in CRITERIA if key in weights)


def _one_of(known: Collection[str], text: str) -> str:
    if text not in known:
        raise _UnknownError(text)
    return text


def _readers(plan: Plan) -> dict[str, Callable[[str], dict[str, Any]]]:
    stations = set(plan.stations["metro_id"])
    lines = {line for listed in plan.stations["lines"] for line in listed}
    number: dict[str, Callable[[str], dict[str, Any]]] = {
        name: (lambda text, field=field: {field: _number(text)})  # type: ignore[misc]
        for name, field in _NUMBERS.items()
    }
    return {
        "area": _area,
        "layout": lambda text: {"layout": _one_of(get_args(Layout), text)},
        "by": lambda text: {"ready_by": date.fromisoformat(text)},
        **number,
        "near": lambda text: {"near": _near(text, lines, stations)},
        "ground": lambda text: {"ground": _ground(text)},
        "tenure": lambda text: {"tenure": _one_of(("lease", "sale"), text)},
        "wish": lambda text: {"wishes": _wishes(text)},
    }


def _choices(plan: Plan) -> dict[str, set[str]]:
    return {
        "industry": {industry.key for industry in plan.industries},
        "zone": set(plan.zones["zone_id"]),
        "park": set(plan.parks["park_id"]),
        "subdistrict": set(plan.subdistricts["subdistrict_id"]),
        "status": set(STATUSES),
    }
