"""Sentences of a shortlist: stamps, criteria, values, near misses, remarks, sources."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.brief import RELEASE_NAMES, Release
from briefings.shortlist.public_copy import PublicCopy
from briefings.shortlist.shortlist import Record
from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.criteria.industry import industry_text
from geo.search.findings import Finding
from geo.search.place_names import holder_text, nearest_place_name
from geo.search.sentences import chip, note_text, part_text
from geo.translation import N_, Translator
from layers.wording import MISSING


def stamps(found: PublicCopy) -> list[str]:
    """Return what the stamp says: for whom it is; 演示数据 and estimates are named."""
    shortlist = found.shortlist
    texts = [RELEASE_NAMES[Release.INTERNAL]] if shortlist.release is Release.INTERNAL else []
    texts += [N_("含演示数据")] if shortlist.is_demo else []
    return texts + ([N_("面积为估算")] if shortlist.is_estimated else [])


def criteria_text(found: PublicCopy, say: Translator) -> str:
    """Return all criteria in one line."""
    query = found.shortlist.query
    return " · ".join(chip(key, query, found.plan, say) for key in query.asked)


def rank_text(criterion: str, found: PublicCopy, say: Translator) -> str:
    """Return whether a criterion is a must, or a wish of which weight."""
    weight = found.shortlist.query.weights.get(criterion)
    return say("必须") if weight is None else say("希望 ×{weight}", weight=f"{weight:g}")


def near_miss(found: PublicCopy, finding: Finding, speak: Speaker) -> str:
    """Return a near miss in a line: its name, what failed and by how much."""
    row, query = found.shortlist.row(finding), found.shortlist.query

    def line(say: Translator) -> str:
        missed = [part_text(part, query, found.plan, say) for part in finding.missed]
        return say("{label}：{text}", label=say.name(row), text=say.join(missed))

    return speak(line)


def remarks(found: PublicCopy, speak: Speaker) -> tuple[str, ...]:
    """Return how the figures are to be read: the search's notes, and how the score is made."""
    shortlist = found.shortlist
    keys = [*shortlist.notes]
    keys += ["demo"] if shortlist.is_demo and "demo" not in keys else []
    keys += ["phased"] if shortlist.is_estimated and "phased" not in keys else []
    lines = [speak(partial(note_text, key, found.plan)) for key in keys]
    lines.append(speak.message("得分 0–100：各条件按满足程度和权重相加，色段为各条件所得。"))
    return tuple(lines)


def carrier_sources(found: PublicCopy, say: Translator) -> list[str]:
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


def fact(criterion: str, row: Record) -> Any:
    """Return what the inventory or the plan says of a criterion, None where it says nothing."""
    column = CRITERIA[criterion].column
    value = row.get(column) if column else None
    if isinstance(value, tuple):
        return value or None
    return None if pd.isna(value) else value


def value_text(criterion: str, found: Any, plan: Plan, say: Translator) -> str:
    """Return what was found (`Part.found`) in few words, for a cell whose heading says of what.

    Of a list the first few: a long one would push everything else aside.
    """
    if found is None:
        return MISSING
    if criterion == "industry" and len(found) > _MOST_NAMES:
        return say("{names} 等", names=industry_text(found[:_MOST_NAMES], plan, say))
    return CRITERIA[criterion].value_text(found, plan, say) or MISSING


_MOST_NAMES: Final = 2


def whereabouts(plan: Plan, row: Record, say: Translator) -> str:
    """Return where a candidate is: its park or zone, building, floor and unit, what is known."""
    if row["kind"] != "carrier":
        return holder_text(plan, row, say)
    building = row["building"]
    parts = [nearest_place_name(plan, row, say)]
    parts.append(building if isinstance(building, str) and building not in row["name"] else "")
    if pd.notna(row["floor"]):
        floor = int(row["floor"])
        parts.append(say("{floor} 层", floor=floor) if floor > 0 else f"B{-floor}")
    unit = row["unit"]
    parts.append(unit if isinstance(unit, str) and unit not in row["name"] else "")
    return " · ".join(part for part in parts if part)
