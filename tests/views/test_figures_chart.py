"""The chart: one bar a figure of the plan, in the palette's colours, nested ones marked."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geo.plan import Plan
from geo.translation import Language, Translator
from layers.palette import CATEGORY_COLOURS, INK
from tests.plans import with_layers
from tests.wcag import contrast, srgb
from views.spatial_layout.figures_chart import bars, chart, legend

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)


def layers(plan: Plan, zone_id: str | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the layer of bars and the layer of their labels."""
    bar, text = chart(plan, zone_id, CHINESE)["layer"]
    return bar, text


def opacity_of_others(layer: dict[str, Any]) -> float:
    """Return how opaque a layer draws what belongs to a zone that is not chosen."""
    return float(layer["encoding"].get("opacity", {"value": 1.0})["value"])


def test_every_counted_figure_is_a_bar_with_its_amount(plan: Plan) -> None:
    drawn = bars(plan, CHINESE)
    rows = list(zip(drawn["zone"], drawn["category"], drawn["amount"], strict=True))
    assert sorted(rows) == sorted(
        [
            ("漕河泾", "现状", 550),
            ("漕河泾", "新增", 100),
            ("西岸数智谷", "规划集聚", 120),
            ("徐汇滨江", "规划集聚", 100),
            ("徐汇滨江", "联动", 400),
            ("漕河泾—华泾", "规划集聚", 100),
            ("漕河泾—华泾", "存量更新", 400),
        ]
    )


def test_the_label_of_a_bar_keeps_the_qualifier(plan: Plan) -> None:
    drawn = bars(plan, CHINESE)
    assert sorted(drawn["label"]) == sorted(
        ["≈550", "预计 100", "120", "100", "≥400", "100", "400"]
    )


def test_a_figure_that_repeats_its_zones_own_is_not_drawn_again(plan: Plan) -> None:
    drawn = bars(plan, CHINESE)
    assert len(drawn[(drawn["zone"] == "徐汇滨江") & (drawn["category"] == "联动")]) == 1
    assert len(drawn[(drawn["zone"] == "漕河泾—华泾") & (drawn["category"] == "存量更新")]) == 1


def test_a_figure_counted_in_another_zone_is_drawn_and_marked(plan: Plan) -> None:
    nested = bars(plan, CHINESE).query("not counted")
    assert list(nested["zone"]) == ["徐汇滨江"]
    assert list(nested["note"]) == ["已计入西岸数智谷"]
    assert set(bars(plan, CHINESE).query("counted")["note"]) == {""}


def test_every_bar_carries_the_words_of_the_plan(plan: Plan) -> None:
    words = bars(plan, CHINESE).set_index("label")["words"]
    assert words["≈550"] == "目前载体面积约550万方——《规划》四（一）1"


def test_the_english_chart_counts_in_million_m2(plan: Plan) -> None:
    assert sorted(bars(plan, ENGLISH)["amount"]) == [1, 1, 1, 1.2, 4, 4, 5.5]


def test_the_bars_have_the_colours_of_the_palette(plan: Plan) -> None:
    scale = layers(plan)[0]["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "现状": CATEGORY_COLOURS["existing"],
        "新增": CATEGORY_COLOURS["new"],
        "规划集聚": CATEGORY_COLOURS["planned"],
        "联动": CATEGORY_COLOURS["linked"],
        "存量更新": CATEGORY_COLOURS["renewal"],
    }


def test_a_nested_bar_is_drawn_fainter_than_a_counted_one(plan: Plan) -> None:
    fill = layers(plan)[0]["encoding"]["fillOpacity"]
    assert fill["condition"] == {"test": "datum.counted", "value": 1.0}
    assert fill["value"] < 0.5


def test_the_chart_draws_the_bars_and_nothing_else(plan: Plan) -> None:
    specification = chart(plan, None, CHINESE)
    (rows,) = specification["datasets"].values()
    assert rows == bars(plan, CHINESE).to_dict("records")


def test_the_zones_stand_in_the_order_of_the_plan(plan: Plan) -> None:
    assert layers(plan)[0]["encoding"]["y"]["sort"] == list(plan.zones["name"])


def test_the_chosen_zone_stays_strong_and_the_others_step_back(plan: Plan) -> None:
    opacity = layers(plan, "riverside")[0]["encoding"]["opacity"]
    assert "'riverside'" in opacity["condition"]["test"].replace('"', "'")
    assert opacity["condition"]["value"] == 1.0
    assert opacity["value"] < 1.0


def test_no_bar_steps_back_when_no_zone_is_chosen(plan: Plan) -> None:
    assert layers(plan)[0]["encoding"]["opacity"] == {"value": 1.0}


@pytest.mark.parametrize("category", CATEGORY_COLOURS)
def test_figures_of_other_zones_stay_readable_when_one_is_chosen(plan: Plan, category: str) -> None:
    bar, text = layers(plan, "riverside")
    of_bar, of_text = opacity_of_others(bar), opacity_of_others(text)
    behind = of_bar * srgb(CATEGORY_COLOURS[category]) + (1 - of_bar) * srgb("#FFFFFF")
    seen = of_text * srgb(INK) + (1 - of_text) * behind
    assert text["encoding"]["color"]["value"] == INK
    assert contrast(seen, behind) >= 4.5  # WCAG 2.2, 1.4.3


def test_a_click_on_a_bar_says_its_zone(plan: Plan) -> None:
    (parameter,) = chart(plan, None, CHINESE)["params"]
    assert parameter["name"] == "zone"
    assert parameter["select"]["fields"] == ["zone_id"]


def test_the_chart_is_plain_json_that_names_no_data_elsewhere(plan: Plan) -> None:
    text = json.dumps(chart(plan, "riverside", CHINESE), allow_nan=False)
    assert '"url"' not in text


def test_the_legend_names_every_category_in_the_colour_of_its_bars(plan: Plan) -> None:
    scale = layers(plan)[0]["encoding"]["color"]["scale"]
    named = re.findall(r"background:(\S+?)'></i>(.+?)</li>", legend(plan, CHINESE))
    assert [(label, colour) for colour, label in named] == list(
        zip(scale["domain"], scale["range"], strict=True)
    )


def test_every_zone_has_a_row_high_enough_for_its_bar(plan: Plan, second_plan: Plan) -> None:
    assert chart(plan, None, CHINESE)["height"] == 200
    rows = bars(second_plan, CHINESE)["zone_id"].nunique()
    assert chart(second_plan, None, CHINESE)["height"] == 50 * rows


def test_a_label_longer_than_its_bar_is_left_to_the_tooltip(plan: Plan) -> None:
    zones = plan.zones.copy()
    zones.loc[0, ["existing_gfa_m2", "new_gfa_m2"]] = [5_500_000, 1_000]
    drawn = bars(with_layers(plan, zones=zones), CHINESE).set_index("category")
    assert (drawn.loc["新增", "label"], drawn.loc["新增", "written"]) == ("预计 0.1", "")
    assert list(bars(plan, CHINESE)["written"]) == list(bars(plan, CHINESE)["label"])


LONG = "滨江数字经济与先进制造业融合发展示范核心片区"
LONG_EN = "Riverside Core of the Digital Economy and Industry"


@pytest.mark.parametrize(
    ("say", "lines"),
    [
        (CHINESE, {LONG: ["滨江数字经济与先进制造业融", "合发展示范核心片区"]}),
        (ENGLISH, {LONG_EN: ["Riverside Core of the", "Digital Economy and", "Industry"]}),
    ],
)
def test_long_names_are_broken_into_lines_and_short_ones_left(
    plan: Plan, say: Translator, lines: dict[str, list[str]]
) -> None:
    def axis(of: Plan) -> dict[str, Any]:
        found: dict[str, Any] = chart(of, None, say)["layer"][0]["encoding"]["y"]["axis"]
        return found

    named = with_layers(plan, zones=plan.zones.assign(name=LONG, name_en=LONG_EN))
    assert "labelExpr" not in axis(plan)
    assert json.loads(axis(named)["labelExpr"].split(")[")[0][1:]) == lines


def test_a_name_longer_than_its_row_is_cut_after_three_lines(plan: Plan) -> None:
    named = with_layers(plan, zones=plan.zones.assign(name=LONG * 9))
    axis = chart(named, None, CHINESE)["layer"][0]["encoding"]["y"]["axis"]
    (lines,) = json.loads(axis["labelExpr"].split(")[")[0][1:]).values()
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_bars_have_the_colours_of_the_categories_the_plan_uses(second_plan: Plan) -> None:
    scale = chart(second_plan, None, CHINESE)["layer"][0]["encoding"]["color"]["scale"]
    assert scale["range"] == [CATEGORY_COLOURS[key] for key in second_plan.categories]
