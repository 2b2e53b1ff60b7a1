"""The pages' style sheet."""

from __future__ import annotations

import re

from views.markup import page_style


def test_the_style_sheet_holds_no_element_and_loads_nothing() -> None:
    style = page_style()
    assert "<" not in style
    assert "url(" not in style
    assert "@import" not in style


def test_the_pages_have_the_style_of_the_cards_and_the_colours_of_the_palette() -> None:
    named = set(re.findall(r"var\(--([\w-]+)\)", page_style()))
    of_an_element = {"category", "columns", "count"}
    assert {"ink", "category", "line"} <= named
    assert named - of_an_element <= set(re.findall(r"--([\w-]+):", page_style()))
