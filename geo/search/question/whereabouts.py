"""Zones, parks, sub-districts and the metro, by the names of the plan's data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.industries import folded
from geo.plan import Plan
from geo.quantities import QuantityError
from geo.search.query import DEFAULT_METRO_M, Near
from geo.search.question.numbers import NUMBER, number
from geo.search.question.sentence import Found, Sentence

METRES_A_MINUTE: Final = 80
"""How far one walks in a minute, m."""


def _distance(place: int) -> str:
    """Return the pattern of a distance; its groups end in the place it stands at."""
    walk = rf"(?:步行|走路|走)(?P<minutes{place}>{NUMBER})分钟(?:路程|距离)?(?:之?以?内)?"
    way = rf"(?P<metres{place}>{NUMBER})(?P<unit{place}>公里|千米|km|米|m)"
    return rf"(?:{walk}|{way}(?:的?(?:范围|距离))?(?:之?以?内)?)"


_BEFORE: Final = (
    r"(?:距离|靠近|邻近|临近|紧邻|毗邻|贴近|挨着|接近|沿着|近|距|离|到|在|沿)?"
    r"(?:地铁|轨交|轨道交通)?"
)
_AFTER: Final = (
    r"(?:(?:的)?(?:直线)?距离)?(?:沿线|附近|周边|周围|旁边?|边上|上盖|口|边|一带|近|不太?远)?(?:的)?"
    r"(?:不超过|不大于|小于|控制在|步行范围|要在|在|≤|<)?"
)
_METRO_WORDS: Final = re.compile(
    r"(?:地铁|轨交|轨道)|(?:靠近|邻近|临近|紧邻|毗邻|贴近|挨着|接近|近|距|离|沿线|附近|周边|周围|旁|边上|上盖)"
)


_FAR: Final = re.compile(r"(?:稍|较|偏|越)?(?:远(?:一点|点|些)?|[以之]?外)")
"""Behind a goal or a distance: it should not be near, which no query can ask."""


@dataclass(frozen=True)
class _Names:
    """Names as they are folded, each with what it means."""

    places: dict[str, tuple[str, str]]
    """Field of a query and id of a place."""
    stations: dict[str, str]
    lines: frozenset[str]


@lru_cache(maxsize=4)
def _names(plan: Plan) -> _Names:
    places: dict[str, tuple[str, str]] = {}
    layers = (
        ("zones", plan.zones, "zone_id", ("name", "alias", "title", "name_en", "alias_en")),
        ("parks", plan.parks, "park_id", ("name", "name_en")),
        ("subdistricts", plan.subdistricts, "subdistrict_id", ("name", "name_en")),
    )
    for kind, layer, column, texts in layers:
        for row in layer.to_dict("records"):
            for text in texts:
                if isinstance(row[text], str):
                    places.setdefault(folded(row[text]), (kind, row[column]))
    stations = {
        folded(row[text]): row["metro_id"]
        for row in plan.stations.to_dict("records")
        for text in ("name_en", "name", "planning_name")
        if isinstance(row[text], str)
    }
    for name, meaning in _short_names(places, stations).items():
        places.setdefault(name, meaning)
    lines = {line for listed in plan.stations["lines"] for line in listed}
    return _Names(places, stations, frozenset(lines))


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
            bare = re.sub(r"(?:街道|镇)$", "", name)
            for own in (bare, re.sub(r"(?:路|新村)$", "", bare)):
                short.setdefault(own, meaning)
    return {name: meaning for name, meaning in short.items() if name not in places}


def _any_of(names: dict[str, str] | dict[str, tuple[str, str]]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) for name in longest_first)


@lru_cache(maxsize=4)
def _patterns(plan: Plan) -> dict[str, re.Pattern[str]]:
    names = _names(plan)
    others = "|".join(re.escape(line) for line in sorted(names.lines) if not line.isdigit())
    line = r"(?P<line>\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]|十)号线" + (
        rf"|(?P<named>{others})" if others else ""
    )
    stations = _any_of(names.stations)
    goals = {
        "line": rf"(?:{line})(?:的)?(?:地铁)?(?:站点|站)?",
        "station": rf"(?:\d{{1,2}}号线的?)?(?P<station>{stations})(?P<sign>地铁站|站)?",
        "any": r"(?P<any>地铁站?|轨道交通站?点?|轨交站?|轨道站)",
    }
    metro = {
        key: re.compile(
            rf"{_distance(1)}(?:就?有|到达?|可到|的?)(?:地铁)?{goal}"
            rf"|{_BEFORE}{goal.replace('?P<', '?P<b_')}{_AFTER}{_distance(2)}"
            rf"|{_BEFORE}{goal.replace('?P<', '?P<c_')}{_AFTER}"
        )
        for key, goal in goals.items()
    }
    place = re.compile(rf"(?:在|位于|落在|放在|落户)?(?P<place>{_any_of(names.places)})")
    return {**metro, "place": place}


def read_metro(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield distances to a line, a station, or any station; 近 alone is 800 m."""
    names = _names(plan)
    for key in ("station", "line", "any"):
        for match in sentence.matches(_patterns(plan)[key]):
            if far := _FAR.match(sentence.left, match.end()):
                sentence.take(match.start(), far.end())
                yield Found(match.start(), far.end(), ignored=True)
                continue
            groups = {
                name.removeprefix("b_").removeprefix("c_"): value
                for name, value in match.groupdict().items()
                if value is not None
            }
            goal = _goal(key, groups, match.group(), names)
            if goal is None:
                continue
            sentence.take(*match.span())
            metres, rule = _metres(groups)
            line, station = goal
            if metres is None or (line is not None and line not in names.lines):
                yield Found(*match.span(), ignored=True)
                continue
            near = Near(line=line, station_id=station, max_m=metres)
            yield Found(*match.span(), "metro", {"near": near}, rule)


def _goal(
    key: str, groups: dict[str, str], text: str, names: _Names
) -> tuple[str | None, str | None] | None:
    """Return line and station; None where something else is meant."""
    if key == "line":
        line = groups.get("named") or str(int(number(groups["line"])))
        return line, None
    if key == "any":
        return None, None
    said = groups["station"]
    rest = text.replace(said, "", 1)
    is_metro = "sign" in groups or "metres1" in groups or "minutes1" in groups
    is_metro = is_metro or _METRO_WORDS.search(rest) is not None or "metres2" in groups
    is_place = said in names.places and "sign" not in groups
    if not (is_metro or "minutes2" in groups) or (is_place and not _METRO_WORDS.search(rest)):
        return None
    return None, names.stations[said]


def _metres(groups: dict[str, str]) -> tuple[float | None, str]:
    try:
        for place in ("1", "2"):
            if minutes := groups.get(f"minutes{place}"):
                metres = number(minutes) * METRES_A_MINUTE
                return metres, f"步行 1 分钟 = {METRES_A_MINUTE} m，按直线计"
            if said := groups.get(f"metres{place}"):
                is_km = groups[f"unit{place}"] in ("公里", "千米", "km")
                metres = number(said) * (1000 if is_km else 1)
                return (metres, "距离按直线计") if metres > 0 else (None, "")
    except QuantityError:
        return None, ""
    return DEFAULT_METRO_M, f"“近”按直线 {DEFAULT_METRO_M:.0f} m 计"


def read_places(sentence: Sentence, plan: Plan) -> Iterator[Found]:
    """Yield zones, parks and sub-districts; several of a kind are alternatives."""
    names = _names(plan)
    for match in sentence.matches(_patterns(plan)["place"]):
        field, place_id = names.places[match["place"]]
        sentence.take(*match.span())
        yield Found(*match.span(), "place", {field: (place_id,)})
