"""The page 选址 as it runs: asked, opened by a link, narrowed, relaxed, compared, told off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from briefings.shortlist.shortlist import Shortlist
from geo.__main__ import main
from geo.carriers.demo import demo_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.store import STORE_VARIABLE, Store
from geo.plan import Plan
from geo.search.positions import Ground
from geo.search.query import Query
from geo.translation import Language
from tests.second_plans import SECOND_PLANS
from views.kept import Reading
from views.site_search import exports
from views.site_search.pins import KEY, drawn_ground
from views.site_search.results import PAGE
from views.site_search.settings import MOST_COMPARED, Search, read_address, write_address

CHINESE: Final = re.compile("[\u4e00-\u9fff]")
SCRIPT: Final = "from views.site_search.page import show\nshow()\n"
CHIPS: Final = {
    "area": "3000-",
    "by": "2024-12-31",
    "near": "15:800",
    "industry": "chip",
}
"""3,000 m² by the end of 2024 for chip design within 800 m of Line 15: only 漕河泾 meets it all."""


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: Plan) -> Store:
    """The store that the page reads, empty."""
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))
    return Store(tmp_path / "store", plan)


@pytest.fixture
def stocked(plan: Plan, store: Store) -> Inventory:
    """2,000 demo carriers in that store."""
    carriers = demo_carriers(plan, 2000)
    return store.keep(Inventory(carriers=carriers), "演示数据", datetime(2026, 1, 1))


def page(**parameters: str) -> AppTest:
    """Return the page of an address."""
    opened = AppTest.from_string(SCRIPT, default_timeout=60)
    opened.query_params.update(parameters)
    return opened.run()


def read(shown: AppTest) -> str:
    """Return what can be read on the page."""
    assert not shown.exception
    markup = "\n".join(html.value for html in shown.main.html)
    return str(Markup(markup).striptags())  # noqa: S704 - it is read here, never shown


def told(shown: AppTest) -> dict[str, Any]:
    """Return the view that the map is told to show."""
    assert not shown.exception
    (component,) = shown.main.get("component_instance")
    arguments: dict[str, Any] = json.loads(component.proto.json_args)
    assert arguments["key"] == KEY
    return dict(arguments["view"])


def address(shown: AppTest) -> dict[str, str]:
    """Return the parameters that the map writes into the address."""
    return {name: value for name, value in told(shown)["address"].items() if value}


def names(shown: AppTest) -> list[str]:
    """Return the names in the list, in its order, near misses after the matches."""
    cards = [html.value for html in shown.main.html if "class='finding" in html.value]
    return [card.partition("<h3 dir='auto'>")[2].partition("</h3>")[0] for card in cards]


def widget(widgets: Any, label: str) -> Any:
    """Return the widget with a label."""
    return next(one for one in widgets if one.label == label)


def press(shown: AppTest, key: str) -> AppTest:
    """Press the button with a key."""
    next(button for button in shown.button if button.key == key).click()
    return shown.run()


def tick(shown: AppTest, key: str) -> AppTest:
    """Tick the box with a key, or untick it."""
    box = next(box for box in shown.checkbox if box.key == key)
    (box.uncheck if box.value else box.check)()
    return shown.run()


# Asking.


def test_without_a_question_the_page_shows_what_can_be_asked(plan: Plan) -> None:
    shown = page()
    assert "问一句，或在左侧逐项填写" in read(shown)
    labels = [b.label for b in shown.button if str(b.key).startswith("example_")]
    assert labels == list(plan.profile.example_questions)
    assert len(labels) == 6
    assert told(shown)["pins"] == []
    assert address(shown) == {}


def test_an_example_is_asked_when_it_is_pressed(plan: Plan) -> None:
    shown = press(page(), "example_1")
    assert address(shown) | CHIPS == address(shown)
    assert address(shown)["rent"] == "5"
    assert widget(shown.text_input, "企业需要什么").value == plan.profile.example_questions[0]


@pytest.mark.parametrize("name", SECOND_PLANS)
def test_another_plan_asks_with_its_own_names_in_either_language(
    second_plans: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("LIANGJI_DATA", str(second_plans / name))
    shown = page(lang="en")
    labels = [b.label for b in shown.button if str(b.key).startswith("example_")]
    assert len(labels) >= 3
    for number, label in enumerate(labels, start=1):
        assert "2000kVA" not in label
        asked = press(page(), f"example_{number}")
        assert len(address(asked)) >= 3
        assert "没有听懂" not in read(asked)


def test_a_question_is_answered_and_what_was_not_understood_is_said() -> None:
    shown = page()
    box = widget(shown.text_input, "企业需要什么")
    box.set_value("3000平米以上，芯片设计，近15号线，200人").run()
    assert address(shown)["area"] == "3000-"
    assert "没有听懂，未作为条件" in read(shown)
    assert "200人" in read(shown)


@pytest.mark.parametrize("filters", [CHIPS, {"area": "1000-4000", "rent": "6", "wish": "rent:2"}])
@pytest.mark.usefixtures("stocked")
def test_the_command_line_gives_the_answer_of_the_page(
    filters: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [text for name, value in filters.items() for text in (f"--{name}", value)]
    assert main(["query", *arguments, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    found = [*answer["matches"][:PAGE], *answer["near_misses"]]
    shown = page(**filters)
    assert names(shown) == [one["name"] for one in found]
    assert all(one["reason"] in read(shown) for one in answer["matches"][:PAGE])


def test_a_field_filled_by_a_question_is_a_new_one_that_no_late_report_can_empty() -> None:
    shown = page()
    key = widget(shown.number_input, "日租金 ≤ 元/㎡/天").key
    widget(shown.text_input, "企业需要什么").set_value("日租金5元以内").run()
    after = widget(shown.number_input, "日租金 ≤ 元/㎡/天")
    assert after.value == 5.0
    assert after.key != key
    after.set_value(4.5).run()
    assert address(shown)["rent"] == "4.5"
    assert widget(shown.number_input, "日租金 ≤ 元/㎡/天").key == after.key


def test_a_question_of_markup_stays_text(attack: str) -> None:
    shown = page()
    widget(shown.text_input, "企业需要什么").set_value(f"3000平以上 {attack}").run()
    assert not shown.exception
    for html in shown.main.html:
        assert "<" not in attack or attack not in html.value
    spoken = [*shown.markdown, *shown.warning, *shown.info, *shown.error]
    assert all(attack not in str(part.value) for part in spoken)


# The answer.


def test_a_link_opens_the_answer_with_its_reason_and_remarks() -> None:
    shown = page(**CHIPS)
    said = read(shown)
    assert names(shown)[0] == "漕河泾"
    assert "符合 1 处（共检索 11 处）" in said
    assert "适合芯片" in said
    assert "按规划的片区、园区和新增建筑面积回答" in said
    assert address(shown) | CHIPS == address(shown)


def test_near_misses_say_what_fails_and_by_how_much() -> None:
    said = read(page(**CHIPS))
    assert "距15号线远 679 m（直线）" in said  # 徐汇滨江: 1,478.3 m, 800 m are asked for


def test_pins_have_the_numbers_of_the_list() -> None:
    (pin,) = told(page(**CHIPS))["pins"]
    assert (pin["id"], pin["number"], pin["kind"]) == ("caohejing", "1", "match")
    assert 31.16 < pin["lat"] < 31.19
    assert 121.38 < pin["lon"] < 121.42


def test_a_finding_without_a_place_has_no_pin() -> None:
    shown = page(park="central-renewal,beiyang")
    assert [pin["id"] for pin in told(shown)["pins"]] == ["beiyang"]


def test_where_nothing_fits_near_misses_have_the_pins_and_a_way_out_is_shown() -> None:
    shown = page(area="3000-", industry="chip", near="15:800", zone="caohejing-huajing")
    assert "没有完全符合的" in read(shown)
    assert {pin["kind"] for pin in told(shown)["pins"]} == {"near"}
    assert "可以放宽" in read(shown)
    press(shown, "relax_industry")
    assert address(shown)["wish"] == "industry:1"
    assert "没有完全符合的" not in read(shown)


def test_a_criterion_of_carriers_does_not_rule_out_the_plan() -> None:
    said = read(page(**CHIPS, rent="5"))
    assert "符合 1 处" in said
    assert "不计分" in said


# Chips and panel.


def test_a_chip_taken_off_is_asked_for_no_longer() -> None:
    shown = page(**CHIPS, wish="industry:2")
    press(shown, "drop_industry")
    assert set(address(shown)) == {"area", "by", "near", "data"}
    assert "徐汇滨江" not in names(shown)[:1]


def test_the_panel_changes_the_question() -> None:
    shown = page(**CHIPS)
    widget(shown.number_input, "面积 ≤ ㎡").set_value(5000.0).run()
    assert address(shown)["area"] == "3000-5000"
    widget(shown.number_input, "面积 ≥ ㎡").set_value(None).run()
    assert address(shown)["area"] == "-5000"


def test_a_must_becomes_a_wish_with_its_weight() -> None:
    shown = page(**CHIPS)
    force = widget(shown.segmented_control, "产业：必须还是希望")
    force.set_value(2.0).run()
    assert address(shown)["wish"] == "industry:2"
    assert "符合 3 处" in read(shown)  # 漕河泾, 漕河泾—华泾 and 北杨 are near Line 15


def test_places_of_all_kinds_are_chosen_in_one_list() -> None:
    shown = page()
    places = widget(shown.multiselect, "片区、园区、街道")
    places.set_value(["zone/riverside", "park/life-bay"]).run()
    assert (address(shown)["zone"], address(shown)["park"]) == ("riverside", "life-bay")


def test_all_criteria_are_cleared_at_once() -> None:
    shown = press(page(**CHIPS), "search_clear")
    assert address(shown) == {}


@pytest.mark.parametrize("wild", [{"near": "15:900000"}, {"by": "1999-01-01"}, {"area": "1e11-"}])
def test_a_link_with_values_no_field_would_offer_is_answered(wild: dict[str, str]) -> None:
    shown = page(**wild)
    assert not shown.exception
    assert len(address(shown)) == 2


# Choosing, comparing, keeping.


def test_a_chosen_finding_is_shown_in_list_and_map_and_let_go_again() -> None:
    shown = press(page(**CHIPS), "choose_1")
    assert (told(shown)["chosen"], told(shown)["zone"]) == (["caohejing"], "caohejing")
    assert address(shown)["chosen"] == "caohejing"
    card = next(html.value for html in shown.main.html if "finding chosen" in html.value)
    assert "<details open>" in card
    press(shown, "choose_1")
    assert told(shown)["chosen"] == []


def test_what_is_chosen_but_not_in_the_list_stands_above_it(stocked: Inventory) -> None:
    signed = stocked.carriers.loc[stocked.carriers["status"] == "signed"].iloc[0]
    shown = page(area="1000-", chosen=signed["carrier_id"])
    assert "处空置、意向的" in read(shown)
    assert names(shown)[0] == signed["name"]
    assert [pin["number"] for pin in told(shown)["pins"] if pin["kind"] == "piece"] == ["★"]
    assert signed["name"] not in names(press(shown, "choose_★"))


def test_the_ground_of_a_chosen_park_is_marked() -> None:
    view = told(page(park="beiyang", chosen="beiyang"))
    assert (view["park"], view["zone"]) == ("beiyang", None)


def test_two_are_compared_with_the_best_of_each_row_marked() -> None:
    shown = tick(page(**CHIPS), "compare_caohejing")
    assert "已选 1 个" in read(shown)
    tick(shown, "compare_riverside")
    assert address(shown)["compare"] == "caohejing,riverside"
    (table,) = [html.value for html in shown.main.html if "class='compare'" in html.value]
    row = next(line for line in table.split("<tr>") if "轨道距离" in line)
    best, other = row.split("<td class=")[1:]
    assert "最优" in best
    assert "最优" not in other
    assert "远 679 m" in other


def test_what_is_not_asked_for_is_compared_as_well(stocked: Inventory) -> None:
    ids = stocked.carriers["carrier_id"].iloc[[0, 70]]
    shown = page(industry="chip", compare=",".join(ids))
    (table,) = [html.value for html in shown.main.html if "class='compare'" in html.value]
    for carrier_id in ids:
        row = stocked.carriers.set_index("carrier_id").loc[carrier_id]
        assert f"{row['available_gfa_m2']:,.10g}" in table
        assert f"{row['ready_date']:%Y-%m-%d}" in table
    assert "最优" in table.partition("交付日期")[2].partition("</tr>")[0]


def test_no_more_than_four_are_compared() -> None:
    ids = ("caohejing", "riverside", "beiyang", "west-bund", "digital-valley")
    shown = page(**CHIPS, compare=",".join(ids))
    assert address(shown)["compare"] == ",".join(ids[:MOST_COMPARED])
    fifth = next(box for box in shown.checkbox if box.key == "compare_digital-valley")
    assert fifth.disabled


def test_the_shortlist_keeps_its_order_and_outlives_the_question() -> None:
    shown = tick(tick(page(**CHIPS), "shortlist_riverside"), "shortlist_caohejing")
    assert address(shown)["shortlist"] == "riverside,caohejing"
    widget(shown.number_input, "面积 ≥ ㎡").set_value(9000.0).run()
    assert "备选名单（2）" in read(shown)
    press(shown, "unlist_riverside")
    assert address(shown)["shortlist"] == "caohejing"


# The address.


def test_what_an_address_names_wrongly_is_said_as_text(attack: str) -> None:
    shown = page(**CHIPS, chosen=attack.replace(",", ""), zone=attack.replace(",", ""))
    assert "已忽略" in read(shown)
    for html in shown.main.html:
        assert "<" not in attack or attack not in html.value
    assert told(shown)["chosen"] == []


def test_a_link_made_on_other_data_says_so() -> None:
    assert "按另一版数据（abc123）" in read(page(**CHIPS, data="abc123"))
    assert "另一版数据" not in read(page(**address(page(**CHIPS))))


def test_the_page_is_as_it_was_left_when_it_is_come_to_again_without_a_link() -> None:
    shown = page(**CHIPS)
    shown.session_state["page"] = "map"
    shown.query_params.clear()
    assert address(shown.run()) | CHIPS == address(shown)


IDS: Final = st.lists(st.text(min_size=1, max_size=12), max_size=4, unique=True).map(tuple)


@given(chosen=IDS, compared=IDS, shortlist=IDS)
def test_every_id_outlives_the_address(
    plan: Plan, chosen: tuple[str, ...], compared: tuple[str, ...], shortlist: tuple[str, ...]
) -> None:
    search = Search(Query(area_min_m2=3000.0), chosen, compared, shortlist)
    written = write_address(search, Language.ENGLISH, "v")
    reading = read_address(written, plan)
    assert reading == Reading(replace(search, made_on="v"))


# The map's word.


def test_drawn_ground_is_taken_as_it_was_drawn() -> None:
    ring = [[121.40, 31.15], [121.44, 31.15], [121.42, 31.18]]
    assert drawn_ground({"points": ring, "radius_m": None}) == Ground(
        ((121.40, 31.15), (121.44, 31.15), (121.42, 31.18))
    )
    circle = {"points": [[121.42, 31.16]], "radius_m": 800}
    assert drawn_ground(circle) == Ground(((121.42, 31.16),), 800.0)


@pytest.mark.parametrize(
    "message",
    [
        {"points": [], "radius_m": None},
        {"points": [[121.4, 31.1], [121.5, 31.1]], "radius_m": None},
        {"points": [[121.4, 31.1]], "radius_m": 1e9},
        {"points": [[121.4, 31.1]], "radius_m": float("nan")},
        {"points": [[121.4, "31.1"]], "radius_m": 800},
        {"points": [[121.4, 131.1]], "radius_m": 800},
        {"points": [[121.4, 31.1]] * 61, "radius_m": None},
        {"points": "here", "radius_m": 800},
        {},
    ],
)
def test_ground_that_makes_no_sense_is_no_ground(message: dict[str, Any]) -> None:
    assert drawn_ground(message) is None


def test_ground_in_the_address_is_shown_and_can_be_deleted() -> None:
    shown = page(ground="121.42,31.16~800")
    assert told(shown)["ground"] == {"points": [[121.42, 31.16]], "radius_m": 800.0}
    press(shown, "search_no_ground")
    assert told(shown)["ground"] is None


# With carriers.

NONE_ALONE: Final = {"area": "9000-", "by": "2026-12-31", "near": "15:500", "industry": "chip"}
"""9,000 m² that no unit of the demo carriers has alone."""


def test_carriers_are_searched_once_they_are_loaded_and_demo_data_are_called_so(
    stocked: Inventory,
) -> None:
    shown = page(area="1000-4000", rent="6")
    assert "检索 2,000 处载体" in read(shown)
    assert "结果含演示数据" in read(shown)
    assert address(shown)["data"].endswith(stocked.version[:8])
    (title,) = [html.value for html in shown.main.html if "class='title'" in html.value]
    assert "演示数据" in title


def test_ten_are_listed_and_ten_more_on_demand(stocked: Inventory) -> None:
    shown = page(area="1000-4000", rent="6")
    assert stocked.is_demo
    assert len(told(shown)["pins"]) == 10
    press(shown, "more_matches")
    assert len(told(shown)["pins"]) == 20


def test_a_combination_is_shown_on_the_map_with_its_pieces(stocked: Inventory) -> None:
    assert stocked.is_demo
    shown = page(**NONE_ALONE)
    assert "合起来可以" in read(shown)
    press(shown, "choose_+1")
    view = told(shown)
    pieces = [pin["id"] for pin in view["pins"] if pin["kind"] == "piece"]
    assert len(pieces) >= 2
    assert view["chosen"] == pieces
    assert address(shown)["chosen"] == ",".join(pieces)
    card = next(
        html.value for html in shown.main.html if "finding combination chosen" in html.value
    )
    on_map = {pin["number"]: pin["tip"][0] for pin in view["pins"] if pin["kind"] == "piece"}
    in_card = re.findall("<i class='number'>(.+?)</i><span dir='auto'>(.+?)</span>", card)
    assert dict(in_card) == on_map


def test_what_to_relax_says_by_how_much(stocked: Inventory) -> None:
    assert stocked.is_demo
    assert "最小差距：面积少" in read(page(**NONE_ALONE))


def test_contacts_never_reach_the_map_or_the_address(plan: Plan, store: Store) -> None:
    carriers = demo_carriers(plan, 50).assign(contact="021-0000-1234")
    store.keep(Inventory(carriers=carriers), "导入", datetime(2026, 1, 1))
    shown = page(area="100-")
    assert len(told(shown)["pins"]) == 10
    assert "0000-1234" not in json.dumps(told(shown))
    assert "0000-1234" not in read(shown)


def test_a_store_that_cannot_be_read_is_one_message(store: Store) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "history.json").write_text("{", encoding="utf-8")
    shown = page()
    assert "暂不能选址" in shown.error[0].value
    assert "history.json" in shown.code[0].value


def _downloads(shown: AppTest) -> dict[str, bool]:
    """Return the buttons of files by label, and whether they can be pressed."""
    return {part.proto.label: not part.proto.disabled for part in shown.main.get("download_button")}


@pytest.mark.parametrize(("lang", "told"), [("zh", "字库没有这些字：😀"), ("en", "lacks these")])
def test_a_name_the_font_lacks_is_told_before_a_file_is_asked_for(
    plan: Plan, store: Store, lang: str, told: str
) -> None:
    carriers = demo_carriers(plan, 20)
    carriers["name"] = "😀" + carriers["name"]
    store.keep(Inventory(carriers=carriers), "导入", datetime(2026, 1, 1))
    shown = page(area="100-", lang=lang, shortlist=str(carriers["carrier_id"].iloc[0]))
    assert told in read(shown)
    assert list(_downloads(shown).values()) == [True, False, False, True]


def test_a_shortlist_too_full_for_a_page_is_told_before_a_file_is_asked_for(
    plan: Plan, store: Store
) -> None:
    carriers = demo_carriers(plan, 20)
    carriers["name"] = carriers["name"] + "很长的名字" * 60
    store.keep(Inventory(carriers=carriers), "导入", datetime(2026, 1, 1))
    shown = page(area="100-", shortlist=",".join(carriers["carrier_id"].head(12)))
    assert "PDF / PNG 一页放不下" in read(shown)
    assert "PPT 一页放不下" in read(shown)
    assert list(_downloads(shown).values()) == [True, False, False, False]


def test_whether_a_shortlist_fits_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Shortlist] = []

    def fits(_plan: Plan, shortlist: Shortlist) -> bool:
        asked.append(shortlist)
        return True

    monkeypatch.setattr(exports, "fits_on_a_sheet", fits)
    shown = page(**CHIPS, shortlist="caohejing,riverside").run()
    tick(shown, "compare_riverside")
    assert len(asked) == 1
    widget(shown.text_input, "标题").set_value("给某公司的备选").run()
    assert [shortlist.title for shortlist in asked] == ["", "给某公司的备选"]


def test_a_public_release_says_what_it_lacks() -> None:
    shown = page(**CHIPS, shortlist="caohejing")
    assert len(shown.get("download_button")) == 4
    widget(shown.segmented_control, "用途").set_value("public").run()
    assert not shown.get("download_button")
    assert "正式发布缺少" in shown.code[0].value


# Languages and faults.


def test_the_page_speaks_english() -> None:
    shown = page(**CHIPS, lang="en")
    said = read(shown)
    assert "Site search" in said
    assert "1 found (of 11 searched)" in said
    assert names(shown)[0] == "Caohejing"
    assert not CHINESE.search(said)


def test_faulty_data_are_one_message(
    edit: Callable[[str, Callable[[Any], object]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edit("plan.json", lambda info: info.pop("name"))
    monkeypatch.setenv("LIANGJI_DATA", str(path.parent))
    shown = page()
    assert not shown.exception
    assert "暂不能选址" in shown.error[0].value
    assert "plan.json" in shown.code[0].value
