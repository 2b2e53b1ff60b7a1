"""The headline: one figure a category, its qualifier with it, the plan's words on hover."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from briefings.cards.markup import joined
from geo.plan import Plan
from geo.plan.accounts import totals
from geo.plan.schema import Category
from geo.translation import Translator
from layers.palette import CATEGORY_COLOURS
from layers.wording import count_word, qualified, quotation, wan_unit


def title(plan: Plan, as_of: date | None, say: Translator) -> Markup:
    """Return the title's markup: the plan with its chapter and period, and whether that ended."""
    return Markup(
        "<header class='title'><h1>{name}<small>{district}</small></h1>{lines}</header>"
    ).format(
        name=say.name(plan.profile),
        district=layout_name(plan, say),
        lines=basis(plan, as_of, say),
    )


def basis(plan: Plan, as_of: date | None, say: Translator) -> Markup:
    """Return the line that says what the figures rest on, and whether their period has ended."""
    profile = plan.profile
    return Markup("<p>{source} · {period} {ended}</p>").format(
        source=say(
            "依据《{title}》{chapter}",
            title=say.name(profile, "title"),
            chapter=say.name(profile, "chapter"),
        ),
        period=say("规划期 {start}–{end}", start=profile.period_start, end=profile.period_end),
        ended=_ended(plan, as_of, say),
    )


def layout_name(plan: Plan, say: Translator) -> str:
    """Return what the whole is called: the district's spatial layout."""
    return say(
        "{district}{subject}产业空间布局",
        district=say.name(plan.profile, "district"),
        subject=say.name(plan.profile, "subject"),
    )


def _ended(plan: Plan, as_of: date | None, say: Translator) -> Markup:
    """Return the remark that the period has ended, if it has by a date; none says nothing."""
    if as_of is None or as_of.year <= plan.profile.period_end:
        return Markup("")
    return Markup("<span class='ended'>{}</span>").format(
        say("规划期已结束，以下为规划所述数字，非现状统计")
    )


@lru_cache(maxsize=8)
def headline(plan: Plan, say: Translator) -> Markup:
    """Return the headline's markup: a card a category with the plan's words behind it.

    A card whose figure is a sum is wider, so that its parts fit.
    """
    figures = totals(plan.figures).to_dict("records")
    if not figures:
        return Markup("<p class='hint'>{}</p>").format(say("规划未给出建筑面积。"))
    shares = ("1.7fr" if len(total["figure_ids"]) > 1 else "1fr" for total in figures)
    return Markup(
        "<section class='headline' style='--count:{count};--columns:{columns}' "
        "aria-label='{label}'>{cards}</section><p class='hint'>{note}</p>"
    ).format(
        count=len(figures),
        columns=" ".join(f"minmax(0, {share})" for share in shares),
        label=say("各类建筑面积"),
        cards=joined(_card(plan.categories[own["category"]], own, plan, say) for own in figures),
        note=_note(plan, say),
    )


def _note(plan: Plan, say: Translator) -> str:
    count = len(plan.categories)
    if count == 1:
        return say("悬停或聚焦可看规划原文")
    return say("{count}类口径不同，不相加；悬停或聚焦可看规划原文", count=count_word(count, say))


def _card(category: Category, total: dict[Hashable, Any], plan: Plan, say: Translator) -> Markup:
    own = plan.figures[plan.figures["category"] == category.key].to_dict("records")
    counted = [row for row in own if row["part_of"] is None]
    parts = " + ".join(
        f"{say.name(row)} {qualified(row['gfa_m2'], [row['qualifier']], say)}" for row in counted
    )
    words = joined(_quotation(row, say) for row in own)
    return Markup(
        "<article tabindex='0' style='--category:{colour}'>"
        "<h2>{label}</h2><p class='figure'><b>{amount}</b> {unit}</p><p class='parts'>{parts}</p>"
        "<div class='words' role='tooltip'><p>{meaning}</p>{words}</div></article>"
    ).format(
        colour=CATEGORY_COLOURS[category.key],
        label=say(category.label),
        amount=qualified(total["gfa_m2"], total["qualifiers"], say),
        unit=wan_unit(say),
        parts=parts,
        meaning=say(category.meaning),
        words=words,
    )


def _quotation(row: dict[object, object], say: Translator) -> Markup:
    counted = say("（含于上列数字，只计一次）") if row["part_of"] else ""
    return Markup("<p><strong>{}</strong>{}<br>{}</p>").format(
        say.name(row), counted, quotation(str(say.name(row, "quote")), str(row["section"]), say)
    )
