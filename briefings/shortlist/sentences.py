"""The sentences of a shortlist: stamps, criteria, reasons, near misses, remarks, sources."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.brief import RELEASE_NAMES, Release
from briefings.shortlist.public_copy import Released
from geo.plan import Plan
from geo.search.findings import Finding, Part
from geo.search.sentences import chip, note_words, part_words, reason
from geo.translation import N_, Translator


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
    return say("必须") if weight is None else say("希望 ×{weight}", weight=f"{weight:g}")


def reason_text(found: Released, finding: Finding, say: Translator) -> str:
    """Return why a candidate is on the list, in one sentence."""
    return reason(finding, found.shortlist.query, found.plan, say)


def wanted_first(part: Part) -> Any:
    """Return what was found; of industries first those that were asked for."""
    if part.criterion != "industry" or part.found is None:
        return part.found
    return tuple(sorted(part.found, key=lambda key: key not in part.wanted))


def near_miss(found: Released, finding: Finding, speak: Speaker) -> str:
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
