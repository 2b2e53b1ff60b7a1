"""What a shortlist says, whatever it is drawn on: headings, values, reasons, remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.plan import Plan
from geo.schema import N_
from geo.search.findings import Finding, Part, Verdict
from geo.search.query import CRITERIA
from geo.search.words import chip, note_words, part_words, reason
from layers import palette
from layers.brief import RELEASE_NAMES, Release
from layers.language import Translator
from layers.lettering import text_width
from layers.paper.furniture import Head
from layers.paper.spoken import Speaker
from layers.shortlist.released import Released
from layers.shortlist.shortlist import Record
from layers.shortlist.values import FACTS, fact, found_text, whereabouts
from layers.wording import MISSING

_LONGEST_TITLE_EM: Final = 38.0
"""A longer question stands in the subtitle, where lines can be broken."""
_FIRST_FACTS: Final = ("area", "ready", "rent")
"""What is told of every candidate, whether it is asked for or not."""


@dataclass(frozen=True)
class Heading:
    """A criterion of the comparison: its name, what is wanted, how much it counts, its colour."""

    criterion: str
    label: str
    wanted: str = ""
    rank: str = ""
    colour: str = ""
    """Of its part of the score; none where it is told but not asked for."""


@dataclass(frozen=True)
class Value:
    """What a candidate has of a criterion, and its part of the score."""

    text: str
    note: str = ""
    """By how much it fails, or why it cannot be judged."""
    verdict: Verdict | None = None
    points: float = 0.0
    most: float = 0.0
    """The points it would have if the criterion were met as well as can be."""


@dataclass(frozen=True)
class Entry:
    """A candidate: its number on the map, its names, score, values by criterion, reason."""

    number: str
    name: str
    place: str
    tag: str
    score: float
    values: Mapping[str, Value]
    reason: str
    point: shapely.Point | None
    """Where its pin stands (EPSG:4326); none where the plan has no place for it."""
    ground: BaseGeometry | None
    """Its own ground, of a zone or park."""

    def bars(self, headings: Sequence[Heading]) -> list[tuple[str, float]]:
        """Return the parts of its score in the order of the headings: colour, points."""
        return [
            (heading.colour, self.values[heading.criterion].points)
            for heading in headings
            if heading.colour
        ]


@dataclass(frozen=True)
class Content:
    """Everything a page says."""

    head: Head
    headings: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    near_misses: tuple[str, ...]
    remarks: tuple[str, ...]


def content_of(found: Released, speak: Speaker) -> Content:
    """Return what a shortlist says in the languages of a speaker."""
    shortlist = found.shortlist
    headings = _headings(found, speak)
    entries = tuple(
        _entry(found, finding, str(number), headings, speak)
        for number, finding in enumerate(shortlist.findings, start=1)
    )
    near = tuple(_near_miss(found, finding, speak) for finding in shortlist.near_misses)
    return Content(_head(found, speak), headings, entries, near, remarks(found, speak))


def _head(found: Released, speak: Speaker) -> Head:
    """Return title and subtitle: the question leads if it fits, else the criteria, else neither."""
    shortlist = found.shortlist
    criteria = speak(lambda say: criteria_text(found, say))
    lead = shortlist.title or shortlist.question or criteria.split("\n")[0]
    plain = speak(lambda say: say("选址比选：{count} 个候选", count=len(shortlist.findings)))
    fits = lead and text_width(lead, 1.0, bold=True) <= _LONGEST_TITLE_EM
    title = shortlist.title or (lead if fits else plain)
    told = (shortlist.question, criteria if shortlist.query.asked else "")
    subtitle = [text for text in told if text and text.split("\n")[0] not in title]
    labels = [speak.message(text) for text in stamps(found)]
    return Head(title, "\n".join(subtitle), "\n".join(labels), shortlist.logo)


def stamps(found: Released) -> list[str]:
    """Return what the stamp says: for whom it is; 演示数据 and estimates are named."""
    shortlist = found.shortlist
    texts = [RELEASE_NAMES[Release.INTERNAL]] if shortlist.release is Release.INTERNAL else []
    texts += [N_("含演示数据")] if shortlist.is_demo else []
    return texts + ([N_("面积为估算")] if shortlist.is_estimated else [])


def criteria_text(found: Released, say: Translator) -> str:
    """Return all criteria in one line."""
    query = found.shortlist.query
    return " · ".join(chip(key, query, found.plan, say) for key in query.asked)


def rank_text(criterion: str, found: Released, say: Translator) -> str:
    """Return whether a criterion is a must, or a wish of which weight."""
    weight = found.shortlist.query.weights.get(criterion)
    return say("必须") if weight is None else say("优先 ×{weight}", weight=f"{weight:g}")


def _headings(found: Released, speak: Speaker) -> tuple[Heading, ...]:
    """Return the criteria asked for, and those of the first facts that any candidate has."""
    shortlist = found.shortlist
    gone = {item.column for item in found.columns}
    asked = shortlist.query.asked
    told = [
        key
        for key in _FIRST_FACTS
        if key not in asked and FACTS[key] not in gone
        if any(fact(key, row) is not None for row in shortlist.rows)
    ]
    return tuple(_heading(key, found, speak) for key in CRITERIA if key in (*asked, *told))


def _heading(criterion: str, found: Released, speak: Speaker) -> Heading:
    query = found.shortlist.query
    label = speak.message(CRITERIA[criterion])
    if criterion not in query.asked:
        return Heading(criterion, label)
    return Heading(
        criterion,
        label,
        speak(lambda say: chip(criterion, query, found.plan, say)),
        speak(lambda say: rank_text(criterion, found, say)),
        palette.CRITERION_COLOURS[criterion],
    )


def _entry(
    found: Released, finding: Finding, number: str, headings: Sequence[Heading], speak: Speaker
) -> Entry:
    row, plan = found.shortlist.row(finding), found.plan
    values = {
        heading.criterion: _value(heading.criterion, finding, found, speak) for heading in headings
    }
    has_place = row["lon"] == row["lon"] and row["lat"] == row["lat"]
    return Entry(
        number,
        speak.name(row),
        speak(lambda say: whereabouts(plan, row, say)),
        speak.first("演示") if row["is_demo"] else "",
        finding.score,
        values,
        speak(lambda say: reason_text(found, finding, say)),
        shapely.Point(row["lon"], row["lat"]) if has_place else None,
        _ground_of(plan, finding.candidate_id, row),
    )


def reason_text(found: Released, finding: Finding, say: Translator) -> str:
    """Return why a candidate is on the list, in one sentence."""
    return reason(finding, found.shortlist.query, found.plan, say)


def _value(criterion: str, finding: Finding, found: Released, speak: Speaker) -> Value:
    row, query, plan = found.shortlist.row(finding), found.shortlist.query, found.plan
    estimated = criterion == "area" and row["kind"] != "carrier"

    def written(value: Any) -> str:
        text = speak(lambda say: found_text(criterion, value, plan, say))
        return f"≈{text}" if estimated and value is not None else text

    part = next((part for part in finding.parts if part.criterion == criterion), None)
    if part is None:
        return Value(written(fact(criterion, row)))
    total = sum(part.weight for part in finding.parts)
    most = 100 * part.weight / total if total else 0.0
    if part.verdict == "unknown":
        said = N_("规划未给出") if row["kind"] != "carrier" else N_("台账未填")
        return Value(MISSING, speak.message(said), part.verdict, part.points, most)
    gap = speak.message("不符合") if part.verdict == "missed" else ""
    if part.shortfall is not None:
        gap = speak(lambda say: part_words(part, query, plan, say))
    return Value(written(wanted_first(part)), gap, part.verdict, part.points, most)


def in_line(content: Content, entry: Entry) -> str:
    """Return all values of a candidate in one line, the leading language of each."""
    values = [(heading.label, entry.values[heading.criterion]) for heading in content.headings]
    texts = [
        " ".join(text.split("\n")[0] for text in (label, value.text, value.note))
        for label, value in values
    ]
    return " · ".join(text.rstrip() for text in texts)


def wanted_first(part: Part) -> Any:
    """Return what was found; of industries first those that were asked for."""
    if part.criterion != "industry" or part.found is None:
        return part.found
    return tuple(sorted(part.found, key=lambda key: key not in part.wanted))


def _near_miss(found: Released, finding: Finding, speak: Speaker) -> str:
    """Return a near miss in a line: its name, what failed and by how much."""
    row, query = found.shortlist.row(finding), found.shortlist.query

    def line(say: Translator) -> str:
        missed = [part_words(part, query, found.plan, say) for part in finding.missed]
        return say("{label}：{text}", label=say.name(row), text=say.join(missed))

    return speak(line)


def remarks(found: Released, speak: Speaker) -> tuple[str, ...]:
    """Return how the figures are to be read: the search's notes, and how the score is made."""
    shortlist = found.shortlist
    keys = [*shortlist.notes]
    keys += ["demo"] if shortlist.is_demo and "demo" not in keys else []
    keys += ["phased"] if shortlist.is_estimated and "phased" not in keys else []
    lines = [_note(key, found.plan, speak) for key in keys]
    lines.append(speak.message("得分 0–100：各条件按满足程度和权重相加，色段为各条件所得。"))
    return tuple(lines)


def carrier_sources(found: Released, say: Translator) -> list[str]:
    """Return where the carriers' data come from and of which days; nothing of a plan's zones."""
    rows = [row for row in found.shortlist.rows if row["kind"] == "carrier"]
    if not rows:
        return []
    sources = list(dict.fromkeys(str(row["source"]) for row in rows))
    named = say.join(sources[:_MOST_SOURCES]) + ("…" if len(sources) > _MOST_SOURCES else "")
    days = sorted({f"{row['as_of']:%Y-%m-%d}" for row in rows if pd.notna(row["as_of"])})
    if not days:
        return [named]
    period = " – ".join(dict.fromkeys((days[0], days[-1])))
    return [say("{text}（{note}）", text=named, note=period)]


_MOST_SOURCES: Final = 3


def _note(key: str, plan: Plan, speak: Speaker) -> str:
    return speak(lambda say: note_words(key, plan, say))


def _ground_of(plan: Plan, candidate_id: str, row: Record) -> Any:
    """Return the ground of a zone or park, none of a carrier or where only a point is known."""
    layers = {"zone": (plan.zones, "zone_id"), "park": (plan.parks, "park_id")}
    if row["kind"] not in layers:
        return None
    table, column = layers[row["kind"]]
    ground = table.loc[table[column] == candidate_id, "geometry"].iloc[0]
    return ground if ground is not None and ground.geom_type.endswith("Polygon") else None
