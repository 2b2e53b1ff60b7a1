"""Nothing on a sheet lies on something else, is cut off, or is too small to be read."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from briefings.brief import Brief, subjects_of
from briefings.paper.size import SIZES
from briefings.sheet import drawn
from geo.plan import Plan
from geo.translation import Language
from tests.briefings.sheet_marks import circles, collisions, named, written

ZONES = ("zone/caohejing", "zone/west-bund", "zone/riverside", "zone/caohejing-huajing")
CHINESE, ENGLISH = (Language.CHINESE,), (Language.ENGLISH,)
BOTH = (Language.CHINESE, Language.ENGLISH)
SUBJECTS: dict[str, tuple[str, ...]] = {
    "overview": (),
    "capacity": (),
    "location": (),
    "subject": ZONES[2:3],
    "compare": ZONES,
}
LONG = {
    "title": "徐汇区人工智能产业高质量发展规划空间布局" * 2,
    "subtitle": "优化人工智能空间布局，筑牢上海高地核心区" * 4,
    "unit": "上海市徐汇区规划和自然资源局、科学技术委员会" + "人工智能产业发展促进中心",
    "source": "《徐汇区人工智能产业高质量发展“十四五”规划》；" * 5,
    "approval_number": "沪S（2021）第0123456789号" * 2,
    "link": "https://gis.example.gov.cn/?zone=caohejing&layers=zones,capacity,metro,parks&lang=zh",
}


def brief_of(template: str, languages: tuple[Language, ...], **texts: Any) -> Brief:
    subjects = SUBJECTS[template]
    dated = date(2021, 12, 31)
    return Brief(template, subjects, languages, data_date=dated, **{"unit": "规划科", **texts})


def logo(width: int, height: int) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (width, height), "#B03A1E").save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("size", [key for key in SIZES if key != "uhd"])
@pytest.mark.parametrize("languages", [CHINESE, ENGLISH, BOTH])
@pytest.mark.parametrize("template", SUBJECTS)
def test_nothing_on_a_sheet_lies_on_anything_else(
    plan: Plan, template: str, languages: tuple[Language, ...], size: str
) -> None:
    assert not collisions(drawn(plan, brief_of(template, languages), SIZES[size]))


@pytest.mark.parametrize("shape", [(600, 60), (60, 600)])
@pytest.mark.parametrize("size", ["hd", "a4-portrait"])
@pytest.mark.parametrize("template", SUBJECTS)
def test_nor_with_every_text_as_long_as_it_may_be_a_logo_and_a_code(
    plan: Plan, template: str, size: str, shape: tuple[int, int]
) -> None:
    brief = brief_of(template, BOTH, **LONG, logo=logo(*shape))
    canvas = drawn(plan, brief, SIZES[size])
    assert not collisions(canvas)
    assert named(canvas, "code")[0].width >= 60  # large enough to be scanned


@pytest.mark.parametrize(("size", "languages"), [("hd", CHINESE), ("a4-landscape", BOTH)])
def test_circles_at_the_edge_of_a_map_are_whole(
    plan: Plan, size: str, languages: tuple[Language, ...]
) -> None:
    seen = 0
    for key, subject in subjects_of(plan).items():
        if subject.kind != "zone" and subject.ground is not None:
            canvas = drawn(plan, Brief("subject", (key,), languages), SIZES[size])
            assert not collisions(canvas), key
            seen += len(circles(canvas))
    assert seen > 10


@pytest.mark.parametrize("size", ["hd", "a4-landscape", "a4-portrait"])
@pytest.mark.parametrize("zone", ZONES)
def test_two_languages_are_large_enough_to_be_read(plan: Plan, zone: str, size: str) -> None:
    lines = written(drawn(plan, Brief("subject", (zone,), BOTH), SIZES[size]))
    assert not [line for line in lines if line.size < 6.0 and len(line.text) > 1]


def test_the_scale_of_circles_and_the_inset_speak_both_languages(plan: Plan) -> None:
    texts = [line.text for line in written(drawn(plan, brief_of("overview", BOTH), SIZES["hd"]))]
    for said in ("400 万㎡", "4 million m²", "徐汇区", "Xuhui District"):
        assert said in texts


def test_another_wording_of_the_plan_stands_once(plan: Plan) -> None:
    lines = written(drawn(plan, Brief("subject", ZONES[2:3], BOTH), SIZES["a3-landscape"]))
    assert sum("400余万方" in line.text for line in lines) == 1


def test_a_fact_of_the_foot_stands_whole_on_its_line(plan: Plan) -> None:
    brief = brief_of("overview", CHINESE, unit="上海市徐汇区规划和自然资源局、科学技术委员会")
    feet = [
        line.text
        for line in written(drawn(plan, brief, SIZES["a4-portrait"]))
        if line.name == "foot"
    ]
    assert len(feet) > 4  # the facts do not fit one line
    assert "坐标系：CGCS2000，高斯-克吕格投影，中央经线 120°E" in feet


def test_a_source_in_two_languages_names_the_ground_once(plan: Plan) -> None:
    lines = written(drawn(plan, brief_of("overview", BOTH), SIZES["a3-landscape"]))
    assert " ".join(line.text for line in lines).count("OpenStreetMap") == 1


def test_maps_side_by_side_say_how_they_are_scaled_and_show_one_scale(plan: Plan) -> None:
    canvas = drawn(plan, brief_of("compare", CHINESE), SIZES["a3-landscape"])
    said = "".join(line.text for line in written(canvas))
    assert "各图按片区缩放，大小看各自的比例尺；此处各片区为同一比例尺" in said
    assert named(canvas, "locator")


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("size", ["hd", "a4-portrait"])
def test_maps_side_by_side_have_frames_of_one_size(plan: Plan, size: str, count: int) -> None:
    canvas = drawn(plan, Brief("compare", ZONES[:count], BOTH), SIZES[size])
    frames = named(canvas, "neatline")
    assert len(frames) == count
    for frame in frames:
        assert frame.width == pytest.approx(frames[0].width)
        assert frame.height == pytest.approx(frames[0].height)


def test_a_legend_of_one_zone_has_only_its_own_categories(plan: Plan) -> None:
    texts = [
        line.text
        for line in written(drawn(plan, Brief("subject", ZONES[:1], CHINESE), SIZES["hd"]))
    ]
    assert "新增" in texts
    assert "联动" not in texts
