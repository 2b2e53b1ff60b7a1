"""Styles of the screen on paper: colours, dashes, hatches, symbols."""

from typing import Any

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_hex, to_rgba
from matplotlib.patches import Circle

from briefings.box import Box
from briefings.ground import Ground
from briefings.paper.canvas import Canvas
from briefings.paper.marks import (
    PX,
    dot_centres,
    draw_shape,
    draw_swatch,
    draw_symbol,
    hatch_lines,
    path_options,
)
from briefings.paper.size import SIZES
from layers import palette
from layers.zones import zone_style

GROUND = Ground(Box(0, 0, 200, 200), 0.0, 0.0, 1.0, 31.0, "")


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(SIZES["hd"])


def named(canvas: Canvas, name: str) -> list[Any]:
    return [artist for artist in canvas.axes.get_children() if artist.get_gid() == name]


def test_a_pole_is_filled_and_outlined_in_its_colour(canvas: Canvas) -> None:
    draw_shape(
        canvas,
        shapely.box(-50, -50, 50, 50),
        zone_style("solid", palette.ACCENT),
        GROUND,
        name="pole",
    )
    (patch,) = named(canvas, "pole")
    assert patch.get_facecolor() == to_rgba(palette.ACCENT, 0.30)
    assert to_hex(patch.get_edgecolor()) == palette.ACCENT.lower()
    assert patch.get_linewidth() == pytest.approx(2.6 * PX)


def test_a_belt_is_hatched_with_real_lines_and_dashed(canvas: Canvas) -> None:
    draw_shape(
        canvas,
        shapely.box(-50, -50, 50, 50),
        zone_style("hatched", palette.SECOND_ACCENT),
        GROUND,
        name="belt",
    )
    (patch,) = named(canvas, "belt")
    assert patch.get_facecolor()[3] == 0
    assert patch.get_linestyle() != "solid"
    (hatch,) = named(canvas, "hatch")
    assert to_hex(hatch.get_edgecolor()) == palette.SECOND_ACCENT.lower()
    assert len(hatch.get_path().vertices) > 20


def test_dashes_have_the_length_they_have_on_the_screen() -> None:
    style = path_options({"color": "#000000", "weight": 2, "dashArray": "8 5"}, 1.0)
    _, lengths = style["linestyle"]
    assert [length * style["linewidth"] for length in lengths] == pytest.approx([8 * PX, 5 * PX])


@pytest.mark.parametrize("slope", [1.0, -1.0])
def test_hatch_lines_stay_inside_and_are_as_far_apart_as_asked(slope: float) -> None:
    area = shapely.box(0, 0, 100, 100)
    lines = hatch_lines(area, 10.0, slope)
    assert area.buffer(1e-6).contains(lines)
    first, second = sorted(shapely.get_parts(lines), key=lambda line: line.length)[-2:]
    assert first.distance(second) == pytest.approx(10.0)


def test_no_area_has_no_hatch() -> None:
    assert hatch_lines(shapely.Polygon(), 10.0, 1.0).is_empty


def test_a_circle_has_the_radius_of_its_figure(canvas: Canvas) -> None:
    symbol = {"shape": "circle", "fill": "#0B63A5", "radius": 17.0, "glyph": "集"}
    draw_symbol(canvas, symbol, (100, 100), name="capacity:x")
    (circle,) = named(canvas, "capacity:x")
    assert isinstance(circle, Circle)
    assert circle.radius == pytest.approx(17 * PX)
    assert to_hex(circle.get_facecolor()) == "#0b63a5"


@pytest.mark.parametrize(
    "swatch",
    [
        {"area": zone_style("solid", palette.ACCENT)},
        {"area": zone_style("hatched", palette.SECOND_ACCENT)},
        {"line": "#123456", "dash": "1 3"},
        {"circle": "#123456", "radius": 8, "glyph": "新"},
        {"diamond": "#123456"},
        {"badge": "#123456", "glyph": "研"},
        {"dot": "#123456", "dash": "2 2"},
    ],
)
def test_every_swatch_of_the_legends_can_be_drawn(canvas: Canvas, swatch: dict[str, Any]) -> None:
    draw_swatch(canvas, swatch, Box(10, 10, 20, 10), scale=1.0)
    assert named(canvas, "swatch")


def test_dots_stand_in_an_area_alone_a_gap_apart() -> None:
    ring = shapely.box(5, 5, 105, 105).difference(shapely.box(25, 25, 65, 65))
    centres = dot_centres(ring, 10)
    assert len(centres) == 10 * 10 - 4 * 4
    assert np.isclose(centres % 10, 0).all()
    assert len(dot_centres(shapely.Polygon(), 10)) == 0
