"""The page: boxes, and lettering that is measured as it is drawn."""

from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from briefings.box import Box
from briefings.lettering import LetteringError, text_width
from briefings.paper.canvas import Canvas, Type, lettering
from briefings.paper.size import SIZES


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(SIZES["hd"])


def written(canvas: Canvas, text: str) -> Text:
    texts = [found for found in canvas.axes.get_children() if isinstance(found, Text)]
    return next(found for found in texts if found.get_text() == text)


def test_a_box_is_cut_without_gap_or_overlap() -> None:
    upper, rest = Box(10, 20, 100, 50).from_top(20)
    assert upper == Box(10, 50, 100, 20)
    assert rest == Box(10, 20, 100, 30)
    right, left = Box(10, 20, 100, 50).from_right(30)
    assert (right, left) == (Box(80, 20, 30, 50), Box(10, 20, 70, 50))


def test_columns_fill_the_width_with_gaps_between() -> None:
    first, second = Box(0, 0, 100, 10).columns(2, 20)
    assert (first, second) == (Box(0, 0, 40, 10), Box(60, 0, 40, 10))


@pytest.mark.parametrize("text", ["徐汇滨江", "AI Tower 120 万㎡", "≈550", "AI: “Two Poles” · AI"])
@pytest.mark.parametrize("bold", [False, True])
def test_text_is_as_wide_as_it_was_measured(canvas: Canvas, text: str, bold: bool) -> None:
    width = canvas.text(text, (100, 100), Type(24, bold=bold))
    (letters,) = [
        found
        for found in canvas.axes.get_children()
        if isinstance(found, Text) and found.get_text() == text
    ]
    canvas.figure.set_dpi(72)
    agg: Any = FigureCanvasAgg(canvas.figure)
    drawn = letters.get_window_extent(agg.get_renderer())
    assert drawn.width == pytest.approx(width, rel=0.03)
    assert lettering(text, 100, 100, 24, bold=bold).get_extents().width <= width * 1.01


def test_text_ends_where_it_is_aligned_to(canvas: Canvas) -> None:
    canvas.text("右齐", (200, 100), Type(10, align="right"))
    letters = [
        found
        for found in canvas.axes.get_children()
        if isinstance(found, Text) and found.get_text() == "右齐"
    ]
    assert letters[0].get_position()[0] == pytest.approx(200 - text_width("右齐", 10))


def test_an_unknown_character_is_named_and_never_a_box(canvas: Canvas) -> None:
    with pytest.raises(LetteringError, match=r"U\+1F680"):
        canvas.text("起飞🚀", (0, 0), Type(10))


def test_what_has_no_form_is_not_drawn(canvas: Canvas) -> None:
    canvas.text("左\u202e右\u200b", (0, 0), Type(10))
    texts = [found.get_text() for found in canvas.axes.get_children() if isinstance(found, Text)]
    assert "左右" in texts


def test_dollar_signs_are_text_and_no_formula(canvas: Canvas) -> None:
    canvas.text("$x^2$", (0, 0), Type(10))
    letters = [
        found
        for found in canvas.axes.get_children()
        if isinstance(found, Text) and found.get_text() == "$x^2$"
    ]
    assert not letters[0].get_parse_math()
