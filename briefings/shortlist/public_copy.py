"""Public copy of a shortlist: nothing private, and nothing that reveals it.

What is private leaves with every criterion that would give it away: its limit (all matches keep
it), its part of the score, and the text of the question. The score is then that of the other
criteria, and candidates stand in the order of that score: the old one would reveal it as well.
For internal use all of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from briefings.brief import Release
from briefings.publication import Publication, left_out_lines, published
from briefings.shortlist.shortlist import Shortlist
from geo.carriers.schema import CARRIER_FIELDS, PRIVATE_CHOICES
from geo.plan import Plan
from geo.plan.schema import CAPACITY_CATEGORIES, CATEGORIES
from geo.search.criteria import CRITERIA
from geo.search.findings import Finding
from geo.search.judgement import Part
from geo.translation import N_, Translator

ALWAYS_PRIVATE: Final = ("contact",)
_PRIVATE_COLUMNS: Final = (
    *("rent_cny_m2_day", "price_cny_m2", "available_gfa_m2", "total_gfa_m2", "industries"),
    "contact",
)
"""Columns of candidates that can be private, of the inventory or with the plan."""

_LABELS: Final = {field.name: field.label for field in CARRIER_FIELDS}


def revealing_fields() -> dict[str, frozenset[str]]:
    """Return columns that can be private, with the criteria that would give them away."""
    return {
        column: frozenset(key for key, own in CRITERIA.items() if column in own.reveals)
        for column in _PRIVATE_COLUMNS
    }


@dataclass(frozen=True)
class LeftOutColumn:
    """A column of candidates that a public copy lacks, and how many of them had a value."""

    column: str
    values: int


@dataclass(frozen=True, eq=False)
class PublicCopy:
    """A shortlist as it may be shown, on the plan as it may be shown, and what was left out."""

    shortlist: Shortlist
    publication: Publication
    columns: tuple[LeftOutColumn, ...] = ()
    criteria: tuple[str, ...] = ()
    """Criteria that were asked for and would give something private away."""
    texts: tuple[str, ...] = ()
    """Texts that might: the question, the link."""

    @property
    def plan(self) -> Plan:
        """The plan as it may be shown."""
        return self.publication.plan

    def left_out(self, say: Translator) -> list[str]:
        """Return what is left out, a line each."""
        lines = left_out_lines(self.publication.left_out, say)
        lines += [
            say(
                "{layer}：{label}（{columns}），{values} 个值",
                layer=say("候选"),
                label=say(_LABELS[item.column]),
                columns=item.column,
                values=item.values,
            )
            for item in self.columns
        ]
        if self.criteria:
            names = say.join([say(CRITERIA[key].label) for key in self.criteria])
            lines.append(say("条件及其得分：{names}", names=names))
        return [*lines, *(say(text) for text in self.texts)]


def public_copy(shortlist: Shortlist, plan: Plan) -> PublicCopy:
    """Return what a shortlist may show."""
    publication = published(plan, shortlist.brief)
    if shortlist.release is not Release.PUBLIC:
        return PublicCopy(shortlist, publication)
    private = _private_columns(shortlist, publication)
    revealing = revealing_fields()
    hidden = frozenset(key for column in private for key in revealing[column])
    asked = tuple(key for key in shortlist.query.asked if key in hidden)
    columns = tuple(
        LeftOutColumn(column, values)
        for column in private
        if (values := _values(shortlist, column))
    )
    can_be_asked = any(revealing[column] for column in private)
    reveals = bool(asked or (shortlist.question and can_be_asked))
    question, link = ("", "") if reveals else (shortlist.question, shortlist.link)
    public = replace(
        shortlist,
        candidates=_emptied(shortlist.candidates, private),
        query=shortlist.query.without(*hidden),
        findings=_without_parts(shortlist.findings, hidden),
        near_misses=tuple(
            finding for finding in _without_parts(shortlist.near_misses, hidden) if finding.missed
        ),
        question=question,
        link=link,
    )
    texts = [N_("提问原文")] if question != shortlist.question else []
    texts += [N_("链接")] if link != shortlist.link else []
    return PublicCopy(public, publication, columns, asked, tuple(texts))


def _private_columns(shortlist: Shortlist, publication: Publication) -> tuple[str, ...]:
    """Return the inventory's private columns, and those worked out from the plan's."""
    private = {*ALWAYS_PRIVATE, *(shortlist.private_fields & set(PRIVATE_CHOICES))}
    if shortlist.is_estimated:
        gone = {
            item.field.name for item in publication.left_out if item.layer in ("zones", "parks")
        }
        worked_out = {CATEGORIES[key].column for key in (*CAPACITY_CATEGORIES, "existing")}
        if gone & worked_out:
            private |= {"available_gfa_m2", "total_gfa_m2"}
        if "industries" in gone:
            private.add("industries")
    return tuple(column for column in _PRIVATE_COLUMNS if column in private)


def _values(shortlist: Shortlist, column: str) -> int:
    """Return how many of the candidates shown have a value."""
    values = [row[column] for row in shortlist.rows]
    return sum(bool(value) if isinstance(value, tuple) else pd.notna(value) for value in values)


def _emptied(candidates: pd.DataFrame, private: Iterable[str]) -> pd.DataFrame:
    nothing: dict[str, Any] = {}
    for column in private:
        is_number = pd.api.types.is_numeric_dtype(candidates[column])
        empty = pd.Series([()] * len(candidates), index=candidates.index, dtype=object)
        nothing[column] = np.nan if is_number else empty if column == "industries" else None
    return candidates.assign(**nothing)


def _without_parts(findings: Iterable[Finding], hidden: frozenset[str]) -> tuple[Finding, ...]:
    """Return findings judged by the other criteria alone, best first if that changes anything."""
    kept = list(findings)
    if not any(part.criterion in hidden for finding in kept for part in finding.parts):
        return tuple(kept)
    judged = [_rejudged(finding, hidden) for finding in kept]
    return tuple(
        sorted(judged, key=lambda finding: (-round(finding.score, 9), finding.candidate_id))
    )


def _rejudged(finding: Finding, hidden: frozenset[str]) -> Finding:
    parts = [part for part in finding.parts if part.criterion not in hidden]
    total = sum(part.weight for part in parts)
    weighed = tuple(replace(part, points=_points(part, total)) for part in parts)
    return Finding(finding.candidate_id, sum(part.points for part in weighed), weighed)


def _points(part: Part, total: float) -> float:
    return 100 * part.weight * part.share / total if total else 0.0
