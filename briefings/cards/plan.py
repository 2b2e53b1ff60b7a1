"""The card of the plan as a whole: ground, overlaps, where the plan wavers."""

from __future__ import annotations

from functools import lru_cache, reduce

from markupsafe import Markup

from briefings.cards.markup import definition, joined, section
from geo.plan import Plan
from geo.translation import Translator
from layers.wording import square_km


@lru_cache(maxsize=8)
def plan_card(plan: Plan, say: Translator) -> Markup:
    """Return the markup of the plan's card."""
    rows = [
        (say("片区"), layout_counts(plan, say)),
        (say("用地合计"), say("{area}（重叠只计一次）", area=square_km(plan.union_area_m2))),
    ]
    if official := plan.district["official_area_km2"].sum():
        rows.append((say("全区面积"), square_km(official * 1e6)))
    return Markup(
        "<article class='card' tabindex='0'><h3>{}</h3><p class='hint'>{}</p>{}{}{}</article>"
    ).format(
        say("规划总览"),
        say("在图上或表中选一个片区，查看它的卡片。"),
        definition(rows),
        _overlaps(plan, say),
        discrepancies(plan, say),
    )


def layout_counts(plan: Plan, say: Translator) -> str:
    """Return how many zones of each kind the plan has: 2 极 2 带; 1 pole, 2 belts."""
    counts = []
    for key, count in plan.zones_by_kind.items():
        kind = plan.profile.kinds[key]
        named = say.name(kind, "counted") if count > 1 else say.name(kind, "label").lower()
        counts.append(say("{count} {kind}", count=count, kind=named))
    return reduce(lambda left, right: say("{left} {right}", left=left, right=right), counts)


def _overlaps(plan: Plan, say: Translator) -> Markup:
    """Return which zones share ground, and how much; nothing where none do."""
    items = joined(
        Markup("<li>{}　<b>{}</b></li>").format(zones, area) for zones, area in shared(plan, say)
    )
    return section(say("片区重叠"), Markup("<ul>{}</ul>").format(items)) if items else Markup("")


def shared(plan: Plan, say: Translator) -> list[tuple[str, str]]:
    """Return the pairs of zones that share ground, each with its area."""
    names = {row["zone_id"]: say.name(row) for row in plan.zones.to_dict("records")}
    return [
        (f"{names[row['first']]} ∩ {names[row['second']]}", square_km(row["overlap_m2"]))
        for row in plan.overlaps.to_dict("records")
    ]


def overlap_note(plan: Plan, say: Translator) -> str:
    """Return in one line which zones share ground and that it is counted once."""
    pairs = [" ".join(pair) for pair in shared(plan, say)]
    if not pairs:
        return ""
    return say(
        "片区有重叠（{pairs}）；用地合计 {area}，重叠只计一次。",
        pairs=say.join(pairs),
        area=square_km(plan.union_area_m2),
    )


def discrepancies(plan: Plan, say: Translator, *, zone_id: str | None = None) -> Markup:
    """Return where the plan says two things, both kept; of one zone or of all."""
    notes = [
        note for note in plan.profile.discrepancies if zone_id is None or zone_id in note.zone_ids
    ]
    if not notes:
        return Markup("")
    items = joined(
        Markup("<li><b>{}</b> {}</li>").format(say.name(note, "topic"), say.name(note, "text"))
        for note in notes
    )
    return section(say("规划表述不一之处"), Markup("<ul class='notes'>{}</ul>").format(items))
