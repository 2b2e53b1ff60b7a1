"""Colours: text on them is readable, and nobody needs to see hues to tell categories apart."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from numpy.typing import NDArray

from geo.plan import Plan
from geo.plan.schema import CAPACITY_CATEGORIES, CATEGORIES
from geo.search.criteria import CRITERIA
from geo.translation import Language, Translator
from layers import base, palette
from layers.document import client_script, client_style
from tests.wcag import contrast, luminance, srgb

AA_TEXT = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text below 24 px (or 18.7 px bold)."""

TOLD_APART = 5.0
"""Distance in CAM02-UCS, where 1 is just noticeable side by side. Marks that are compared with a
legend some way off need several times that; below `BY_COLOUR_ALONE` a glyph must help."""

BY_COLOUR_ALONE = 20.0

WHITE = "#FFFFFF"
PAGE = "#F6F7F8"  # backgroundColor of .streamlit/config.toml
BLINDNESS = ["deuteranomaly", "protanomaly", "tritanomaly"]
PAIRS = list(combinations(CATEGORIES, 2))
UNDER_WHITE_TEXT = {
    **{colour: colour for colour in palette.KIND_COLOURS},
    **palette.CATEGORY_COLOURS,
    "place": palette.PLACE,
    "spine": palette.SPINE,
}


def over(colour: str, opacity: float, ground: str) -> NDArray[np.float64]:
    """Return what is seen of a translucent colour over a ground."""
    return opacity * srgb(colour) + (1 - opacity) * srgb(ground)


def distance(first: str, second: str, blindness: str | None) -> float:
    """Return the distance in CAM02-UCS of two colours as someone sees them."""
    seen = [srgb(first), srgb(second)]
    if blindness:
        space = {"name": "sRGB1+CVD", "cvd_type": blindness, "severity": 100}
        seen = [np.clip(cspace_convert(colour, space, "sRGB1"), 0, 1) for colour in seen]
    return float(deltaE(*seen, input_space="sRGB1", uniform_space="CAM02-UCS"))


def colours(first: str, second: str) -> tuple[str, str]:
    return palette.CATEGORY_COLOURS[first], palette.CATEGORY_COLOURS[second]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(srgb("#000000"), srgb(WHITE)) == pytest.approx(21.0)
    assert contrast(srgb("#767676"), srgb(WHITE)) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("name", UNDER_WHITE_TEXT)
def test_white_text_is_readable_on_every_colour_it_stands_on(name: str) -> None:
    assert contrast(srgb(WHITE), srgb(UNDER_WHITE_TEXT[name])) >= AA_TEXT


@pytest.mark.parametrize("category", CAPACITY_CATEGORIES)
def test_the_character_in_a_translucent_circle_is_readable(category: str) -> None:
    (circle,) = re.findall(r'circle: \(s, c\) => \[\s*svg\("circle", (\{.*?\})\)', client_script())
    opacity = re.search(r'"fill-opacity": ([\d.]+)', circle)
    seen = over(
        palette.CATEGORY_COLOURS[category], float(opacity[1]) if opacity else 1.0, palette.PAPER
    )
    assert contrast(srgb(WHITE), seen) >= AA_TEXT


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (palette.INK, palette.PAPER),
        (palette.INK, PAGE),
        (palette.INK, palette.LAND),
        (palette.MUTED, palette.PAPER),
        (palette.MUTED, PAGE),
        (palette.MUTED, palette.LAND),
        (palette.MUTED, palette.DISTRICT_FILL),
        (palette.PARK, palette.DISTRICT_FILL),
        (palette.PLACE, palette.DISTRICT_FILL),
        (palette.SPINE, palette.DISTRICT_FILL),
    ],
)
def test_quiet_text_is_readable_on_its_ground(text: str, ground: str) -> None:
    assert contrast(srgb(text), srgb(ground)) >= AA_TEXT


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        ("capacity", palette.DISTRICT_FILL),
        ("park", palette.DISTRICT_FILL),
        ("place", palette.DISTRICT_FILL),
        ("subdistrict", palette.DISTRICT_FILL),
        ("subdistrict", palette.LAND),
        ("river", palette.RIVER_FILL),
        ("road", palette.DISTRICT_FILL),
        ("road", palette.LAND),
        ("line", palette.LAND),
        ("station", palette.LAND),
        ("spine-station", palette.LAND),
    ],
)
def test_every_name_on_the_map_is_readable_on_its_ground(kind: str, ground: str) -> None:
    (rule,) = re.findall(rf"^\.name\.{kind} \{{(.*?)\}}", client_style(), re.MULTILINE)
    colour = re.search(r"(?<![-\w])color: (.+?);", rule)
    variables = dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", client_style()))
    named = colour[1].removeprefix("var(--").removesuffix(")") if colour else "ink"
    text = named if named.startswith("#") else variables[named]
    assert contrast(srgb(text), srgb(ground)) >= AA_TEXT


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_categories_stay_apart_for_the_colour_blind(
    first: str, second: str, blindness: str
) -> None:
    assert distance(*colours(first, second), blindness) >= TOLD_APART


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_categories_are_far_apart_for_everybody_else(first: str, second: str) -> None:
    assert distance(*colours(first, second), None) >= 15


@pytest.mark.parametrize("language", list(Language))
def test_categories_that_colour_alone_does_not_tell_apart_differ_in_character(
    language: Language,
) -> None:
    say = Translator(language)
    close = {
        pair
        for pair in PAIRS
        for blindness in [None, *BLINDNESS]
        if distance(*colours(*pair), blindness) < BY_COLOUR_ALONE
    }
    assert close  # else the characters are not needed, and neither is this test
    for first, second in close:
        assert say(palette.CATEGORY_GLYPHS[first]) != say(palette.CATEGORY_GLYPHS[second])


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_first_two_kinds_differ_in_colour_for_the_colour_blind(blindness: str) -> None:
    assert distance(*palette.KIND_COLOURS[:2], blindness) >= BY_COLOUR_ALONE


@pytest.mark.parametrize("blindness", [None, *BLINDNESS])
@pytest.mark.parametrize(("first", "second"), list(combinations(palette.KIND_COLOURS, 2)))
def test_kinds_stay_apart_for_everybody(first: str, second: str, blindness: str | None) -> None:
    assert distance(first, second, blindness) >= TOLD_APART


def test_every_category_has_a_colour_and_a_character() -> None:
    assert set(palette.CATEGORY_COLOURS) == set(palette.CATEGORY_GLYPHS) == set(CATEGORIES)
    assert len(set(palette.CATEGORY_COLOURS.values())) == len(CATEGORIES)


def test_a_kind_without_a_colour_has_one_that_no_other_has(plan: Plan) -> None:
    pole, belt = plan.profile.kinds.values()
    kinds = {
        "area": replace(pole, key="area", colour=""),
        "pole": replace(pole, colour="#b03a1e"),
        "belt": replace(belt, colour=""),
    }
    assert palette.kind_colours(replace(plan.profile, kinds=kinds)) == {
        "area": "#1B6A8F",
        "pole": "#b03a1e",
        "belt": "#4A6B1C",
    }


def test_more_kinds_than_colours_begin_with_the_first_colour_again(plan: Plan) -> None:
    pole = plan.profile.kinds["pole"]
    kinds = {key: replace(pole, key=key, colour="") for key in "abcde"}
    of_kinds = palette.kind_colours(replace(plan.profile, kinds=kinds))
    assert of_kinds["e"] == of_kinds["a"] == palette.ACCENT


def test_the_spine_is_darker_than_every_other_line_of_the_map() -> None:
    others = [palette.METRO, palette.ROAD, palette.EXPRESSWAY, palette.SUBDISTRICT_LINE]
    assert all(luminance(srgb(palette.SPINE)) < luminance(srgb(other)) for other in others)


def test_every_colour_a_style_sheet_names_is_in_the_palette() -> None:
    named = set(re.findall(r"var\(--([\w-]+)\)", client_style()))
    named -= {"kind"}  # set on each plate
    assert named <= set(re.findall(r"--([\w-]+):", palette.style_variables()))


def test_our_own_ground_gives_way_to_online_tiles(plan: Plan) -> None:
    assert ".online path.ground { display: none; }" in client_style()
    drawn = base.LAYER.draw(plan, Translator(Language.CHINESE))
    colours = {palette.DISTRICT_FILL, palette.RIVER_FILL, palette.ROAD, palette.EXPRESSWAY}
    of_ground = [
        item.style.get("className") == "ground"
        for item in drawn
        if {item.style.get("fillColor"), item.style.get("color")} & colours
    ]
    assert of_ground
    assert all(of_ground)


def test_every_criterion_has_a_colour_of_its_own_under_white_text() -> None:
    assert list(palette.CRITERION_COLOURS) == list(CRITERIA)
    assert len(set(palette.CRITERION_COLOURS.values())) == len(CRITERIA)
    white = srgb(WHITE)
    pale = [
        key
        for key, colour in palette.CRITERION_COLOURS.items()
        if contrast(srgb(colour), white) < AA_TEXT
    ]
    assert pale == []
