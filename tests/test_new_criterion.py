"""A criterion added as the recipe says: one class in `geo`, one line a medium. Here 货梯.

`GoodsLifts` would be `geo/search/criteria/goods_lifts.py`; `registered` has the lines: one in
`CRITERIA`, one of its colour, one of its field on the page. Everything else follows.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from briefings.cards.comparison import comparison_table
from briefings.shortlist.shortlist import Shortlist
from briefings.shortlist.workbook import shortlist_workbook
from geo.__main__ import main
from geo.carriers.demo import demo_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.store import STORE_VARIABLE
from geo.plan import Plan
from geo.search.candidates import Candidates, candidates_of
from geo.search.criteria import CRITERIA
from geo.search.criteria.criterion import Parameter
from geo.search.criteria.limit import Limit
from geo.search.query import Query
from geo.search.query_string import query_from_parameters, query_parameters
from geo.search.search import search
from geo.search.sentences import chip, part_text, reason
from geo.translation import Language, Translator
from layers.palette import CRITERION_COLOURS
from views.site_search.answer import Answer
from views.site_search.fields import FIELDS, NumberField
from views.site_search.naming import described

TODAY: Final = date(2024, 3, 1)
SAY: Final = Translator(Language.CHINESE)


class GoodsLifts(Limit):
    """At least so many goods lifts (货梯)."""

    key, label, unit = "goods_lifts", "货梯", "台"
    sense = 1
    fields = ("goods_lifts_min",)
    parameters = (Parameter("lifts", "2", "货梯下限 台"),)
    column = "goods_lifts"
    asked_message = "货梯 ≥{number} 台"
    found_message = "货梯 {number} 台"
    missing_message = "货梯少 {number} 台"
    value_message = "{number} 台"


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines that a new criterion takes."""
    monkeypatch.setitem(CRITERIA, "goods_lifts", GoodsLifts())
    monkeypatch.setitem(CRITERION_COLOURS, "goods_lifts", "#7A5C99")
    field = NumberField("goods_lifts_min", "货梯 ≥ 台", 1.0)
    monkeypatch.setitem(FIELDS["楼宇条件"], "goods_lifts", field)


@pytest.fixture
def candidates(plan: Plan) -> Candidates:
    """Four vacant carriers with 3, 2 and 1 goods lifts, and one of which nothing is known."""
    carriers = demo_carriers(plan, 4).assign(
        carrier_id=["c3", "c2", "c1", "c0"],
        name=["三部", "二部", "一部", "未知"],
        status="vacant",
        goods_lifts=[3.0, 2.0, 1.0, np.nan],
    )
    return candidates_of(plan, Inventory(carriers=carriers))


def test_it_is_judged_and_ranked(candidates: Candidates) -> None:
    query = Query(goods_lifts_min=2)
    found = search(candidates, query, today=TODAY)
    assert [own.candidate_id for own in found.matches] == ["c2", "c3"]
    late, unknown = found.near_misses
    assert (late.parts[0].share, late.parts[0].shortfall) == (0.25, 1.0)  # half of 1 of 2
    assert [part_text(own.parts[0], query, candidates.plan) for own in (late, unknown)] == [
        "货梯少 1 台",
        "货梯未知",
    ]


def test_it_weighs_as_a_wish(candidates: Candidates) -> None:
    query = Query(goods_lifts_min=2).wishing("goods_lifts", 2)
    found = search(candidates, query, today=TODAY)
    assert [own.score for own in found.matches] == [100.0, 100.0, 25.0, 0.0]


def test_a_plan_says_nothing_of_it(plan: Plan) -> None:
    found = search(candidates_of(plan, Inventory()), Query(goods_lifts_min=2), today=TODAY)
    assert "plan_silent" in found.notes
    assert found.matches[0].parts[0].verdict == "unknown"


def test_an_inventory_without_its_column_knows_nothing_of_it(plan: Plan) -> None:
    older = candidates_of(plan, Inventory(carriers=demo_carriers(plan, 3).assign(status="vacant")))
    found = search(older, Query(goods_lifts_min=2), today=TODAY)
    assert {own.parts[0].verdict for own in found.near_misses} == {"unknown"}
    wished = Query(goods_lifts_min=2).wishing("goods_lifts", 1)
    assert shortlist_workbook(plan, shortlist(older, wished))
    assert shortlist_workbook(plan, shortlist(older, Query(area_min_m2=1)))


def test_it_has_its_sentences(candidates: Candidates) -> None:
    query, plan = Query(goods_lifts_min=2), candidates.plan
    (best, _) = search(candidates, query, today=TODAY).matches
    assert chip("goods_lifts", query, plan) == "货梯 ≥2 台"
    assert reason(best, query, plan) == "符合：货梯 2 台。"


def test_it_stands_in_the_address_and_comes_back(plan: Plan) -> None:
    query = Query(area_min_m2=3000, goods_lifts_min=2, wishes=(("goods_lifts", 2.0),))
    record = query_parameters(query)
    assert record == {"area": "3000-", "lifts": "2", "wish": "goods_lifts:2"}
    assert query_from_parameters(record, plan) == (query, ())
    assert query_from_parameters({"lifts": "many"}, plan) == (Query(), ("lifts=many",))


def test_it_is_a_filter_of_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path))
    assert main(["query", "--lifts", "2", "--area", "3000-", "--today", "2024-03-01"]) == 0
    assert "条件：面积 ≥3,000㎡；货梯 ≥2 台" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["query", "--help"])
    assert "货梯下限 台" in capsys.readouterr().out


def shortlist(candidates: Candidates, query: Query) -> Shortlist:
    """Return the matches of a query as a shortlist."""
    found = search(candidates, query, today=TODAY)
    return Shortlist(candidates.table, found.matches, query, data_date=TODAY)


def test_it_is_a_column_of_the_shortlist(candidates: Candidates) -> None:
    made = shortlist_workbook(candidates.plan, shortlist(candidates, Query(goods_lifts_min=2)))
    sheet = load_workbook(BytesIO(made))["候选比选"]
    *_, titles, first, second = sheet.iter_rows(values_only=True)
    column = titles.index("货梯 台")
    assert first[column : column + 3] == (2, "符合", 100)
    assert second[column : column + 3] == (3, "符合", 100)


def test_it_is_a_row_of_the_comparison(candidates: Candidates) -> None:
    plan = candidates.plan
    asked, known = Query(goods_lifts_min=2), Query(area_min_m2=1)
    for query, row in ((asked, "货梯必须货梯 2 台货梯 3 台"), (known, "货梯台23最优")):
        answer = Answer(candidates, query, search(candidates, query, today=TODAY), TODAY)
        compared = [described(answer, answer.finding(key), key, SAY) for key in ("c2", "c3")]
        assert row in comparison_table(compared, plan, SAY).striptags()


def test_it_has_a_field_and_a_chip_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path))
    page = AppTest.from_string("from views.site_search.page import show\nshow()\n")
    page.query_params["lifts"] = "2"
    page.run(timeout=60)
    assert not page.exception
    values = {own.label: own.value for own in page.sidebar.number_input}
    assert values["货梯 ≥ 台"] == 2
    assert any(own.label == "去掉“货梯”" for own in page.button)
