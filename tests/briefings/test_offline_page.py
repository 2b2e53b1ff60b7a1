"""The page that is one file: nothing outside it, the same bytes each time, text is only shown."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import pytest

from briefings.brief import Brief, BriefError, Release
from briefings.offline_page import offline_page
from geo.plan import SHIPPED, Plan, read_plan
from geo.translation import Language, Translator
from layers import catalogue
from tests.plans import with_profile

BOTH: Final = Brief(languages=(Language.CHINESE, Language.ENGLISH), data_date=date(2025, 6, 30))
PUBLIC: Final = Brief(
    release=Release.PUBLIC,
    approval_number="沪S(2026)001号",
    source="徐汇区人民政府",
    unit="徐汇区规划和自然资源局",
    data_date=date(2026, 3, 1),
)
MOST_BYTES: Final = 2_000_000
NEVER_ASKED: Final = {
    "https://leafletjs.com",  # an attribution that is not shown
    "http://www.w3.org/2000/svg",  # a namespace
    "https://bugzilla.mozilla.org/show_bug.cgi",  # a remark in Leaflet's style sheet
}


class Document(HTMLParser):
    """A page taken apart: elements, attributes and the texts in elements, as a browser reads it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.read: list[str] = []
        self._open = ""
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data
        if self._open not in ("script", "style"):
            self.read.append(data)

    @property
    def script(self) -> str:
        return self.texts["script"]

    @property
    def told(self) -> dict[str, Any]:
        """What the page tells the client."""
        (literal,) = re.findall(r'openPage\(JSON\.parse\(("(?:[^"\\]|\\.)*")\)\)', self.script)
        return dict(json.loads(json.loads(literal)))

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    @property
    def said(self) -> str:
        """Everything that is read."""
        return "".join(self.read)


@cache
def document(plan: Plan, brief: Brief = BOTH) -> Document:
    return Document(offline_page(plan, brief))


@pytest.mark.parametrize("brief", [Brief(), BOTH], ids=["one language", "two languages"])
def test_the_page_of_the_shipped_plan_is_small(plan: Plan, brief: Brief) -> None:
    assert len(offline_page(plan, brief)) < MOST_BYTES


def test_the_same_plan_and_briefing_give_the_same_bytes(plan: Plan) -> None:
    assert offline_page(plan, BOTH) == offline_page(read_plan(SHIPPED), BOTH)


def test_nothing_in_the_page_is_an_address_to_ask(plan: Plan) -> None:
    page = document(plan)
    assert page.values("src") == []
    assert page.values("href") == ["data:,"]
    assert not re.search(r"@import|url\((?!#)", page.texts["style"])
    text = offline_page(plan, BOTH).decode()
    assert set(re.findall(r"(?:https?:|wss?:)//[\w./-]+", text)) == NEVER_ASKED
    assert "sourceMappingURL" not in text


def test_the_browser_may_run_this_script_and_ask_for_nothing(plan: Plan) -> None:
    page = document(plan)
    (policy,) = page.values("content")[:1]
    digest = base64.b64encode(hashlib.sha256(page.script.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}';")
    assert [tag for tag, _ in page.elements].count("script") == 1


def test_every_layer_brings_its_features(plan: Plan) -> None:
    edition, _ = document(plan).told["editions"]
    drawn = {layer["key"]: len(layer["features"]["features"]) for layer in edition["layers"]}
    say = Translator(Language.CHINESE)
    assert drawn == {key: len(layer.draw(plan, say)) for key, layer in catalogue.ALL.items()}


def test_no_online_basemap_is_offered(plan: Plan) -> None:
    told = document(plan, replace(BOTH, basemap="gaode")).told
    assert [list(edition["map"]["basemaps"]) for edition in told["editions"]] == [["offline"]] * 2
    assert told["view"]["basemap"] == "offline"


def test_layers_of_the_briefing_are_shown_first_and_all_can_be_switched(plan: Plan) -> None:
    page = document(plan, Brief(layers=("zones", "places")))
    boxes = [a for tag, a in page.elements if tag == "input"]
    assert [box["value"] for box in boxes] == list(catalogue.SWITCHABLE)
    assert [box["value"] for box in boxes if "checked" in box] == ["zones", "places"]
    assert page.told["view"]["layers"] == ["zones", "places"]


def test_a_zone_that_the_briefing_is_about_is_chosen_first(plan: Plan) -> None:
    about = Brief(template="subject", subjects=("zone/riverside",))
    assert document(plan, about).told["view"]["zone"] == "riverside"
    assert document(plan, Brief()).told["view"]["zone"] is None


def test_every_zone_has_its_card_and_its_row_in_every_language(plan: Plan) -> None:
    page = document(plan)
    assert page.values("data-card") == ["", *plan.zones["zone_id"]] * 2
    assert page.values("data-zone") == list(plan.zones["zone_id"]) * 2


def test_only_the_leading_language_is_shown_at_first(plan: Plan) -> None:
    page = document(plan)
    mains = [attributes for tag, attributes in page.elements if tag == "main"]
    assert [(main["lang"], "hidden" in main) for main in mains] == [("zh", False), ("en", True)]
    assert page.values("data-language") == ["zh", "en"]


def test_a_page_in_one_language_has_no_switch(plan: Plan) -> None:
    page = document(plan, Brief(languages=(Language.ENGLISH,)))
    assert page.values("data-language") == []
    assert [a["lang"] for tag, a in page.elements if tag == "main"] == ["en"]
    assert (
        page.texts["title"] == "Two Poles, Two Belts · Spatial layout of the AI industry in "
        "Xuhui District"
    )


def test_an_internal_page_is_stamped_and_a_public_one_is_not(plan: Plan) -> None:
    assert "内部资料·示意图" in document(plan).said
    assert "内部资料" not in document(plan, PUBLIC).said


def test_particulars_of_the_briefing_stand_on_the_page(plan: Plan) -> None:
    page = document(plan, replace(PUBLIC, title="人工智能布局", subtitle="季度简报"))
    for words in ("人工智能布局", "季度简报", "徐汇区人民政府", "徐汇区规划和自然资源局"):
        assert words in page.said
    assert "2026-03-01" in page.said
    assert page.texts["title"] == "人工智能布局"


def test_the_approval_number_of_the_briefing_stands_on_page_and_map(plan: Plan) -> None:
    page = document(plan, PUBLIC)
    assert "沪S(2026)001号" in page.said
    assert page.told["editions"][0]["map"]["note"].endswith("审图号：沪S(2026)001号")


def test_what_is_not_given_is_left_out(plan: Plan) -> None:
    page = document(plan, Brief())
    assert "制图单位" not in page.said
    assert "数据日期" not in page.said
    assert "审图号（未填）" in page.said


def test_a_public_page_lacks_private_fields_and_says_which(plan: Plan) -> None:
    guarded = with_profile(plan, private_fields={"zones": ["renewal_gfa_m2"]})
    inside, outside = document(guarded, Brief()), document(guarded, PUBLIC)
    for words in ("撬动 400 万方中部融合升级区", "存量更新 400 万㎡"):
        assert words in inside.said + json.dumps(inside.told, ensure_ascii=False)
        assert words not in outside.said + json.dumps(outside.told, ensure_ascii=False)
    assert "未公开的字段片区：" in outside.said
    assert "未公开的字段" not in inside.said + document(plan, PUBLIC).said


@pytest.mark.parametrize(
    ("data_date", "said"), [(None, False), (date(2025, 12, 31), False), (date(2026, 1, 1), True)]
)
def test_the_date_of_the_data_says_whether_the_period_has_ended(
    plan: Plan, data_date: date | None, said: bool
) -> None:
    assert ("规划期已结束" in document(plan, Brief(data_date=data_date)).said) is said


def test_overlaps_are_noted_beside_the_table(plan: Plan) -> None:
    assert (
        "片区有重叠（漕河泾 ∩ 漕河泾—华泾 1.56 km²、西岸数智谷 ∩ 徐汇滨江 0.34 km²）；"
        "用地合计 25.29 km²，重叠只计一次。"
    ) in document(plan).said


def test_a_logo_is_in_the_file(plan: Plan) -> None:
    page = document(plan, Brief(logo=b"\x89PNG\r\n\x1a\n", unit="某局"))
    assert page.values("src") == ["data:image/png;base64,iVBORw0KGgo="]
    assert page.values("alt") == ["某局"]


def test_a_briefing_that_cannot_be_made_is_refused(plan: Plan) -> None:
    with pytest.raises(BriefError, match="没有图层 nothing"):
        offline_page(plan, Brief(layers=("nothing",)))


def test_text_of_plan_and_briefing_changes_no_element_and_is_read_as_it_is(
    hostile: Callable[[str], Plan], attack: str
) -> None:
    def attacked(text: str) -> Document:
        brief = replace(BOTH, title=text[:40], subtitle=text, unit=text[:40], source=text)
        return document(hostile(text), brief)

    page = attacked(attack)
    assert page.shape == attacked("无").shape
    assert attack in page.said
    assert page.told["editions"][0]["title"] == attack[:40]


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "{{ 7*7 }}",
        "\u202e倒\u202c 👩🏽‍💻\u2028",
    ],
)
def test_text_reaches_the_map_as_it_is_and_never_as_script(plan: Plan, text: str) -> None:
    page = document(with_profile(plan, map_approval_number=text))
    assert page.told["editions"][0]["map"]["note"].endswith(f"审图号：{text}")
    assert text not in page.script
    assert "49" not in page.told["editions"][0]["map"]["note"]
