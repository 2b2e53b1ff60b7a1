"""Everything that is drawn or written, for plans of other kinds, ground, layers and sizes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from briefings.brief import TEMPLATES, Brief
from briefings.geodata import geojson_files, geopackage
from briefings.paper.size import SIZES
from briefings.sheet import drawn, rendered
from briefings.slides import slides
from briefings.workbook import figures_workbook
from geo.plan import Plan, read_plan
from geo.translation import CHINESE, Language
from layers.catalogue import SWITCHABLE
from tests.briefings.sheet_marks import collisions, written

ZH, EN = (Language.CHINESE,), (Language.ENGLISH,)
BOTH = (Language.CHINESE, Language.ENGLISH)


def brief_of(plan: Plan, template: str, languages: tuple[Language, ...] = ZH) -> Brief:
    """Return a briefing of a template with every layer, about the plan's first zones."""
    zones = [f"zone/{zone_id}" for zone_id in plan.zones["zone_id"]]
    subjects = tuple(zones[: TEMPLATES[template].most])
    return Brief(template, subjects, languages, tuple(SWITCHABLE))


SHEETS = [
    *((template, "a4-portrait", ZH) for template in TEMPLATES),
    *((template, "a3-landscape", EN) for template in TEMPLATES),
    *((template, "hd", BOTH) for template in ("location", "subject", "compare")),
    ("subject", "hd", ZH),
    ("subject", "a4-portrait", EN),
]
"""Nine long names in two languages over a small map may hide the signs of small circles."""


@pytest.mark.parametrize(("template", "size", "languages"), SHEETS)
def test_nothing_on_a_sheet_of_any_plan_lies_on_anything_else(
    second_plan: Plan, template: str, size: str, languages: tuple[Language, ...]
) -> None:
    canvas = drawn(second_plan, brief_of(second_plan, template, languages), SIZES[size])
    assert not collisions(canvas)


def test_every_zone_is_named_on_the_map_or_told_to_be_without_a_name(second_plan: Plan) -> None:
    canvas = drawn(second_plan, brief_of(second_plan, "overview", BOTH), SIZES["hd"])
    said = " ".join([*canvas.remarks, *(line.text for line in written(canvas))])
    on_map = {line.text for line in written(canvas) if line.name.startswith("name:zone")}
    assert len(on_map) > 1
    assert all(name in said for name in second_plan.zones["name"])
    assert all(
        name in on_map or any(name in remark for remark in canvas.remarks)
        for name in second_plan.zones["name"]
    )


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_a_sheet_of_any_plan_becomes_a_file(second_plan: Plan, form: str) -> None:
    size = SIZES["a4-landscape"]
    canvas = drawn(second_plan, brief_of(second_plan, "overview"), size)
    content = rendered(canvas, size, dpi=96, form=form)  # type: ignore[arg-type]
    assert content.startswith({"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}[form])


@pytest.mark.parametrize("template", TEMPLATES)
def test_slides_of_any_plan_give_every_bar_of_a_chart_room_for_its_name(
    second_plan: Plan, template: str
) -> None:
    deck = Presentation(BytesIO(slides(second_plan, brief_of(second_plan, template, BOTH))))
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    for shape in charts:
        names = list(shape.chart.plots[0].categories)
        lines = max(1 + 0.45 * str(name).count("\n") for name in names)
        assert shape.height.pt >= 24 * lines * len(names)
    reaches = {shape.chart.value_axis.maximum_scale for shape in charts}
    assert len(reaches) <= 1  # one scale, however many slides


def test_a_long_chart_goes_on_on_another_slide(second_plans: Path) -> None:
    plan = read_plan(second_plans / "jiangcheng")
    deck = Presentation(BytesIO(slides(plan, brief_of(plan, "overview", BOTH))))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    counts = [len(list(chart.plots[0].categories)) for chart in charts]
    assert sum(counts) == 16  # 2 existing, 8 new, 6 planned
    assert len(counts) == 2
    assert max(counts) == 8


def test_a_workbook_has_the_categories_of_its_plan(second_plans: Path) -> None:
    plan = read_plan(second_plans / "jiangcheng")
    book = openpyxl.load_workbook(BytesIO(figures_workbook(plan, brief_of(plan, "overview"))))
    texts = [str(cell.value) for row in book["片区数字"].rows for cell in row if cell.value]
    assert "规划集聚" in texts
    assert "联动" not in texts
    assert any(text.startswith("三类口径不同，不相加") for text in texts)


def test_geodata_hold_the_layers_the_plan_has(second_plan: Plan) -> None:
    brief = brief_of(second_plan, "overview")
    files = geojson_files(second_plan, brief)
    assert {name.removesuffix(".geojson") for name in files} <= second_plan.layers.keys()
    assert geopackage(second_plan, brief).startswith(b"SQLite format 3")


def test_a_plan_without_stations_does_not_say_that_zones_have_none(second_plans: Path) -> None:
    plan = read_plan(second_plans / "xicheng")
    for template in ("location", "subject"):
        canvas = drawn(plan, brief_of(plan, template), SIZES["hd"])
        said = " ".join(line.text for line in written(canvas))
        assert CHINESE("范围内没有站点") not in said
        assert "轨道交通" not in said
        assert "中央经线 87°E" in said
        assert "OpenStreetMap" not in said
