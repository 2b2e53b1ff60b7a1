"""A briefing is refused with everything that is wrong with it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefings.brief import Brief, BriefError, Release, require_sound, subjects_of
from geo.plan import Plan
from geo.translation import Language

PUBLIC = Brief(
    release=Release.PUBLIC,
    approval_number="沪S（2021）000号",
    source="规划",
    data_date=date(2021, 12, 31),
    unit="规划科",
)


def test_a_brief_as_it_comes_is_sound(plan: Plan) -> None:
    require_sound(Brief(), plan)


def test_a_public_release_with_all_particulars_is_sound(plan: Plan) -> None:
    require_sound(PUBLIC, plan)


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("approval_number", "审图号"),
        ("source", "资料来源"),
        ("data_date", "数据日期"),
        ("unit", "制图单位"),
    ],
)
def test_a_public_release_names_what_is_missing(plan: Plan, field: str, named: str) -> None:
    changes: dict[str, Any] = {field: None if field == "data_date" else " "}
    without = replace(PUBLIC, **changes)
    with pytest.raises(BriefError, match=f"正式发布缺少{named}："):
        require_sound(without, plan)


def test_all_that_is_missing_is_named_at_once(plan: Plan) -> None:
    with pytest.raises(BriefError, match="审图号、资料来源、数据日期、制图单位"):
        require_sound(Brief(release=Release.PUBLIC), plan)


def test_a_title_of_five_thousand_characters_is_refused(plan: Plan) -> None:
    with pytest.raises(BriefError, match="标题有 5000 个字，最多 40 个"):
        require_sound(Brief(title="长" * 5000), plan)


def test_several_faults_come_in_one_message(plan: Plan) -> None:
    brief = Brief(template="poster", layers=("roads",), languages=(), title="长" * 41)
    with pytest.raises(BriefError) as refused:
        require_sound(brief, plan)
    assert str(refused.value).count("·") == 4


@pytest.mark.parametrize(
    ("template", "subjects", "said"),
    [
        ("subject", (), "单片区图需要选 1 个"),
        ("subject", ("zone/nowhere",), "规划中没有 zone/nowhere"),
        ("compare", ("zone/caohejing",), "对比图需要选 2 至 4 个片区，现有 1 个"),
        ("compare", ("zone/caohejing", "subdistrict/龙华街道"), "规划中没有"),
        ("compare", ("zone/caohejing", "zone/caohejing"), "zone/caohejing 写了不止一次"),
    ],
)
def test_the_number_and_kind_of_subjects_is_checked(
    plan: Plan, template: str, subjects: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BriefError, match=said):
        require_sound(Brief(template=template, subjects=subjects), plan)


def test_a_park_cannot_be_compared(plan: Plan) -> None:
    parks = [
        key
        for key, subject in subjects_of(plan).items()
        if subject.kind == "park" and subject.ground is not None
    ]
    with pytest.raises(BriefError, match="对比图不能画园区"):
        require_sound(Brief(template="compare", subjects=tuple(parks[:2])), plan)


def test_a_subject_without_geometry_is_refused_by_name(plan: Plan) -> None:
    nowhere = next(key for key, subject in subjects_of(plan).items() if subject.ground is None)
    name = subjects_of(plan)[nowhere].name
    with pytest.raises(BriefError, match=f"“{name}”没有几何"):
        require_sound(Brief(template="subject", subjects=(nowhere,)), plan)


def test_everything_of_the_plan_can_be_a_subject(plan: Plan) -> None:
    kinds = [subject.kind for subject in subjects_of(plan).values()]
    assert (kinds.count("zone"), kinds.count("park"), kinds.count("subdistrict")) == (4, 7, 13)


def test_a_language_may_not_come_twice(plan: Plan) -> None:
    with pytest.raises(BriefError, match="语言"):
        require_sound(Brief(languages=(Language.CHINESE, Language.CHINESE)), plan)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "example.cn", "file:///etc/passwd"])
def test_a_code_leads_to_a_page_of_the_web_only(plan: Plan, link: str) -> None:
    with pytest.raises(BriefError, match="http://"):
        require_sound(Brief(link=link), plan)
