"""Names a question may call places, stations and lines by: those of the plan, and short ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.plan.industries import folded
from geo.question.patterns import Part
from geo.question.sentence import DIGITS_OF_NAMES
from geo.search.criteria.metro import lines_of

_LAYERS: Final = {
    "zones": ("zone_id", ("name", "alias", "title", "name_en", "alias_en")),
    "parks": ("park_id", ("name", "name_en")),
    "subdistricts": ("subdistrict_id", ("name", "name_en")),
}
"""The id of each kind of place, and the fields that name it."""

_ASIDE: Final = Part(r"(?P<name> .+) \( (?P<line> .+) \)  # 东门(机场线)")
"""A station with its line behind it is called by its line first, too: 机场线东门."""

_CODE: Final = Part(r"(?<! [a-z\d]) [a-z]{1,2} \s? \d{1,2} (?! [a-z\d])  # 电车⟨t1⟩线")
"""What is short for a line: T1 for Line T1."""

_OF_DISTRICT: Final = Part(r"(?: 新区|自治县|区|县|市|旗) $  # ⟨区⟩ ⟨新区⟩")
_OF_SUBDISTRICT: Final = Part(r"(?: 街道|镇) $  # ⟨街道⟩ 镇")
_OF_STREET: Final = Part(r"(?: 路|新村) $  # 路 新村")

_COMMON: Final = Part(r"""
    (?:产业|科技|工业|创业|创新|高新|技术|经济|研发|总部)+  # 高新
    (?:园区?|开发区|小镇|基地|中心|城)?  # 产业园
    """)
"""What begins or ends so many names that it is short for none."""

_FEWEST_SHARED: Final = 3
"""How many places must begin alike for the beginning to be the name of where they are."""

_DASHES: Final = ("-", "–", "——", "~", "至", "到")
"""How people write the dash of a name."""


@dataclass(frozen=True)
class Names:
    """Names as they are folded, each with what it means."""

    places: dict[str, tuple[str, str]]
    """Field of a query and id of a place."""
    shared: dict[str, tuple[str, ...]]
    """What people call the ground of one zone or several, with those zones.

    Only where it stands alone: a tower or a shore that begins or ends so is another place.
    """
    stations: dict[str, str]
    """Id of a station."""
    lines: dict[str, str]
    """The line as the plan writes it; digits stand as `DIGITS_OF_NAMES` beside other signs."""


@lru_cache(maxsize=4)
def names_of(plan: Plan) -> Names:
    """Return the names of a plan's places, stations and lines."""
    places: dict[str, tuple[str, str]] = {}
    for kind, (column, texts) in _LAYERS.items():
        for row in getattr(plan, kind).to_dict("records"):
            for text in texts:
                if isinstance(row[text], str):
                    places.setdefault(folded(row[text]), (kind, row[column]))
    stations = {
        folded(row[text]): row["metro_id"]
        for row in plan.stations.to_dict("records")
        for text in ("name_en", "name", "planning_name")
        if isinstance(row[text], str)
    }
    for name, station_id in [*stations.items()]:
        if aside := _ASIDE.pattern.fullmatch(name):
            stations.setdefault(f"{aside['line']}{aside['name']}", station_id)
    known = plan.industries.by_spelling
    for name, meaning in _short_names(places, stations).items():
        if name not in known and not _COMMON.pattern.fullmatch(name):
            places.setdefault(name, meaning)
    for name, meaning in [*places.items()]:
        places.update({name.replace("—", dash): meaning for dash in _DASHES if "—" in name})
    return Names(places, _shared_names(plan), stations, _line_names(plan))


@lru_cache(maxsize=4)
def line_codes(plan: Plan) -> tuple[str, ...]:
    """Return the folded names of lines with digits that belong to no number: t1, linet1."""
    digits = {sign: digit for digit, sign in DIGITS_OF_NAMES.items()}
    written = (name.translate(digits) for name in names_of(plan).lines)
    return tuple(name for name in written if not name.isdigit() and any(map(str.isdigit, name)))


def here(plan: Plan) -> tuple[str, ...]:
    """Return the names of the plan's district and city: to say them asks for nothing.

    Other districts cannot be known, so the name of one is never taken for the plan's.
    """
    names = [folded(own) for own in (plan.profile.district, plan.profile.city) if own]
    return tuple(own for name in names for own in (name, bare_name(name)) if len(own) > 1)


def bare_name(name: str) -> str:
    """Return the folded name of a district or city without 区, 县 or 市."""
    return _OF_DISTRICT.pattern.sub("", folded(name))


def _line_names(plan: Plan) -> dict[str, str]:
    """Return the lines that stations are on, by name, by the names of their tracks and by code."""
    written = {line: line for line in lines_of(plan)}
    for row in plan.tracks.to_dict("records"):
        if len(row["lines"]) == 1 and (line := row["lines"][0]) in written and not line.isdigit():
            written |= {row[text]: line for text in ("name", "name_en") if row[text]}
    codes: dict[str, set[str]] = {}
    for name, line in written.items():
        for code in _CODE.pattern.findall(name.casefold()):
            codes.setdefault(folded(code), set()).add(line)
    names = {code: meant.pop() for code, meant in codes.items() if len(meant) == 1}
    names |= {folded(name): line for name, line in written.items()}
    return {
        name if name.isdigit() else name.translate(DIGITS_OF_NAMES): line
        for name, line in names.items()
    }


def _shared_names(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the beginnings (two signs) that zones and parks share, with the zones they are in.

    And a zone's name without the district's.
    """
    district = bare_name(plan.profile.district)
    zones: dict[str, list[str]] = {}
    for layer in (plan.zones, plan.parks):
        for name, zone_id in zip(layer["name"], layer["zone_id"], strict=True):
            zones.setdefault(folded(name)[:2], []).append(zone_id)
    bare = {
        folded(name).removeprefix(district): (zone_id,)
        for name, zone_id in zip(plan.zones["name"], plan.zones["zone_id"], strict=True)
        if folded(name).startswith(district)
    }
    return bare | {
        name: tuple(dict.fromkeys(ids))
        for name, ids in zones.items()
        if len(ids) >= _FEWEST_SHARED and len(set(ids)) > 1
    }


def _short_names(
    places: dict[str, tuple[str, str]], stations: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """Return beginnings (two signs and more) and ends (three) that only one place has.

    Sub-districts go by their name without 街道, 路街道, 新村街道 or 镇, whatever else begins so.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for name, meaning in places.items():
        if name.isascii():
            continue
        parts = [name[:size] for size in range(2, len(name))] if meaning[0] != "zones" else []
        parts += [name[-size:] for size in range(3, len(name))] if meaning[0] == "parks" else []
        for part in parts:
            found.setdefault(part, set()).add(meaning)
    short = {
        part: meanings.pop()
        for part, meanings in found.items()
        if len(meanings) == 1 and not any(part in other for other in stations)
    }
    for name, meaning in places.items():
        if meaning[0] == "subdistricts" and not name.isascii():
            bare = _OF_SUBDISTRICT.pattern.sub("", name)
            for own in (bare, _OF_STREET.pattern.sub("", bare)):
                short.setdefault(own, meaning)
    return {name: meaning for name, meaning in short.items() if name not in places}
