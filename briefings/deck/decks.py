"""The slides of each template, in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd

from briefings.deck.charts import bars_of
from briefings.deck.contents import (
    boundaries_table,
    comparison_table,
    figures_table,
    overlaps,
    pairs_table,
    rules,
    sources_table,
    stations_table,
    wavers,
)
from briefings.deck.map_slides import compare_slide, map_slide
from briefings.deck.page import Deck
from briefings.deck.table_slides import Topic, table_slides
from briefings.paper.templates import Composition
from geo.plan.schema import CAPACITY_CATEGORIES
from geo.translation import N_


def draw_deck(deck: Deck, composition: Composition) -> None:
    """Add the slides of the brief's template."""
    _DECKS[deck.brief.template](deck, composition)


def _overview(deck: Deck, composition: Composition) -> None:
    plan, speak = deck.plan, deck.speak
    figures = plan.figures
    map_slide(deck, composition, ("totals", "ground"), figures, spare=("ground",))
    table = figures_table(plan, speak)
    notes = [*rules(plan, table, speak), *overlaps(plan, speak)]
    topic = Topic(speak.message("各片区建筑面积"), figures, notes)
    table_slides(deck, topic, [table], bars_of(plan, tuple(plan.categories), speak))
    _sources(deck, figures, list(plan.zones["zone_id"]))


def _capacity(deck: Deck, composition: Composition) -> None:
    plan, speak = deck.plan, deck.speak
    figures = plan.figures[plan.figures["category"].isin(CAPACITY_CATEGORIES)]
    map_slide(deck, composition, ("totals",), figures)
    table = figures_table(plan, speak, CAPACITY_CATEGORIES)
    topic = Topic(speak.message("各片区新增载体"), figures, rules(plan, table, speak))
    table_slides(deck, topic, [table], bars_of(plan, CAPACITY_CATEGORIES, speak))
    _sources(deck, figures, list(plan.zones["zone_id"]))


def subject_slide(deck: Deck, composition: Composition, *, spares_all: bool) -> pd.DataFrame:
    """Add the slide of one zone, park or sub-district; return the figures it rests on.

    The plan's words stand in the notes too, so they may be left out; with another slide to say it,
    so may what lies inside.
    """
    kind, identity = deck.brief.subjects[0].split("/", 1)
    figures = deck.plan.figures
    column = {"zone": "zone_id", "park": "park_id"}.get(kind)
    figures = figures[figures[column] == identity] if column else figures[:0]
    last = "inside" if kind == "zone" else "about"
    spare = (last, "quotes") if spares_all else ("quotes",)
    map_slide(deck, composition, ("figures", "quotes", last), figures, spare)
    return figures


def _subject(deck: Deck, composition: Composition) -> None:
    plan, speak = deck.plan, deck.speak
    figures = subject_slide(deck, composition, spares_all=True)
    kind = deck.brief.subjects[0].partition("/")[0]
    blocks = [block for block in composition.blocks if block.name in ("about", "inside")]
    tables = [pairs_table(speak.first("基本情况"), blocks, speak)]
    notes: list[str] = []
    if len(figures):
        words = sources_table(figures, speak)
        zone_ids = list(figures["zone_id"]) if kind == "zone" else []
        tables.append(words)
        notes = [*rules(plan, words, speak), *wavers(plan, zone_ids, speak)]
    table_slides(deck, Topic(speak.message("基本情况与规划原文"), figures, notes), tables)


def _compare(deck: Deck, composition: Composition) -> None:
    plan, speak = deck.plan, deck.speak
    zone_ids = [subject.split("/", 1)[1] for subject in deck.brief.subjects]
    figures = plan.figures[plan.figures["zone_id"].isin(zone_ids)]
    compare_slide(deck, composition, figures)
    table = comparison_table(plan, zone_ids, speak)
    topic = Topic(speak.message("片区对比"), figures, rules(plan, table, speak))
    table_slides(deck, topic, [table], bars_of(plan, tuple(plan.categories), speak, zone_ids))
    _sources(deck, figures, zone_ids)


def _location(deck: Deck, composition: Composition) -> None:
    plan, speak = deck.plan, deck.speak
    map_slide(deck, composition, ("stations",), plan.figures[:0])
    stations = [block for block in composition.blocks if block.name == "stations"]
    title = N_("轨道交通站与边界依据") if stations else N_("边界依据")
    tables = [
        *(stations_table(block, speak) for block in stations),
        boundaries_table(plan, list(plan.zones["zone_id"]), speak),
    ]
    table_slides(deck, Topic(speak.message(title), plan.figures[:0]), tables)


def _sources(deck: Deck, figures: pd.DataFrame, zone_ids: list[str]) -> None:
    """Add the plan's words behind the figures, and what the boundaries rest on."""
    plan, speak = deck.plan, deck.speak
    words = sources_table(figures, speak)
    topic = Topic(speak.message("数字与规划原文"), figures, rules(plan, words, speak))
    table_slides(deck, topic, [words])
    topic = Topic(speak.message("边界依据与规划表述"), figures, wavers(plan, zone_ids, speak))
    table_slides(deck, topic, [boundaries_table(plan, zone_ids, speak)])


_DECKS: Final[dict[str, Callable[[Deck, Composition], None]]] = {
    "overview": _overview,
    "capacity": _capacity,
    "subject": _subject,
    "compare": _compare,
    "location": _location,
}
