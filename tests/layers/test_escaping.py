"""Text of the plan never is markup: what attacks, in every text column at once, is only shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pytest

from geo.layer_files import LAYER_FILES
from geo.plan import Plan
from layers.cards.headline import headline, title
from layers.cards.markup import definition
from layers.cards.plan import plan_card
from layers.cards.subdistrict import subdistrict_card
from layers.cards.zone import zone_card
from layers.language import Language, Translator

CHINESE: Final = Translator(Language.CHINESE)
ENGLISH: Final = Translator(Language.ENGLISH)
ATTACKS: Final = [
    "<script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    '"onmouseover="alert(1)',
    "</article></section><iframe src=//evil.example>",
    "{0.__class__} {} %s ${alert(1)} `x`",
]
ALLOWED: Final = {"class", "style", "tabindex", "role", "dir", "lang", "aria-label", "aria-live"}

attacks = pytest.mark.parametrize("attack", ATTACKS)
languages = pytest.mark.parametrize("say", [CHINESE, ENGLISH], ids=["zh", "en"])


class Shape(HTMLParser):
    """What markup is made of: its elements and attributes; and the text it shows."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(str(markup))  # a plain string: Markup would escape what is joined to it
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def in_every_text(layer: gpd.GeoDataFrame, name: str, text: str) -> gpd.GeoDataFrame:
    """Return a layer with `text` in every field that holds free text, ids apart."""
    file = LAYER_FILES[name]
    kept = {file.id_column, "zone_id", "part_of"}
    values: dict[str, Any] = {}
    for field in file.fields:
        filled = layer[field.name].notna()
        if field.name in kept or field.type not in ("text", "texts"):
            continue
        value = text if field.type == "text" else [text]
        cells = [value if there else None for there in filled]
        values[field.name] = pd.Series(cells, index=layer.index, dtype=object)
    return layer.assign(**values)


@cache
def hostile(plan: Plan, text: str) -> Plan:
    """Return the plan with an attack in every text that its files hold."""
    info: dict[str, Any] = {
        key: text if isinstance(value, str) else value for key, value in plan.info.items()
    }
    info["discrepancies"] = [
        {**dict.fromkeys(("topic", "topic_en", "text", "text_en"), text), "zone_ids": ids}
        for ids in (note["zone_ids"] for note in plan.info["discrepancies"])
    ]
    layers: dict[str, Any] = {
        name: in_every_text(getattr(plan, name), name, text) for name in LAYER_FILES
    }
    return replace(plan, info=info, **layers)


def assert_only_shown(draw: Callable[[Plan], str], plan: Plan, attack: str) -> None:
    """Assert that an attack changes no element and no attribute, and can be read."""
    safe, attacked = Shape(draw(hostile(plan, "无"))), Shape(draw(hostile(plan, attack)))
    assert attacked.elements == safe.elements
    assert {name for _, names in attacked.elements for name in names} <= ALLOWED
    assert attack in attacked.text


@attacks
@languages
def test_the_headline_only_shows_it(plan: Plan, say: Translator, attack: str) -> None:
    assert_only_shown(lambda attacked: headline(attacked, say), plan, attack)


@attacks
@languages
@pytest.mark.parametrize("zone_id", ["caohejing", "riverside"])
def test_the_card_of_a_zone_only_shows_it(
    plan: Plan, zone_id: str, say: Translator, attack: str
) -> None:
    assert_only_shown(lambda attacked: zone_card(attacked, zone_id, say), plan, attack)


@attacks
@languages
def test_the_card_of_the_plan_only_shows_it(plan: Plan, say: Translator, attack: str) -> None:
    assert_only_shown(lambda attacked: plan_card(attacked, say), plan, attack)


@attacks
def test_the_card_of_a_subdistrict_only_shows_it(plan: Plan, attack: str) -> None:
    assert_only_shown(lambda attacked: subdistrict_card(attacked, "longhua", CHINESE), plan, attack)


@attacks
def test_the_title_only_shows_it(plan: Plan, attack: str) -> None:
    assert_only_shown(lambda attacked: title(attacked, date(2026, 1, 1), CHINESE), plan, attack)


@attacks
def test_labelled_values_only_show_it(attack: str) -> None:
    shape = Shape(definition([(attack, attack)]))
    assert [tag for tag, _ in shape.elements] == ["dl", "dt", "dd"]
    assert shape.text == attack * 2
