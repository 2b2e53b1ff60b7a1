"""Figures as people write them, each with the rule it is read by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.quantities import (
    QuantityError,
    parse_area,
    parse_date,
    parse_number,
    parse_price,
    parse_rent,
)

TODAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("text", "area_m2", "rule", "qualifier"),
    [
        ("3000", 3000, "", None),
        ("3,000平方米", 3000, "", None),
        ("３０００㎡", 3000, "", None),
        ("约3000平", 3000, "", "about"),
        ("3000平以上", 3000, "", "at_least"),
        ("1.2万㎡", 12_000, "1.2万㎡ = 12,000㎡", None),
        ("400余万方", 4_000_000, "400余万方 = 4,000,000㎡", "at_least"),
        ("一万二平米", 12_000, "一万二平米 = 12,000㎡", None),
        ("1万2平", 12_000, "1万2平 = 12,000㎡", None),
        ("3亩", 2000, "3亩 = 2,000㎡", None),
        ("2公顷", 20_000, "2公顷 = 20,000㎡", None),
        ("半亩", 1000 / 3, "半亩 = 333.33㎡", None),
    ],
)
def test_areas_are_read_in_square_metres(
    text: str, area_m2: float, rule: str, qualifier: str | None
) -> None:
    parsed = parse_area(text)
    assert parsed.value == pytest.approx(area_m2)
    assert (parsed.rule, parsed.qualifier) == (rule, qualifier)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-30", date(2024, 6, 30)),
        ("2024/6/3", date(2024, 6, 3)),
        ("20240630", date(2024, 6, 30)),
        ("2024-06-30 00:00:00", date(2024, 6, 30)),
        ("2024年6月30日", date(2024, 6, 30)),
        ("2024-06", date(2024, 6, 30)),
        ("2024.2", date(2024, 2, 29)),
        ("2024年六月", date(2024, 6, 30)),
        ("二〇二四年六月", date(2024, 6, 30)),
        ("2024年6月中旬", date(2024, 6, 20)),
        ("2024年底", date(2024, 12, 31)),
        ("２０２４年底前", date(2024, 12, 31)),
        ("24年年底", date(2024, 12, 31)),
        ("2024年初", date(2024, 3, 31)),
        ("2024年中", date(2024, 6, 30)),
        ("2024年上半年", date(2024, 6, 30)),
        ("2024Q3", date(2024, 9, 30)),
        ("2024年第三季度", date(2024, 9, 30)),
        ("2024", date(2024, 12, 31)),
        ("预计2025年", date(2025, 12, 31)),
        ("明年底", date(2025, 12, 31)),
        ("年底", date(2024, 12, 31)),
        ("6月底", date(2024, 6, 30)),
        ("现房", TODAY),
        ("三个月内", date(2024, 6, 15)),
        ("半年内", date(2024, 9, 15)),
        ("10天内", date(2024, 3, 25)),
    ],
)
def test_a_period_means_its_last_day(text: str, day: date) -> None:
    assert parse_date(text, today=TODAY).value == day


def test_a_day_says_by_which_rule_it_was_read() -> None:
    assert parse_date("2024-06-30").rule == ""
    assert parse_date("2024年底").rule == "2024年底：取 2024-12-31"
    assert parse_date("预计2025年底").qualifier == "expected"


def test_months_ahead_end_on_the_last_day_where_there_is_no_such_day() -> None:
    assert parse_date("一个月内", today=date(2024, 1, 31)).value == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["年底", "现房", "三个月内", "6月"])
def test_what_counts_from_today_needs_today(text: str) -> None:
    with pytest.raises(QuantityError, match="请写"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "rent", "rule"),
    [
        ("4.5", 4.5, ""),
        ("4.5元/㎡/天", 4.5, ""),
        ("5元每平米每天", 5, ""),
        # 135 · 12 / 365
        ("135元/㎡/月", 4.4384, "135元/㎡/月 = 4.44 元/㎡/天（每月 365/12 天）"),
        ("730元/平米/年", 2, "730元/平米/年 = 2 元/㎡/天（每年 365 天）"),
    ],
)
def test_rents_are_read_a_day(text: str, rent: float, rule: str) -> None:
    assert (parse_rent(text).value, parse_rent(text).rule) == (rent, rule)


@pytest.mark.parametrize(
    ("text", "price"), [("50000", 50_000), ("5万/㎡", 50_000), ("60,000元/㎡", 60_000)]
)
def test_prices_are_read_a_square_metre(text: str, price: float) -> None:
    assert parse_price(text).value == price


@pytest.mark.parametrize(("text", "number"), [("4.5", 4.5), ("１２", 12), ("三", 3), ("12k", 12e3)])
def test_numbers_are_read(text: str, number: float) -> None:
    assert parse_number(text).value == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("面议", "没有定价的请留空"),
        ("4-5", "范围"),
        ("5元以内", "上限"),
        ("", "没有内容"),
        ("贵", "不是数"),
        ("1" * 61, "61 个字"),
    ],
)
def test_a_rent_that_is_no_figure_is_refused_with_its_reason(text: str, words: str) -> None:
    with pytest.raises(QuantityError, match=words):
        parse_rent(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-13", "月份 13 不在 1—12 之间"),
        ("2024年2月30日", "2024 年 2 月没有 30 日"),
        ("1024年底", "不是日期"),
        ("很快", "不是日期"),
        ("999999999999天内", "太远"),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_reason(text: str, words: str) -> None:
    with pytest.raises(QuantityError, match=words):
        parse_date(text, today=TODAY)


@pytest.mark.parametrize(
    "text", ["3000-5000", "5000以内", "万平", "12元", "abc", "3000平\u202e米x"]
)
def test_an_area_that_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_area(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse_area, parse_number, parse_price, parse_rent, parse_date):
        try:
            read(text)
        except QuantityError as refusal:
            assert str(refusal)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_written_day_is_that_day(day: date) -> None:
    assert parse_date(day.isoformat()).value == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日").value == day
