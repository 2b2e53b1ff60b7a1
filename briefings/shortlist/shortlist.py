"""A shortlist: candidates somebody has picked from what a search found, to send to others."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd

from briefings.brief import Brief, Release, faults_of, require_none
from geo.plan import Plan
from geo.search.findings import Finding
from geo.search.query import Query
from geo.translation import Language

Record = dict[Hashable, Any]

MOST_ON_A_PAGE: Final = 12
"""The most candidates a sheet or slide has room for; a workbook holds any number."""
LAYERS: Final = ("zones", "metro", "parks")
"""What the map shows beside the candidates."""


@dataclass(frozen=True, eq=False)
class Shortlist:
    """Candidates with what the search says of them, in the order in which they are shown.

    `candidates` are rows of `geo.search.candidates.Candidates.table`, by `candidate_id`: those of
    `findings` and of `near_misses`, which are told in a line each. `question` is what was typed,
    `notes` the keys of `Findings.notes`. `private_fields` are the inventory's. Particulars and
    languages are those of a `Brief`; `link` reopens the search.
    """

    candidates: pd.DataFrame
    findings: tuple[Finding, ...]
    query: Query
    near_misses: tuple[Finding, ...] = ()
    question: str = ""
    notes: tuple[str, ...] = ()
    private_fields: frozenset[str] = frozenset({"contact"})
    languages: tuple[Language, ...] = (Language.CHINESE,)
    title: str = ""
    unit: str = ""
    source: str = ""
    approval_number: str = ""
    data_date: date | None = None
    release: Release = Release.INTERNAL
    link: str = ""
    logo: bytes | None = field(default=None, repr=False)

    @property
    def brief(self) -> Brief:
        """What it has in common with every briefing: particulars, languages, release."""
        return Brief(
            languages=self.languages,
            layers=LAYERS,
            title=self.title,
            unit=self.unit,
            source=self.source,
            approval_number=self.approval_number,
            data_date=self.data_date,
            release=self.release,
            link=self.link,
            logo=self.logo,
        )

    def row(self, finding: Finding) -> Record:
        """Return what is known of a finding's candidate."""
        return {**self.candidates.loc[finding.candidate_id]}

    @property
    def rows(self) -> list[Record]:
        """What is known of each candidate, in the order of the findings."""
        return [self.row(finding) for finding in self.findings]

    @property
    def is_demo(self) -> bool:
        """Whether anything it shows is 演示数据."""
        shown = [finding.candidate_id for finding in (*self.findings, *self.near_misses)]
        return bool(self.candidates.loc[shown, "is_demo"].any())

    @property
    def is_estimated(self) -> bool:
        """Whether any floor area is the plan's, phased over its period by an assumption."""
        return any(row["kind"] != "carrier" for row in self.rows)


def require_shortlist(shortlist: Shortlist, plan: Plan, *, most: int | None = None) -> None:
    """Raise a `BriefError` that lists everything that keeps a shortlist from being made."""
    require_none([*faults_of(shortlist.brief, plan), *_list_faults(shortlist, most)])


def _list_faults(shortlist: Shortlist, most: int | None) -> list[str]:
    count = len(shortlist.findings)
    ids = [finding.candidate_id for finding in (*shortlist.findings, *shortlist.near_misses)]
    faults = [] if count else ["候选清单是空的：请至少选一个候选"]
    if most is not None and count > most:
        faults.append(f"一页最多放 {most} 个候选，现有 {count} 个：请减少，或改用表格（.xlsx）")
    if twice := sorted({key for key in ids if ids.count(key) > 1}):
        faults.append(f"候选 {'、'.join(twice)} 出现两次：请只留一个")
    if unknown := [key for key in ids if key not in shortlist.candidates.index]:
        faults.append(f"没有候选 {'、'.join(unknown)}：台账可能已更新，请重新查找")
    return faults
