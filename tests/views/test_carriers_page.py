"""The page 载体台账 as it runs: ledger, phasing, what is held, demo data, history."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from geo.carriers.demo import demo_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.store import STORE_VARIABLE, Store
from geo.plan import Plan, read_plan
from geo.translation import Language, Translator
from views.carriers.listing import _sought_text, carrier_table, found_carriers
from views.carriers.offered import MOST_OFFERED

CHINESE: Final = re.compile("[\u4e00-\u9fff]")
SCRIPT: Final = "from views.carriers.page import show\nshow()\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: Plan) -> Store:
    """The store that the page reads and writes, empty."""
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))
    return Store(tmp_path / "store", plan)


def page(part: str = "book", **parameters: str) -> AppTest:
    """Return one part of the page."""
    opened = AppTest.from_string(SCRIPT, default_timeout=60)
    opened.query_params.update(parameters)
    opened.session_state["carriers_part"] = part
    return opened.run()


def read(shown: AppTest) -> str:
    """Return what can be read on the page."""
    assert not shown.exception
    markup = "\n".join(html.value for html in shown.main.html)
    problems = [*(error.value for error in shown.error), *(code.value for code in shown.code)]
    return "\n".join([str(Markup(markup).striptags()), *problems])  # noqa: S704 - only read here


def held(shown: AppTest, **values: Any) -> AppTest:
    """Fill in the form that holds an area, and send it."""
    given = {"company": "某公司", "place": "zone/caohejing", "area": 3000.0, **values}
    shown.text_input(key="hold_company").set_value(given["company"])
    shown.selectbox(key="hold_place").set_value(given["place"])
    shown.number_input(key="hold_area").set_value(given["area"])
    shown.date_input(key="hold_from").set_value(given.get("begins", date(2024, 1, 1)))
    shown.date_input(key="hold_until").set_value(given.get("ends", date(2024, 12, 31)))
    return shown.button[0].click().run()


def test_the_ledger_stands_as_the_plan_gives_it() -> None:
    text = read(page())
    assert "现状 550 + 新增 80" in text
    assert "630" in text
    assert "≥ 96" in text
    assert "（≥ 80）" in text
    assert "估算" in text
    assert "全部对得上" in text


def test_the_ledger_ends_with_a_total_that_is_called_an_estimate() -> None:
    table = page().main.html
    (total,) = [one for one in table if "合计（估算）" in one.value]
    text = Markup(total.value[total.value.index("class='total'") :]).striptags()  # noqa: S704
    assert "重叠只计一次" in text
    assert "≥ 870" in text
    assert "现状 550 + 新增 320" in text


def test_where_nothing_is_there_it_says_what_to_do(store: Store) -> None:
    held = read(page("holding"))
    assert "在表单里填企业" in held
    assert "还能预留" in held
    assert "到“导入”下载模板" in read(page("listing"))


def test_a_belt_can_hold_no_more_than_the_pole_it_lies_in(store: Store) -> None:
    days = {"begins": date(2026, 1, 1), "ends": date.today().replace(month=12, day=31)}
    shown = held(page("holding"), place="zone/west-bund", area=1_150_000.0, **days)
    (room,) = [one.value for one in shown.main.html if "aria-label='还能预留'" in one.value]
    cells = Markup(room.replace("</td>", " ")).striptags()  # noqa: S704 - only read here
    assert "徐汇滨江 0 ≥ 5" in cells
    assert "西岸数智谷特色园区 0 ≥ 5" in cells


def test_the_row_of_a_belt_says_what_a_hold_on_its_pole_leaves_it(store: Store) -> None:
    days = {"begins": date(2024, 1, 1), "ends": date(2025, 12, 31)}
    held(page("holding"), place="zone/west-bund", area=500_000.0, **days)
    text = read(page())
    assert "（≥ 80）现状未知 + 新增 80西岸数智谷只剩 46" in text
    assert "红字写明片区还剩多少" in text
    assert "only 0.46 left in West Bund Digital Valley" in read(page(lang="en"))


def test_a_phasing_is_kept_only_when_it_is_whole(store: Store) -> None:
    shown = page()
    shares = shown.number_input
    shares[0].set_value(40.0).run()
    assert "应为 100%" in read(shown)
    assert shown.button(key="save_phasing").disabled
    shown.number_input[1].set_value(0.0).run()
    shown.button(key="save_phasing").click().run()
    assert store.current().phasing[:2] == ((2021, 0.4), (2022, 0.0))
    assert "分年比例改为 2021 40%" in read(shown)
    assert "现状 550 + 新增 40" in read(shown)
    shown.button(key="reset_phasing").click().run()
    assert store.current().phasing == ()


def test_an_area_is_held_and_released(store: Store) -> None:
    shown = held(page("holding"))
    assert "预留：漕河泾 3,000 ㎡" in read(shown)
    (row,) = store.current().commitments.to_dict("records")
    assert (row["company"], row["area_m2"]) == ("某公司", 3000)
    assert "− 预留 0.3" in read(page())
    shown.selectbox(key=f"release_{store.version()}").set_value("p1").run()
    shown.button(key="release").click().run()
    assert store.current().commitments.empty


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"area": 1e8}, "放不下"),
        ({"area": 0.0}, "不是正数"),
        ({"company": "  "}, "请填写企业"),
        ({"place": None}, "请填写企业"),
        ({"begins": date(2025, 1, 1)}, "早于"),
        ({"place": "park/life-bay"}, "没有给出可用面积"),
    ],
)
def test_what_cannot_be_held_says_why_and_changes_nothing(
    store: Store, values: dict[str, Any], words: str
) -> None:
    text = read(held(page("holding"), **values))
    assert "没有预留。" in text
    assert words in text
    assert store.current().commitments.empty


def test_an_area_in_a_carrier_is_held_in_its_zone(store: Store, plan: Plan) -> None:
    carriers = demo_carriers(plan, 50)
    store.keep(Inventory(carriers=carriers), "演示数据", datetime(2026, 1, 1))
    free = carriers[carriers["available_gfa_m2"] > 100].iloc[0]
    shown = held(page("holding"), place=f"carrier/{free['carrier_id']}", area=100.0)
    assert not shown.exception
    (row,) = store.current().commitments.to_dict("records")
    assert row["carrier_id"] == free["carrier_id"]
    assert row["zone_id"] == free["zone_id"]


def test_of_many_carriers_those_that_are_looked_for_can_be_chosen(store: Store, plan: Plan) -> None:
    carriers = demo_carriers(plan, 1000)
    store.keep(Inventory(carriers=carriers), "演示数据", datetime(2026, 1, 1))
    free = carriers[carriers["available_gfa_m2"] > 100]
    last = free.iloc[-1]
    shown = page("holding")
    everywhere = len(plan.zones) + len(plan.parks)
    assert len(shown.selectbox(key="hold_place").options) == MOST_OFFERED + everywhere
    assert "个载体可预留，下面只列前 200 个" in read(shown)
    shown.text_input(key="hold_sought").set_value(str(last["carrier_id"])).run()
    assert len(shown.selectbox(key="hold_place").options) == 1 + everywhere
    held(shown, place=f"carrier/{last['carrier_id']}", area=100.0)
    assert f"预留：{last['name']} 100 ㎡" in read(shown)
    shown.text_input(key="hold_sought").set_value("没有这样的楼").run()
    assert shown.selectbox(key="hold_place").value == f"carrier/{last['carrier_id']}"


def test_what_is_looked_for_is_not_prepared_again_when_an_area_is_held(
    store: Store, plan: Plan
) -> None:
    inventory = Inventory(carriers=demo_carriers(plan, 20))
    held = replace(inventory, private_fields=frozenset({"contact", "price_cny_m2"}))
    found_carriers(inventory, "0001")
    before = _sought_text.cache_info().misses
    assert len(found_carriers(held, "0001")) == len(found_carriers(inventory, "0001")) > 0
    assert _sought_text.cache_info().misses == before


def test_the_list_names_industries_in_the_readers_language(plan: Plan) -> None:
    carriers = demo_carriers(plan, 2).assign(
        industries=pd.Series([("芯片", "造纸"), None], dtype=object)
    )
    table = carrier_table(carriers, plan, Translator(Language.ENGLISH))
    assert table["Suited industries"].tolist() == ["Chips, 造纸", ""]


def test_demo_data_are_labelled_and_can_be_undone(store: Store) -> None:
    shown = page("importing")
    shown.number_input(key="demo_count").set_value(200).run()
    shown.button(key="make_demo").click().run()
    assert len(store.current().carriers) == 200
    assert "演示数据" in read(shown)
    listing = page("listing")
    assert "载体（200）" in read(listing)
    listing.text_input(key="carriers_sought").set_value("0001号楼 1A").run()
    assert "载体（1）" in read(listing)
    listing.button(key="drop_demo").click().run()
    assert store.current().carriers.empty
    listing.button(key="undo").click().run()
    assert len(store.current().carriers) == 200
    assert "已撤销：清除了演示数据" in read(listing)
    listing.button(key="redo").click().run()
    assert store.current().carriers.empty


@pytest.mark.parametrize("sought", ["Ｄ-００２", "二号楼", "区招商办"])
def test_a_carrier_is_found_by_id_building_and_source(
    store: Store, plan: Plan, sought: str
) -> None:
    carriers = demo_carriers(plan, 3).assign(
        carrier_id=["d-001", "d-002", "d-003"],
        building=pd.Series(["一号楼", "二号楼", None], dtype=object),
        source=["园区", "区招商办", "园区"],
    )
    store.keep(Inventory(carriers=carriers), "导入", datetime(2026, 1, 1))
    listing = page("listing")
    listing.text_input(key="carriers_sought").set_value(sought).run()
    assert "载体（1）" in read(listing)


def test_fields_are_made_private(store: Store) -> None:
    shown = page("listing")
    shown.multiselect[0].set_value(["rent_cny_m2_day"]).run()
    shown.button(key="save_private").click().run()
    assert store.current().private_fields == {"contact", "rent_cny_m2_day"}


def test_carriers_are_compared_with_the_ledger(store: Store, plan: Plan) -> None:
    store.keep(Inventory(carriers=demo_carriers(plan, 50)), "演示数据", datetime(2026, 1, 1))
    text = read(page())
    assert "载体合计" in text
    assert "− 是清单比规划多的。演示数据是随机生成的，与规划本来就对不上。" in text
    real = demo_carriers(plan, 50).assign(is_demo=False)
    store.keep(Inventory(carriers=real), "导入", datetime(2026, 1, 2))
    assert "随机生成" not in read(page())


def test_a_damaged_inventory_says_so_and_can_be_undone(store: Store, plan: Plan) -> None:
    kept = store.keep(Inventory(carriers=demo_carriers(plan, 5)), "导入", datetime(2026, 1, 1))
    (store.folder / "versions" / kept.version / "carriers.parquet").write_bytes(b"x")
    shown = page()
    assert "台账读不出来。" in read(shown)
    assert "请撤销到上一版" in read(shown)
    shown.button(key="undo").click().run()
    assert "全部对得上" in read(shown)


def test_an_inventory_of_a_later_program_is_refused_in_one_message(store: Store) -> None:
    store.keep(Inventory(), "导入", datetime(2026, 1, 1))
    path = store.folder / "history.json"
    path.write_text(path.read_text("utf-8").replace('"format": 2', '"format": 3'), "utf-8")
    shown = page()
    assert [error.value for error in shown.error] == ["台账读不出来。"]
    assert [code.value for code in shown.code] == [
        "台账由更新的程序写成（格式 3，本程序只认到 2），没有改动它：请升级程序"
    ]
    assert "操作记录" not in read(shown)


@pytest.mark.parametrize("part", ["book", "holding", "importing", "listing"])
def test_shares_of_another_period_are_kept_and_said_not_to_apply(store: Store, part: str) -> None:
    phasing = ((2026, 0.4), (2030, 0.6))
    store.keep(Inventory(phasing=phasing), "比例", datetime(2026, 1, 1))
    text = read(page(part))
    if part == "book":
        assert "分年比例（2026 40%、2030 60%）不合规划期 2021—2025，没有采用" in text
        assert "按每年相同计" in text
        assert "现状 550 + 新增 80" in text
    assert store.current().phasing == phasing


@pytest.mark.parametrize("part", ["book", "holding", "importing", "listing"])
def test_every_part_speaks_english(store: Store, plan: Plan, part: str) -> None:
    carriers = demo_carriers(plan, 5).assign(name="x", building="y", source="z")
    inventory = Inventory(carriers=carriers)
    store.keep(inventory, "imported", datetime(2026, 1, 1))
    shown = page(part, lang="en")
    labels = [
        element.label
        for elements in (shown.button, shown.selectbox, shown.number_input, shown.text_input)
        for element in elements
    ]
    assert not CHINESE.search("\n".join([read(shown), *labels]))


def test_the_list_speaks_the_readers_language(plan: Plan) -> None:

    table = carrier_table(demo_carriers(plan, 2), plan, Translator(Language.CHINESE))
    assert list(table.columns[:3]) == ["载体编号", "名称", "楼宇"]
    assert table["数据"].tolist() == ["演示数据", "演示数据"]
    assert set(table["状态"]) <= {"空置", "意向", "签约", "入驻"}


@pytest.mark.parametrize("part", ["book", "holding", "importing", "listing"])
@pytest.mark.parametrize("name", ["xuhui-2026", "jiangcheng", "xicheng"])
def test_every_part_is_drawn_for_other_plans(
    second_plans: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    part: str,
) -> None:
    monkeypatch.setenv("LIANGJI_DATA", str(second_plans / name))
    other = read_plan(second_plans / name)
    own = Store(store.directory, other)
    own.keep(Inventory(carriers=demo_carriers(other, 30)), "演示数据", datetime(2026, 1, 1))
    for language in ("zh", "en"):
        text = read(page(part, lang=language))
        assert "15号线" not in text
        assert "121.396" not in text
        assert "漕河泾" not in text or name == "xuhui-2026"
    if part == "book":
        years = [str(year) for year in other.profile.period]
        (ledger,) = [one.value for one in page(part).main.html if "class='ledger'" in one.value]
        assert re.findall(r"<th scope='col'>(\d{4})", ledger) == years


def test_another_plan_shows_its_own_inventory(
    second_plans: Path, store: Store, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(Inventory(carriers=demo_carriers(plan, 30)), "生成演示数据", datetime(2026, 1, 1))
    assert "载体（30）" in read(page("listing"))
    monkeypatch.setenv("LIANGJI_DATA", str(second_plans / "xuhui-2026"))
    shown = read(page("listing"))
    assert "还没有载体" in shown
    assert "还没有操作" in shown
