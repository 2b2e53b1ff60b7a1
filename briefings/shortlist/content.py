"""Content of a shortlist, whatever it is drawn on: headings, values, reasons, remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from briefings.bilingual import Speaker
from briefings.lettering import has_chinese, text_width
from briefings.paper.furniture import Head
from briefings.shortlist.public_copy import PublicCopy
from briefings.shortlist.sentences import (
    criteria_text,
    fact,
    near_miss,
    rank_text,
    remarks,
    stamps,
    value_text,
    whereabouts,
)
from briefings.shortlist.shortlist import Record
from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.findings import Finding
from geo.search.judgement import Verdict
from geo.search.sentences import chip, part_text, reason
from geo.translation import N_, Language
from layers import palette
from layers.wording import MISSING

_LONGEST_TITLE_EM: Final = 38.0
"""A longer question stands in the subtitle, where lines can be broken."""
_FIRST_FACTS: Final = ("area", "ready", "rent")
"""What is shown of every candidate, whether it is asked for or not."""


@dataclass(frozen=True)
class Heading:
    """A criterion of the comparison: its name, what is wanted, how much it counts, its colour."""

    criterion: str
    label: str
    wanted: str = ""
    rank: str = ""
    colour: str = ""
    """Of its part of the score; none where it is shown but not asked for."""


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

    def in_short(self) -> Content:
        """Return it with sentences and places in the leading language alone: room is scarce."""
        return replace(
            self,
            entries=tuple(
                replace(entry, place=_leading(entry.place), reason=_leading(entry.reason))
                for entry in self.entries
            ),
            near_misses=tuple(map(_leading, self.near_misses)),
            remarks=tuple(map(_leading, self.remarks)),
        )

    def values_of(self, heading: Heading) -> list[str]:
        """Return the candidates' values of a criterion, in the leading language."""
        return [_leading(entry.values[heading.criterion].text) for entry in self.entries]


def _leading(text: str) -> str:
    return text.partition("\n")[0]


def content_of(found: PublicCopy, speak: Speaker) -> Content:
    """Return what a shortlist says in the languages of a speaker."""
    shortlist = found.shortlist
    headings = _headings(found, speak)
    entries = tuple(
        _entry(found, finding, str(number), headings, speak)
        for number, finding in enumerate(shortlist.findings, start=1)
    )
    near = tuple(near_miss(found, finding, speak) for finding in shortlist.near_misses)
    return Content(_head(found, speak), headings, entries, near, remarks(found, speak))


def _head(found: PublicCopy, speak: Speaker) -> Head:
    """Return title and subtitle: the question leads if it fits, else the criteria, else neither.

    A question in Chinese leads no page in another language: its criteria say the same there.
    """
    shortlist = found.shortlist
    criteria = speak(lambda say: criteria_text(found, say))
    is_foreign = speak.first.language is not Language.CHINESE and has_chinese(shortlist.question)
    lead = shortlist.title or ("" if is_foreign else shortlist.question) or criteria
    plain = speak(lambda say: say("选址比选：{count} 个候选", count=len(shortlist.findings)))
    fits = lead and text_width(lead, 1.0, bold=True) <= _LONGEST_TITLE_EM
    title = shortlist.title or (lead if fits else plain)
    texts = (shortlist.question, criteria if shortlist.query.asked else "")
    subtitle = [text for text in texts if text and text.split("\n")[0] not in title]
    labels = [speak.message(text) for text in stamps(found)]
    return Head(title, "\n".join(subtitle), "\n".join(labels), shortlist.logo)


def _headings(found: PublicCopy, speak: Speaker) -> tuple[Heading, ...]:
    """Return the criteria asked for, and those of the first facts that any candidate has."""
    shortlist = found.shortlist
    gone = {item.column for item in found.columns}
    asked = shortlist.query.asked
    known = [
        key
        for key in _FIRST_FACTS
        if key not in asked and CRITERIA[key].column not in gone
        if any(fact(key, row) is not None for row in shortlist.rows)
    ]
    return tuple(_heading(key, found, speak) for key in CRITERIA if key in (*asked, *known))


def _heading(criterion: str, found: PublicCopy, speak: Speaker) -> Heading:
    query = found.shortlist.query
    label = speak.message(CRITERIA[criterion].label)
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
    found: PublicCopy, finding: Finding, number: str, headings: Sequence[Heading], speak: Speaker
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
        speak(lambda say: reason(finding, found.shortlist.query, plan, say)),
        shapely.Point(row["lon"], row["lat"]) if has_place else None,
        _ground_of(plan, finding.candidate_id, row),
    )


def _value(criterion: str, finding: Finding, found: PublicCopy, speak: Speaker) -> Value:
    row, query, plan = found.shortlist.row(finding), found.shortlist.query, found.plan
    estimated = criterion == "area" and row["kind"] != "carrier"

    def written(value: Any) -> str:
        text = speak(lambda say: value_text(criterion, value, plan, say))
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
        gap = speak(lambda say: part_text(part, query, plan, say))
    return Value(written(part.found), gap, part.verdict, part.points, most)


def in_line(content: Content, entry: Entry) -> str:
    """Return all values of a candidate in one line, the leading language of each."""
    values = [(heading.label, entry.values[heading.criterion]) for heading in content.headings]
    texts = [
        " ".join(text.split("\n")[0] for text in (label, value.text, value.note))
        for label, value in values
    ]
    return " · ".join(text.rstrip() for text in texts)


def _ground_of(plan: Plan, candidate_id: str, row: Record) -> Any:
    """Return the ground of a zone or park, none of a carrier or where only a point is known."""
    layers = {"zone": (plan.zones, "zone_id"), "park": (plan.parks, "park_id")}
    if row["kind"] not in layers:
        return None
    table, column = layers[row["kind"]]
    ground = table.loc[table[column] == candidate_id, "geometry"].iloc[0]
    return ground if ground is not None and ground.geom_type.endswith("Polygon") else None
