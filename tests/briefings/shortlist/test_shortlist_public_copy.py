"""What of a shortlist may leave the house: nothing private, and nothing that tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefings.brief import BriefError, Release
from briefings.shortlist.public_copy import public_copy
from briefings.shortlist.shortlist import Shortlist, require_shortlist
from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.search.candidates import candidates_of
from geo.search.query import Query
from geo.search.search import search
from geo.translation import Language, Translator
from tests.plans import with_profile
from tests.shortlists import PUBLIC, shortlist_of

SAY = Translator(Language.CHINESE)
RENT_PRIVATE = {**PUBLIC, "private_fields": frozenset({"contact", "rent_cny_m2_day"})}


def test_an_internal_copy_shows_all(plan: Plan) -> None:
    shortlist = shortlist_of(private_fields=frozenset({"contact", "rent_cny_m2_day"}))
    found = public_copy(shortlist, plan)
    assert found.shortlist is shortlist
    assert found.left_out(SAY) == []


def test_scores_leave_a_private_rent_out_and_so_does_the_order(plan: Plan) -> None:
    inside = public_copy(shortlist_of(), plan).shortlist.findings
    assert [round(finding.score, 9) for finding in inside] == [77.5, 85.0]
    outside = public_copy(shortlist_of(**RENT_PRIVATE), plan).shortlist.findings
    assert [(finding.candidate_id, finding.score) for finding in outside] == [
        ("c00", 95.0),
        ("c01", 80.0),
    ]
    assert [[part.criterion for part in finding.parts] for finding in outside] == [
        ["area", "ready"]
    ] * 2
    assert [part.points for part in outside[0].parts] == [45.0, 50.0]


def test_candidates_stand_in_the_order_of_the_score_that_is_shown(plan: Plan) -> None:
    best_first = shortlist_of()
    ranked = replace(best_first, findings=best_first.findings[::-1], **RENT_PRIVATE)
    assert [f.candidate_id for f in ranked.findings] == ["c01", "c00"]
    public = public_copy(ranked, plan).shortlist
    assert [f.candidate_id for f in public.findings] == ["c00", "c01"]


def test_the_limit_the_question_and_the_link_would_tell_of_a_private_rent(plan: Plan) -> None:
    public = public_copy(
        shortlist_of(link="https://x.cn/s?rent=5.55", **RENT_PRIVATE), plan
    ).shortlist
    assert public.query == Query(area_min_m2=3000, ready_by=date(2024, 12, 31))
    assert (public.question, public.link) == ("", "")
    assert public.candidates["rent_cny_m2_day"].isna().all()
    assert public.candidates["contact"].isna().all()


def test_a_near_miss_that_only_a_private_rent_explains_is_not_told(plan: Plan) -> None:
    public = public_copy(shortlist_of(**RENT_PRIVATE), plan).shortlist
    assert [finding.candidate_id for finding in public.near_misses] == ["c03"]
    assert [part.criterion for part in public.near_misses[0].missed] == ["ready"]


def test_what_is_left_out_is_listed(plan: Plan) -> None:
    found = public_copy(shortlist_of(link="https://x.cn/s?rent=5.55", **RENT_PRIVATE), plan)
    assert found.left_out(SAY) == [
        "候选：日租金（rent_cny_m2_day），2 个值",
        "候选：联系方式（contact），2 个值",
        "条件及其得分：日租金",
        "提问原文",
        "链接",
    ]


def test_a_contact_is_private_whatever_the_inventory_says(plan: Plan) -> None:
    found = public_copy(
        shortlist_of(link="https://x.cn/s", private_fields=frozenset(), **PUBLIC), plan
    )
    assert found.left_out(SAY) == ["候选：联系方式（contact），2 个值"]
    assert found.shortlist.question
    assert found.shortlist.link
    assert [round(finding.score, 9) for finding in found.shortlist.findings] == [77.5, 85.0]


def test_a_private_price_that_nobody_asked_for_leaves_the_link_alone(plan: Plan) -> None:
    private = frozenset({"contact", "price_cny_m2"})
    shortlist = shortlist_of(question="", link="https://x.cn/s", private_fields=private, **PUBLIC)
    assert public_copy(shortlist, plan).shortlist.link == "https://x.cn/s"


def test_a_private_rent_takes_the_budget_with_it(plan: Plan) -> None:
    shortlist = shortlist_of(**RENT_PRIVATE)
    asked = replace(shortlist, query=shortlist.query.replace(budget_max=450_000))
    found = public_copy(asked, plan)
    assert found.shortlist.query.budget_max is None
    assert found.criteria == ("rent", "budget")


def test_areas_worked_out_from_what_a_plan_keeps_private_stay_inside(plan: Plan) -> None:
    secretive = with_profile(plan, private_fields={"zones": ("new_gfa_m2",)})
    candidates = candidates_of(secretive, Inventory())
    query = Query(area_min_m2=200_000, industries=("chip",))
    findings = search(candidates, query, today=date(2024, 1, 1))
    shortlist = Shortlist(candidates.table, findings.matches[:1], query, **PUBLIC)
    found = public_copy(shortlist, secretive)
    (kept,) = found.shortlist.findings
    assert [part.criterion for part in kept.parts] == ["industry"]
    assert found.shortlist.candidates["available_gfa_m2"].isna().all()
    assert "候选：可用面积（available_gfa_m2），1 个值" in found.left_out(SAY)


def test_a_public_copy_without_its_particulars_is_refused_and_names_them(plan: Plan) -> None:
    with pytest.raises(BriefError, match="正式发布缺少审图号、资料来源、数据日期、制图单位"):
        require_shortlist(shortlist_of(data_date=None, release=Release.PUBLIC), plan)


def test_all_that_is_wrong_is_said_at_once(plan: Plan) -> None:
    shortlist = shortlist_of(13, title="很长的标题" * 9)
    twice = replace(shortlist, findings=(*shortlist.findings, shortlist.findings[0]))
    with pytest.raises(BriefError) as problem:
        require_shortlist(twice, plan, most=12)
    for said in ("标题有 45 个字", "最多放 12 个候选，现有 14 个", "候选 c00 出现两次"):
        assert said in str(problem.value)


def test_candidates_that_are_gone_and_an_empty_list_are_refused(plan: Plan) -> None:
    shortlist = shortlist_of()
    with pytest.raises(BriefError, match="没有候选 c01"):
        require_shortlist(replace(shortlist, candidates=shortlist.candidates.drop("c01")), plan)
    with pytest.raises(BriefError, match="候选清单是空的"):
        require_shortlist(replace(shortlist, findings=()), plan)
