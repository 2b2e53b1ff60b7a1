"""Worksheets of a shortlist as data: comparison, candidates' data, criteria, particulars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.brief import Release
from briefings.cards.finding import VERDICTS
from briefings.publication import particulars
from briefings.shortlist.content import Content, Heading
from briefings.shortlist.public_copy import ALWAYS_PRIVATE, PublicCopy
from briefings.shortlist.sentences import (
    carrier_sources,
    fact,
    rank_text,
    remarks,
    whereabouts,
)
from briefings.shortlist.shortlist import Record
from briefings.workbook.grid import Cell, Column, Rounded, Table
from briefings.workbook.tables import nothing
from geo.carriers.schema import CARRIER_FIELDS
from geo.plan.schema import Field
from geo.search.criteria import CRITERIA
from geo.search.findings import Finding
from geo.search.judgement import Part
from geo.search.place_names import place_name
from geo.search.sentences import part_text, reason
from geo.translation import N_
from layers.wording import MISSING

KINDS: Final = {"carrier": N_("载体"), "zone": N_("规划片区"), "park": N_("规划园区")}
_PLACES: Final = ("zone_id", "park_id", "subdistrict_id")


def comparison_table(
    name: str, found: PublicCopy, findings: Sequence[Finding], content: Content, speak: Speaker
) -> Table:
    """Return candidates with, for each criterion asked for, result, verdict and points."""
    asked = [heading for heading in content.headings if heading.colour]
    known = [heading for heading in content.headings if not heading.colour]
    columns = [
        Column(speak.message("编号"), 7),
        Column(speak.message("名称"), 30),
        Column(speak.message("所在"), 26),
        Column(speak.message("得分"), 10),
        *(column for heading in asked for column in _columns(heading, speak)),
        *(Column(_titled(heading, speak), 15) for heading in known),
        Column(speak.message("理由"), 60),
        Column(speak.message("数据"), 11),
    ]
    rows = [
        _row(found, finding, number, (asked, known), speak)
        for number, finding in enumerate(findings, start=1)
    ]
    return Table(speak.first(name), columns, rows, frozen_columns=2)


def _columns(heading: Heading, speak: Speaker) -> list[Column]:
    """Return a criterion's columns under what is wanted: result, verdict, points."""
    group = "\n".join(text for text in (heading.wanted, heading.rank) if text)
    titles = [_titled(heading, speak), speak.message("结论"), speak.message("所得分")]
    return [
        Column(title, width, heading.colour, group)
        for title, width in zip(titles, (14, 15, 9), strict=True)
    ]


def _titled(heading: Heading, speak: Speaker) -> str:
    """Return a criterion's name, with the unit of its numbers."""
    criterion = CRITERIA[heading.criterion]
    if not criterion.unit:
        return heading.label
    return speak(lambda say: f"{say(criterion.label)} {say(criterion.unit)}")


def _row(
    found: PublicCopy,
    finding: Finding,
    number: int,
    headings: tuple[Sequence[Heading], Sequence[Heading]],
    speak: Speaker,
) -> list[Cell]:
    row = found.shortlist.row(finding)
    parts = {part.criterion: part for part in finding.parts}
    asked, known = headings
    cells: list[Cell] = [
        float(number),
        speak.name(row),
        speak(lambda say: whereabouts(found.plan, row, say)),
        Rounded(finding.score, 1),
    ]
    for heading in asked:
        part = parts.get(heading.criterion)
        cells += _part_cells(found, part, speak) if part else [None, None, None]
    cells += [_cell(item.criterion, fact(item.criterion, row), found, speak) for item in known]
    cells.append(speak(lambda say: reason(finding, found.shortlist.query, found.plan, say)))
    cells.append(speak.message("演示数据") if row["is_demo"] else None)
    return cells


def _part_cells(found: PublicCopy, part: Part, speak: Speaker) -> list[Cell]:
    """Return a criterion's result, its verdict or by how much it fails, its points."""
    query, plan = found.shortlist.query, found.plan
    verdict = speak.message(VERDICTS[part.verdict])
    if part.shortfall is not None:
        verdict = speak(lambda say: part_text(part, query, plan, say))
    return [
        _cell(part.criterion, part.found, found, speak),
        verdict,
        Rounded(part.points, 1),
    ]


def _cell(criterion: str, value: Any, found: PublicCopy, speak: Speaker) -> Cell:
    """Return what was found as a number, a day or words."""
    if value is None:
        return None
    own = CRITERIA[criterion]
    if own.unit:
        return Rounded(float(value), own.decimals)
    if isinstance(value, date):
        return _day(value)
    return speak(lambda say: own.value_text(value, found.plan, say) or MISSING)


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def data_table(found: PublicCopy, speak: Speaker) -> Table:
    """Return all that is known of the candidates and the near misses, a column a field."""
    shortlist = found.shortlist
    gone = {item.column for item in found.columns}
    if shortlist.release is Release.PUBLIC:
        gone |= set(ALWAYS_PRIVATE)
    fields = [field for field in CARRIER_FIELDS if field.name not in gone]
    columns = [Column(speak.message("类型"), 9), *(_field_column(field, speak) for field in fields)]
    findings = (*shortlist.findings, *shortlist.near_misses)
    rows = []
    for finding in findings:
        row = {**shortlist.row(finding), "carrier_id": finding.candidate_id}
        cells = [_field_cell(field, row, found, speak) for field in fields]
        rows.append([speak.message(KINDS[row["kind"]]), *cells])
    starts = frozenset({len(shortlist.findings)}) if shortlist.near_misses else frozenset()
    return Table(speak.first("候选资料"), columns, rows, frozen_columns=3, starts=starts)


def _field_column(field: Field, speak: Speaker) -> Column:
    width = 22 if field.type in ("text", "texts") else 13
    title = speak.message(field.label)
    return Column(f"{title} {speak.first(field.unit)}" if field.unit else title, width)


def _field_cell(field: Field, row: Record, found: PublicCopy, speak: Speaker) -> Cell:
    value = row[field.name]
    if field.name in _PLACES:
        return speak(lambda say: place_name(found.plan, field.name, row[field.name], say)) or None
    if isinstance(value, tuple):
        return _cell("industry", value or None, found, speak)
    if pd.isna(value):
        return None
    if field.choices:
        return _cell(field.name, value, found, speak)
    written: dict[str, Callable[[Any], Cell]] = {"date": _day, "number": float}
    own = speak.name(row) if field.name == "name" else value
    return written.get(field.type, str)(own)


def criteria_table(found: PublicCopy, content: Content, speak: Speaker) -> Table:
    """Return the query: a row a criterion, what is wanted, whether it must be, its weight."""
    weights = found.shortlist.query.weights
    rows: list[list[Cell]] = [
        [
            heading.label,
            heading.wanted,
            speak(lambda say, key=heading.criterion: rank_text(key, found, say)),  # type: ignore[misc]
            float(weights.get(heading.criterion, 1.0)),
        ]
        for heading in content.headings
        if heading.colour
    ]
    columns = [
        Column(speak.message("条件"), 22),
        Column(speak.message("要求"), 60),
        Column(speak.message("必须或希望"), 16),
        Column(speak.message("权重"), 10),
    ]
    return Table(speak.first("条件"), columns, rows or nothing(columns, speak), filtered=False)


def notes_table(found: PublicCopy, speak: Speaker) -> Table:
    """Return what the copy is, how its figures are to be read, and what was left out of it."""
    shortlist = found.shortlist
    facts = dict(particulars(replace(found.publication, left_out=()), shortlist.brief, speak))
    if shortlist.release is Release.PUBLIC:
        left_out = speak(lambda say: "\n".join(found.left_out(say)) or say("无"))
        facts[speak.message("未公开的字段")] = left_out
    rows: list[list[Cell]] = [list(pair) for pair in facts.items()]
    rows += [[speak.message("载体数据"), text] for text in carrier_sources(found, speak.first)]
    rows.append([speak.message("数据版本"), found.plan.version])
    if shortlist.question:
        rows.insert(0, [speak.message("提问"), shortlist.question])
    starts = frozenset({len(rows)})
    said = remarks(found, speak)
    labels = [speak.message("说明"), *(None for _ in said)]
    rows += [[label, text] for label, text in zip(labels, said, strict=False)]
    columns = [Column(speak.message("项目"), 22), Column(speak.message("内容"), 110)]
    return Table(speak.first("说明"), columns, rows, starts=starts, filtered=False)
