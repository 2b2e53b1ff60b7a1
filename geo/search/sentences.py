"""Sentences of a search: what is asked for, each result, the reason, remarks.

Chinese where no other language is given.
"""

from __future__ import annotations

from typing import Final

from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.findings import Finding
from geo.search.judgement import Part
from geo.search.query import Query
from geo.translation import CHINESE, N_, Translator

NOTES: Final[dict[str, str]] = {
    "plan_only": N_("没有载入载体：按规划的片区、园区和新增建筑面积回答。"),
    "phased": N_("各年可用面积为估算：规划只给规划期总数，按分年交付的假定计。"),
    "plan_silent": N_("规划没有租金、层高等信息：这些条件未参与筛选和评分。"),
    "after_period": N_("所问时间已过规划期（{start}–{end}）：按 {end} 年底状态计，此后未计新增。"),
    "shared": N_("结果中有互相包含的片区、园区：同一面积只能计一次，不能相加。"),
    "carriers_after": N_(
        "所问时间已过规划期（{start}–{end}）：面积和交付时间以台账所载为准，不含规划新增。"
    ),
    "no_area": N_("没有说面积，算不出月租：月预算未参与筛选和评分，请补充面积。"),
    "date_passed": N_("所要的时间已经过去：按当时应已交付的计。"),
    "demo": N_("结果含演示数据：不是真实载体。"),
}

SCOPES: Final[dict[str, str]] = {
    "adjacent_floors": N_("相邻楼层"),
    "building": N_("同一楼宇"),
    "park": N_("同一园区"),
}


def note_text(key: str, plan: Plan, say: Translator = CHINESE) -> str:
    """Return a remark of `Findings.notes`."""
    profile = plan.profile
    return say(NOTES[key], start=profile.period_start, end=profile.period_end)


def chip(criterion: str, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return what a query asks for in one criterion: `面积 ≥3,000㎡`."""
    return CRITERIA[criterion].chip(query, plan, say)


def part_text(part: Part, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return one criterion's result: `可用 3,200㎡`, `晚交付 4 个月`, `日租金高 0.5 元`."""
    criterion = CRITERIA[part.criterion]
    if part.verdict == "unknown":
        return say("{criterion}未知", criterion=say(criterion.label))
    is_short = part.verdict == "missed" and part.shortfall is not None
    text = criterion.missing_text if is_short else criterion.found_text
    return text(part, query, plan, say)


def missed_value(part: Part, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return what was found where `part_text` says by how much it fails; else nothing."""
    if part.shortfall is None:
        return ""
    return CRITERIA[part.criterion].found_text(part, query, plan, say)


def reason(finding: Finding, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return in one sentence why a candidate fits, or what it fails in."""
    missed = [part_text(part, query, plan, say) for part in finding.missed]
    wished = [
        part_text(part, query, plan, say)
        for part in finding.parts
        if not part.is_must and part.weight and part.verdict != "met"
    ]
    met = [part_text(part, query, plan, say) for part in finding.parts if part.verdict == "met"]
    sentences = []
    if met:
        sentences.append(say("符合：{parts}。", parts=say.join(met)))
    if missed:
        sentences.append(say("不符合：{parts}。", parts=say.join(missed)))
    if wished:
        sentences.append(say("未如愿：{parts}。", parts=say.join(wished)))
    return "".join(sentences)
