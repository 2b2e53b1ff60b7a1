"""Public copies: what they may show, and what they say is missing."""

from __future__ import annotations

from datetime import date

import pytest

from briefings.bilingual import Speaker
from briefings.brief import Brief, Release
from briefings.publication import (
    LAYER_TITLES,
    left_out_lines,
    particulars,
    projection_name,
    published,
    sketch_note,
)
from geo.plan import Plan
from geo.plan.layer_files import LAYER_FILES
from geo.translation import Language, Translator
from layers import catalogue
from tests.plans import with_layers, with_profile

CHINESE = Translator(Language.CHINESE)
PUBLIC = Brief(release=Release.PUBLIC)
OPTIONAL = {
    layer: [field.name for field in file.fields if not field.required and field.name != "part_of"]
    for layer, file in LAYER_FILES.items()
}


def marked(plan: Plan, private_fields: dict[str, list[str]]) -> Plan:
    return with_profile(plan, private_fields=private_fields)


def said(plan: Plan, brief: Brief) -> dict[str, str]:
    speak = Speaker(brief.translators)
    return dict(particulars(published(plan, brief), brief, speak))


def test_inside_the_house_everything_is_shown(plan: Plan) -> None:
    private = marked(plan, {"zones": ["alias"]})
    assert published(private, Brief()).plan is private
    assert "未公开的字段" not in said(private, Brief())


def test_a_public_copy_without_private_fields_is_the_plan_and_says_none(plan: Plan) -> None:
    assert published(plan, PUBLIC).plan is plan
    assert said(plan, PUBLIC)["未公开的字段"] == "无"


def test_one_plan_is_made_public_once(plan: Plan) -> None:
    private = marked(plan, {"zones": ["alias"]})
    assert published(private, PUBLIC).plan is published(private, PUBLIC).plan


def test_what_is_left_out_is_named_in_both_languages(plan: Plan) -> None:
    private = {"metro": ["planning_name"], "parks": ["linked_gfa_quote"]}
    left_out = published(marked(plan, private), PUBLIC).left_out
    assert left_out_lines(left_out, CHINESE) == [
        "园区：联动（linked_gfa_*），1 个值",
        "轨道交通：规划站名（planning_name），1 个值",
    ]
    assert left_out_lines(left_out, Translator(Language.ENGLISH)) == [
        "Parks: Linked (linked_gfa_*), values: 1",
        "Metro: Planning-stage name (planning_name), values: 1",
    ]


def test_fields_without_a_value_are_not_listed(plan: Plan) -> None:
    left_out = published(marked(plan, {"parks": ["new_gfa_m2"]}), PUBLIC).left_out
    assert left_out_lines(left_out, CHINESE) == []


@pytest.mark.parametrize("language", Language)
def test_every_layer_draws_a_plan_without_all_that_can_be_private(
    plan: Plan, language: Language
) -> None:
    public = published(marked(plan, OPTIONAL), PUBLIC).plan
    say = Translator(language)
    for layer in catalogue.ALL.values():
        layer.draw(public, say)
        layer.legend(public, say)


def test_every_layer_file_has_a_title() -> None:
    assert list(LAYER_TITLES) == list(LAYER_FILES)


def test_particulars_fall_back_on_the_plan_and_say_what_is_not_given(plan: Plan) -> None:
    facts = said(plan, Brief())
    assert facts["资料来源"] == f"《{plan.profile.title}》；底图 © OpenStreetMap contributors"
    assert facts["审图号"] == facts["数据日期"] == facts["制图单位"] == "（未填）"
    numbered = with_profile(plan, map_approval_number="沪S(2025)9号")
    assert said(numbered, Brief())["审图号"] == "沪S(2025)9号"
    assert said(numbered, Brief(approval_number="沪S(2026)1号"))["审图号"] == "沪S(2026)1号"


def test_the_licence_of_the_boundaries_goes_with_every_copy(plan: Plan) -> None:
    facts = said(plan, Brief(source="徐汇区规划资源局"))
    assert "© OpenStreetMap contributors (ODbL 1.0)" in facts["许可"].splitlines()


@pytest.mark.parametrize(("day", "ended"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_data_later_than_the_period_say_that_it_has_ended(
    plan: Plan, day: date, ended: bool
) -> None:
    assert ("规划期已结束" in said(plan, Brief(data_date=day))["规划期"]) == ended


@pytest.mark.parametrize(
    ("crs", "name"),
    [
        ("EPSG:4549", "CGCS2000，高斯-克吕格投影，中央经线 120°E"),
        ("EPSG:4538", "CGCS2000，高斯-克吕格投影，中央经线 87°E"),
        ("EPSG:32719", "WGS 84，UTM 投影 19S 带，中央经线 69°W"),
        ("EPSG:27700", "OSGB36，横轴墨卡托投影，中央经线 2°W"),
        ("EPSG:2154", "RGF93 v1，Lambert Conic Conformal (2SP)"),
    ],
)
def test_a_map_is_signed_with_the_projection_it_is_drawn_in(crs: str, name: str) -> None:
    assert projection_name(crs, CHINESE) == name


def test_boundaries_equally_uncertain_have_one_error(plan: Plan) -> None:
    assert sketch_note(plan, CHINESE).endswith("误差 60–500 m")
    alike = with_layers(plan, zones=plan.zones.assign(error_m=120.0))
    assert sketch_note(alike, CHINESE).endswith("误差 120 m")


def test_openstreetmap_is_named_only_where_data_is_from_there(plan: Plan) -> None:
    assert "OpenStreetMap" in said(plan, Brief())["资料来源"]
    own = {
        name: layer.assign(
            **{key: "本区测绘" for key in ("source", "licence") if key in layer.columns}
        )
        for name, layer in plan.layers.items()
    }
    assert "OpenStreetMap" not in said(with_layers(plan, **own), Brief())["资料来源"]
