"""Names of candidates on the page: number, name, what and where each is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefings.cards.finding import Described
from geo.plan import Plan
from geo.search.findings import Finding
from geo.search.place_names import holder_text, place_name
from geo.search.sentences import missed_value, part_text, reason
from geo.translation import Translator
from views.site_search.answer import Answer


def letter(index: int) -> str:
    """Return what marks a near miss: A, B, C …; matches have numbers."""
    return chr(ord("A") + index % 26)


def number_of(answer: Answer, candidate_id: str) -> str:
    """Return what a candidate is marked with in list and map; a star where it is in neither."""
    for number, finding in enumerate(answer.findings.matches, start=1):
        if finding.candidate_id == candidate_id:
            return str(number)
    for index, finding in enumerate(answer.findings.near_misses):
        if finding.candidate_id == candidate_id:
            return letter(index)
    return "★"


def name_of(row: Mapping[str, Any], say: Translator) -> str:
    """Return a candidate's name."""
    return str(say.name(row))


def place_of(row: Mapping[str, Any], plan: Plan, say: Translator) -> str:
    """Return what a candidate is and where: kind, zone, park, building and floor."""
    is_carrier = row["kind"] == "carrier"
    is_named = is_carrier and str(row["building"] or "") in row["name"]
    parts = [
        say("演示数据") if row["is_demo"] else "",
        "" if is_carrier else holder_text(plan, row, say),
        *(place_name(plan, column, row[column], say) for column in _PLACES if is_carrier),
        "" if is_named else row["building"],
        say("{floor} 层", floor=f"{row['floor']:g}") if row["floor"] is not None else "",
        row["unit"],
    ]
    return " · ".join(str(part) for part in parts if part)


_PLACES: Final = ("zone_id", "park_id", "subdistrict_id")


def described(answer: Answer, finding: Finding, number: str, say: Translator) -> Described:
    """Return a finding with all that is said of it."""
    plan, row = answer.candidates.plan, answer.row(finding.candidate_id)
    return Described(
        finding,
        number,
        name_of(row, say),
        place_of(row, plan, say),
        reason(finding, answer.query, plan, say),
        {part.criterion: part_text(part, answer.query, plan, say) for part in finding.parts},
        {part.criterion: missed_value(part, answer.query, plan, say) for part in finding.parts},
        row,
    )
