"""Text of the plan never is markup: what attacks, in every text column at once, is only shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Final

import pytest

from briefings.cards.headline import headline, title
from briefings.cards.markup import definition
from briefings.cards.plan import plan_card
from briefings.cards.subdistrict import subdistrict_card
from briefings.cards.zone import zone_card
from geo.plan import Plan
from geo.translation import Language, Translator

CHINESE: Final = Translator(Language.CHINESE)
ENGLISH: Final = Translator(Language.ENGLISH)
Hostile = Callable[[str], Plan]
ALLOWED: Final = {"class", "style", "tabindex", "role", "dir", "lang", "aria-label", "aria-live"}

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


def assert_only_shown(draw: Callable[[Plan], str], hostile: Hostile, attack: str) -> None:
    """Assert that an attack changes no element and no attribute, and can be read."""
    safe, attacked = Shape(draw(hostile("无"))), Shape(draw(hostile(attack)))
    assert attacked.elements == safe.elements
    assert {name for _, names in attacked.elements for name in names} <= ALLOWED
    assert attack in attacked.text


@languages
def test_the_headline_only_shows_it(hostile: Hostile, say: Translator, attack: str) -> None:
    assert_only_shown(lambda attacked: headline(attacked, say), hostile, attack)


@languages
@pytest.mark.parametrize("zone_id", ["caohejing", "riverside"])
def test_the_card_of_a_zone_only_shows_it(
    hostile: Hostile, zone_id: str, say: Translator, attack: str
) -> None:
    assert_only_shown(lambda attacked: zone_card(attacked, zone_id, say), hostile, attack)


@languages
def test_the_card_of_the_plan_only_shows_it(hostile: Hostile, say: Translator, attack: str) -> None:
    assert_only_shown(lambda attacked: plan_card(attacked, say), hostile, attack)


def test_the_card_of_a_subdistrict_only_shows_it(hostile: Hostile, attack: str) -> None:
    assert_only_shown(
        lambda attacked: subdistrict_card(attacked, "longhua", CHINESE), hostile, attack
    )


def test_the_title_only_shows_it(hostile: Hostile, attack: str) -> None:
    assert_only_shown(lambda attacked: title(attacked, date(2026, 1, 1), CHINESE), hostile, attack)


def test_labelled_values_only_show_it(attack: str) -> None:
    shape = Shape(definition([(attack, attack)]))
    assert [tag for tag, _ in shape.elements] == ["dl", "dt", "dd"]
    assert shape.text == attack * 2
