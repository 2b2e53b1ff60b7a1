"""A query and its findings in words. Chinese where no other way of speaking is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import ceil
from typing import Final

from geo.carriers.schema import STATUSES, TENURES
from geo.plan import Plan
from geo.plan.schema import M2_PER_WAN
from geo.search.findings import Finding, Part
from geo.search.place_names import place_name
from geo.search.query import CRITERIA, LAYOUTS, Query
from geo.translation import CHINESE, N_, Translator

_LARGE_M2: Final = 10 * M2_PER_WAN
_IN_WAN: Final = N_("{number}万㎡")


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


def note_words(key: str, plan: Plan, say: Translator = CHINESE) -> str:
    """Return a remark of `Findings.notes` in words."""
    profile = plan.profile
    return say(NOTES[key], start=profile.period_start, end=profile.period_end)


def chip(criterion: str, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return what a query asks for in one criterion: `面积 ≥3,000㎡`."""
    return _CHIPS[criterion](query, plan, say)


def area_words(area_m2: float, say: Translator = CHINESE) -> str:
    """Return a floor area: in ㎡, or in 万㎡ from 100,000 ㎡ on where the language counts so."""
    if area_m2 >= _LARGE_M2 and say(_IN_WAN) == _IN_WAN:
        return _IN_WAN.format(number=f"{area_m2 / M2_PER_WAN:,.6g}")
    return say("{number}㎡", number=f"{area_m2:,.10g}")


def _area(query: Query, _plan: Plan, say: Translator) -> str:
    least, most = query.area_min_m2, query.area_max_m2
    if least and most:
        return say("面积 {least}—{most}", least=area_words(least, say), most=area_words(most, say))
    if least:
        return say("面积 ≥{area}", area=area_words(least, say))
    return say("面积 ≤{area}", area=area_words(most or 0.0, say))


def _limit(message: str, field: str) -> Callable[[Query, Plan, Translator], str]:
    return lambda query, plan, say: say(message, number=f"{getattr(query, field):,.10g}")


def _near(query: Query, plan: Plan, say: Translator) -> str:
    near = query.near
    assert near is not None  # noqa: S101 - asked for
    return say("距{goal} ≤{metres:,.0f} m（直线）", goal=_goal(query, plan, say), metres=near.max_m)


def _goal(query: Query, plan: Plan, say: Translator) -> str:
    near = query.near
    assert near is not None  # noqa: S101 - asked for
    if near.station_id is None:
        return line_words(near.line, say) if near.line else say("最近的轨道站")
    return say("{name}站", name=place_name(plan, "metro_id", near.station_id, say))


def line_words(line: str, say: Translator = CHINESE) -> str:
    """Return a metro line's name: 15号线; one without a number is called by its name."""
    return say("{line}号线", line=line) if line.isdigit() else line


def industry_words(keys: tuple[str, ...], plan: Plan, say: Translator = CHINESE) -> str:
    """Return industries by name; a word the vocabulary does not know stays as it is."""
    named = [(key, plan.industries.named(key)) for key in keys]
    rows = [
        {"name": own.name, "name_en": own.name_en} if own else {"name": key, "name_en": key}
        for key, own in named
    ]
    return say.join([str(say.name(row)) for row in rows])


def _places(query: Query, plan: Plan, say: Translator) -> str:
    layers = (
        ("zone_id", query.zones),
        ("park_id", query.parks),
        ("subdistrict_id", query.subdistricts),
    )
    named = [
        say(" 或 ").join(place_name(plan, column, place_id, say) for place_id in ids)
        for column, ids in layers
        if ids
    ]
    return say("在{places}", places=say(" 且 ").join(named))


def _ground(query: Query, _plan: Plan, say: Translator) -> str:
    ground = query.ground
    assert ground is not None  # noqa: S101 - asked for
    if ground.radius_m is None:
        return say("在圈定范围内")
    return say("在圈定的 {radius:,.0f} m 内", radius=ground.radius_m)


_CHIPS: Final[dict[str, Callable[[Query, Plan, Translator], str]]] = {
    "area": _area,
    "layout": lambda query, _, say: say(LAYOUTS[query.layout or "one_floor"]),
    "ready": lambda query, _, say: say("{day} 前交付", day=query.ready_by),
    "rent": _limit(N_("日租金 ≤{number} 元/㎡"), "rent_max"),
    "price": _limit(N_("售价 ≤{number} 元/㎡"), "price_max"),
    "budget": _limit(N_("月租 ≤{number} 元"), "budget_max"),
    "industry": lambda query, plan, say: industry_words(query.industries, plan, say),
    "metro": _near,
    "place": _places,
    "ground": _ground,
    "ceiling_height": _limit(N_("层高 ≥{number} m"), "ceiling_height_min"),
    "floor_load": _limit(N_("荷载 ≥{number} kN/㎡"), "floor_load_min"),
    "power": _limit(N_("供电 ≥{number} kVA"), "power_min"),
    "tenure": lambda query, _, say: say(TENURES[query.tenure or "lease"]),
    "status": lambda query, _, say: say.join([say(STATUSES[key]) for key in query.statuses]),
}


def part_words(part: Part, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return one criterion's result: `可用 3,200㎡`, `晚交付 4 个月`, `日租金高 0.5 元`."""
    if part.verdict == "unknown":
        return say("{criterion}未知", criterion=say(CRITERIA[part.criterion]))
    if part.verdict == "met" or part.shortfall is None:
        return _FOUND[part.criterion](part, query, plan, say)
    return _SHORT[part.criterion](part, query, plan, say)


def missed_value(part: Part, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return what was found where `part_words` says by how much it fails; else nothing."""
    if part.shortfall is None or part.criterion not in _SHORT or part.criterion == "ground":
        return ""
    return _FOUND[part.criterion](part, query, plan, say)


Words = Callable[[Part, Query, Plan, Translator], str]


def _found_area(part: Part, _query: Query, _plan: Plan, say: Translator) -> str:
    area = area_words(part.found, say)
    return say("可用 {area}", area=f"≈{area}" if part.is_estimate else area)


def _short_area(part: Part, _query: Query, _plan: Plan, say: Translator) -> str:
    area = area_words(part.shortfall or 0.0, say)
    least, _ = part.wanted
    is_short = least is not None and part.found < least
    return say("面积少 {area}", area=area) if is_short else say("面积多 {area}", area=area)


def _amount(message: str, *, found: bool, step: float = 0.01) -> Words:
    """A measure in words; a shortfall is rounded up, so that it never reads as nothing."""

    def words(part: Part, _query: Query, _plan: Plan, say: Translator) -> str:
        number = part.found if found else ceil(round((part.shortfall or 0.0) / step, 6)) * step
        return say(message, number=f"{round(number, 2):,.10g}")

    return words


def _found_metro(part: Part, query: Query, plan: Plan, say: Translator) -> str:
    goal = _goal(query, plan, say)
    return say("距{goal} {metres:,.0f} m（直线）", goal=goal, metres=part.found)


def _short_metro(part: Part, query: Query, plan: Plan, say: Translator) -> str:
    goal, metres = _goal(query, plan, say), ceil(part.shortfall or 0.0)
    return say("距{goal}远 {metres:,} m（直线）", goal=goal, metres=metres)


def _found_industry(part: Part, _query: Query, plan: Plan, say: Translator) -> str:
    shared = tuple(key for key in part.found if key in part.wanted)
    if shared:
        return say("适合{industries}", industries=industry_words(shared, plan, say))
    return say("适合的是{industries}", industries=industry_words(part.found, plan, say))


def _found_place(part: Part, query: Query, plan: Plan, say: Translator) -> str:
    if part.verdict == "met":
        return _places(query, plan, say)
    zone_id, park_id, subdistrict_id = part.found
    ids = {"park_id": park_id, "zone_id": zone_id, "subdistrict_id": subdistrict_id}
    for column, place_id in ids.items():
        if name := place_name(plan, column, place_id, say):
            return say("在{places}", places=name)
    return say("不在所选范围")


def _found_day(part: Part, _query: Query, _plan: Plan, say: Translator) -> str:
    day: date = part.found
    if part.is_estimate:
        return say("{day} 起够用", day=day.isoformat())
    return say("{day} 交付", day=day.isoformat())


def _status(part: Part, _query: Query, _plan: Plan, say: Translator) -> str:
    return say("状态为{status}", status=say(STATUSES[part.found]))


def _tenure(part: Part, _query: Query, _plan: Plan, say: Translator) -> str:
    return say(TENURES[part.found])


_FOUND: Final[dict[str, Words]] = {
    "area": _found_area,
    "layout": lambda part, _query, _plan, say: say(LAYOUTS[part.wanted]),
    "ready": _found_day,
    "rent": _amount(N_("日租金 {number} 元/㎡"), found=True),
    "price": _amount(N_("售价 {number} 元/㎡"), found=True),
    "budget": _amount(N_("月租 {number} 元"), found=True),
    "industry": _found_industry,
    "metro": _found_metro,
    "place": _found_place,
    "ground": lambda _part, query, plan, say: _ground(query, plan, say),
    "ceiling_height": _amount(N_("层高 {number} m"), found=True),
    "floor_load": _amount(N_("荷载 {number} kN/㎡"), found=True),
    "power": _amount(N_("供电 {number} kVA"), found=True),
    "tenure": _tenure,
    "status": _status,
}
_SHORT: Final[dict[str, Words]] = {
    "area": _short_area,
    "ready": _amount(N_("晚交付 {number} 个月"), found=False, step=1),
    "rent": _amount(N_("日租金高 {number} 元/㎡"), found=False),
    "price": _amount(N_("售价高 {number} 元/㎡"), found=False, step=1),
    "budget": _amount(N_("月租高 {number} 元"), found=False, step=1),
    "metro": _short_metro,
    "ground": _amount(N_("在圈定范围外 {number} m"), found=False, step=1),
    "ceiling_height": _amount(N_("层高少 {number} m"), found=False),
    "floor_load": _amount(N_("荷载少 {number} kN/㎡"), found=False),
    "power": _amount(N_("供电少 {number} kVA"), found=False, step=1),
}


def reason(finding: Finding, query: Query, plan: Plan, say: Translator = CHINESE) -> str:
    """Return in one sentence why a candidate fits, or what it fails in."""
    missed = [part_words(part, query, plan, say) for part in finding.missed]
    wished = [
        part_words(part, query, plan, say)
        for part in finding.parts
        if not part.is_must and part.weight and part.verdict != "met"
    ]
    met = [part_words(part, query, plan, say) for part in finding.parts if part.verdict == "met"]
    sentences = []
    if met:
        sentences.append(say("符合：{parts}。", parts=say.join(met)))
    if missed:
        sentences.append(say("不符合：{parts}。", parts=say.join(missed)))
    if wished:
        sentences.append(say("未如愿：{parts}。", parts=say.join(wished)))
    return "".join(sentences)
