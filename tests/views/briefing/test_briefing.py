"""The page 简报出图 as it runs: opened from an address or the map, set, refused, allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from markupsafe import Markup
from PIL import Image
from streamlit.testing.v1 import AppTest

from briefings.brief import Brief
from briefings.exports import EXPORTS, Order
from geo.plan import DATA_VARIABLE, Plan
from geo.translation import Language
from views.address import View
from views.briefing.link import BASE_VARIABLE
from views.briefing.preview import preview
from views.kept import Reading

SCRIPT: Final = "from views.briefing.page import show\nshow()\n"


def page(view: View | None = None, **parameters: str) -> AppTest:
    """Return the page of an address, or as it opens after a view of the map."""
    opened = AppTest.from_string(SCRIPT, default_timeout=60)
    opened.query_params.update(parameters)
    if view is not None:
        opened.session_state["kept_map"] = Reading(view)
    return opened.run()


def come_back(shown: AppTest, view: View, **parameters: str) -> None:
    """Show the page again after the map, with parameters in its address."""
    shown.session_state["kept_map"] = Reading(view)
    shown.session_state["page"] = "map"
    shown.query_params.clear()
    shown.query_params.update(parameters)
    shown.run()


def settings(shown: AppTest) -> Any:
    """Return what the session has set."""
    assert not shown.exception
    return shown.session_state["kept_briefing"].settings


def read(shown: AppTest) -> str:
    """Return what can be read on the page."""
    assert not shown.exception
    markup = "\n".join(html.value for html in shown.main.html)
    return str(Markup(markup).striptags())  # noqa: S704 - it is read here, never shown


def refusals(shown: AppTest) -> list[str]:
    """Return the messages of what cannot be made."""
    return [code.value for code in shown.main.code]


def choose(shown: AppTest, label: str, value: Any) -> AppTest:
    """Choose from, or write into, the widget with a label."""
    everything = [*shown.segmented_control, *shown.selectbox, *shown.multiselect]
    everything += [*shown.text_input, *shown.toggle]
    widget = next(widget for widget in everything if widget.label == label)
    widget.set_value(value)
    return shown.run()


def has_picture(shown: AppTest) -> bool:
    return bool(shown.get("image"))


def test_the_page_opens_with_the_whole(plan: Plan) -> None:
    shown = page()
    assert settings(shown).template == "overview"
    assert has_picture(shown)
    assert "简报出图" in read(shown)
    buttons: list[Any] = list(shown.get("download_button"))
    assert [button.label for button in buttons] == [
        "下载 PNG",
        *("PDF", "SVG", "PPT", "网页", "Excel", "GeoJSON", "GeoPackage"),
    ]


def test_the_page_opens_with_what_the_map_shows() -> None:
    shown = page(View(zone="riverside", layers=("zones", "places")))
    assert settings(shown).subject == "zone/riverside"
    assert settings(shown).template == "subject"
    assert settings(shown).layers == ("zones", "places")


def test_an_address_leads_over_the_map() -> None:
    shown = page(View(zone="riverside"), template="capacity", size="a4-portrait")
    assert (settings(shown).template, settings(shown).size) == ("capacity", "a4-portrait")


def test_what_is_wrong_in_an_address_is_said_as_text() -> None:
    shown = page(template="<b>x</b>")
    assert "template=<b>x</b>" in read(shown)
    assert settings(shown).template == "overview"


def test_what_changes_on_the_map_is_taken_over_when_the_page_is_shown_again() -> None:
    shown = page(View(zone="riverside"))
    choose(shown, "标题", "周报")
    come_back(shown, View(zone="caohejing"))
    assert (settings(shown).subject, settings(shown).title) == ("zone/caohejing", "周报")


def test_what_did_not_change_on_the_map_changes_nothing() -> None:
    shown = page(View(zone="riverside"))
    choose(shown, "模板", "location")
    come_back(shown, View(zone="riverside"))
    assert settings(shown).template == "location"


def test_a_link_leads_over_what_was_set_but_for_form_and_texts() -> None:
    shown = page(View(zone="riverside"))
    for label, value in (("标题", "周报"), ("模板", "location"), ("幅面", "a4-landscape")):
        choose(shown, label, value)
    come_back(shown, View(zone="riverside"), template="subject", subject="zone/caohejing")
    now = settings(shown)
    assert (now.template, now.subject) == ("subject", "zone/caohejing")
    assert (now.title, now.size) == ("周报", "a4-landscape")


def test_choosing_a_template_shows_it_with_subjects() -> None:
    shown = choose(page(), "模板", "compare")
    assert len(shown.multiselect[0].value) == 4
    assert has_picture(shown)


def test_layers_that_a_template_always_or_never_draws_are_said() -> None:
    said = [html.value for html in page(template="location").sidebar.html]
    hints = [one for one in said if "本模板总是画出" in one]
    assert len(hints) == 1
    assert "本模板总是画出：片区、轨道交通　不画：新增载体、园区、机构与地点" in hints[0]


def test_too_few_zones_to_compare_are_said_in_the_place_of_the_preview() -> None:
    shown = page(template="compare", subject="zone/riverside")
    assert not has_picture(shown)
    assert "需要选 2 至 4 个片区，现有 1 个" in refusals(shown)[0]
    assert not shown.get("download_button")


def test_a_park_without_limits_is_listed_with_the_reason_and_refused(plan: Plan) -> None:
    without = plan.parks[plan.parks.geometry.isna()]["park_id"].iloc[0]
    shown = page(template="subject", subject=f"park/{without}")
    label = next(box for box in shown.selectbox if box.label == "对象")
    assert any("范围未公布，不能单独出图" in option for option in label.options)
    assert "不能单独出图" in refusals(shown)[0]


def test_a_release_says_at_once_what_it_lacks_and_is_allowed_with_it() -> None:
    shown = choose(page(), "用途", "public")
    assert "正式发布还缺：审图号、资料来源、数据日期、制图单位" in read(shown)
    assert not shown.get("download_button")
    assert not has_picture(shown)
    for label, text in (("审图号", "沪S(2026)1号"), ("资料来源", "规划"), ("制图单位", "某局")):
        choose(shown, f"{label}（必填）", text)
    assert "正式发布还缺：数据日期" in read(shown)
    shown.date_input[0].set_value(date(2026, 1, 31)).run()
    assert has_picture(shown)
    assert "正式发布还缺" not in read(shown)


def test_a_title_that_is_too_long_is_refused_with_its_length() -> None:
    shown = choose(page(), "标题", "长" * 41)
    assert "标题有 41 个字，最多 40 个" in refusals(shown)[0]


def test_hostile_text_is_neither_markup_nor_a_template(attack: str) -> None:
    shown = choose(page(), "标题", attack[:40])
    assert not shown.exception
    for html in shown.main.html:
        assert attack[:40] not in html.value or "<" not in attack[:40]


def test_without_an_address_of_its_own_the_page_says_why_it_has_no_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(BASE_VARIABLE, raising=False)
    shown = page()
    assert shown.toggle[0].disabled
    said = "\n".join(html.value for html in shown.sidebar.html)
    assert BASE_VARIABLE in said


def test_the_code_leads_to_the_view_of_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE_VARIABLE, "https://gis.example/map/")
    shown = page(View(zone="riverside"))
    assert not shown.toggle[0].disabled
    shown.toggle[0].set_value(True).run()
    assert settings(shown).code
    assert has_picture(shown)


def test_the_page_speaks_english_and_so_does_its_sheet() -> None:
    shown = page(lang="en")
    assert "Briefings" in read(shown)
    spoken = [
        choice for choice in shown.segmented_control if choice.label == "Language of the sheet"
    ]
    assert spoken[0].value == (Language.ENGLISH,)


def test_faulty_data_are_reported_instead_of_a_sheet(
    edit: Callable[[str, Callable[[Any], object]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edit("plan.json", lambda info: info.pop("name"))
    monkeypatch.setenv("LIANGJI_DATA", str(path.parent))
    shown = page()
    assert "数据有问题，暂不能出图" in shown.error[0].value
    assert "plan.json" in refusals(shown)[0]


def test_a_preview_of_a_screen_is_the_file_itself(plan: Plan) -> None:
    brief = Brief(template="location")
    assert preview(plan, brief, "hd").picture == EXPORTS["png"](plan, Order(brief, "hd"))


@pytest.mark.parametrize("size", ["hd", "uhd", "a4-portrait", "a3-landscape"])
def test_a_preview_is_as_wide_as_it_says(plan: Plan, size: str) -> None:
    made = preview(plan, Brief(template="location"), size)
    with Image.open(BytesIO(made.picture)) as picture:
        assert picture.width == made.width
        assert picture.width <= 2000


def test_a_preview_is_drawn_once(plan: Plan) -> None:
    brief = Brief(template="location")
    assert preview(plan, brief, "hd") is preview(plan, brief, "hd")
    assert preview(plan, brief, "hd", 1) is not preview(plan, brief, "hd")


def test_an_atlas_is_bound_as_chosen_in_the_moment_it_is_begun() -> None:
    shown = page(layers="zones")
    binding = next(widget for widget in shown.selectbox if widget.label == "装订")
    binding.set_value("pptx")
    next(button for button in shown.button if button.label == "开始制作").click()
    shown.run()
    job = shown.session_state["briefing_job"]
    job.cancel()
    job.wait()
    assert job.file_name.endswith(".pptx")


def test_only_layers_that_the_plan_has_are_offered_and_spoken_of(
    second_plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(second_plans / "xicheng"))
    shown = page(template="location")
    assert not shown.exception
    switches = [box.label for box in shown.sidebar.checkbox]
    assert switches[:2] == ["片区", "新增载体"]
    assert not {"轨道交通", "园区", "机构与地点"} & set(switches)
    hints = " ".join(html.value for html in shown.sidebar.html)
    assert "本模板总是画出：片区　不画：新增载体" in hints
