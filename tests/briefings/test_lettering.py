"""Text is measured and broken as it will be drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.lettering import (
    CLOSING,
    OPENING,
    LetteringError,
    require_known,
    text_width,
    unknown_characters,
    wrapped,
)


def test_an_ideograph_is_one_em_wide() -> None:
    assert text_width("漕河泾", 10) == 30
    assert text_width("漕河泾", 10, bold=True) == 30


def test_bold_letters_are_wider() -> None:
    assert 0 < text_width("West Bund", 10) < text_width("West Bund", 10, bold=True)


def test_the_widest_line_counts() -> None:
    assert text_width("片\n片区\n", 8) == 16


def test_invisible_characters_have_no_width_and_are_not_unknown() -> None:
    assert text_width("片\u200b区\ufeff", 10) == 20
    assert unknown_characters("片\u200b区\ufeff\n") == ()


def test_unknown_characters_are_named_once_each() -> None:
    assert unknown_characters("片😀区𠮷😀") == ("😀", "𠮷")


def test_an_unknown_character_is_refused_with_its_code_point_and_where_it_stands() -> None:
    with pytest.raises(LetteringError, match=r"标题有字库中没有的字：“😀”（U\+1F600）"):
        require_known("两极😀两带", "标题")


def test_known_text_is_accepted() -> None:
    require_known("“一港一谷一城一湾” ≥400 万㎡ · AI Tower", "副标题")


def test_text_breaks_between_ideographs() -> None:
    assert wrapped("漕河泾徐汇滨江", 30, 10) == ["漕河泾", "徐汇滨", "江"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("产业集聚区，打造", ["产业集聚", "区，打造"]),
        ("产业集聚“北杨”", ["产业集聚", "“北杨”"]),
        ("集聚（《规划》）", ["集聚", "（《规", "划》）"]),
    ],
)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, lines: list[str]
) -> None:
    assert wrapped(text, 41, 10) == lines


def test_a_latin_word_stays_whole() -> None:
    assert wrapped("西岸智塔 AI Tower", 62, 10) == ["西岸智塔 AI", "Tower"]


@pytest.mark.parametrize("amount", ["100 万㎡", "120万方", "≈550", "2025年", "4 million m²"])
def test_a_number_keeps_its_sign_and_unit(amount: str) -> None:
    width = text_width(f"新增{amount}", 10) - 1
    assert wrapped(f"新增{amount}", width, 10) == ["新增", amount]


@pytest.mark.parametrize("name", ["8C", "3A02", "8#楼", "8号楼", "12层", "5/F", "2024Q3"])
def test_a_name_that_begins_with_a_figure_stays_whole(name: str) -> None:
    width = text_width(f"大厦{name}", 10) - 1
    assert wrapped(f"大厦{name}", width, 10) == ["大厦", name]


@pytest.mark.parametrize("bold", [False, True])
def test_quotation_marks_are_narrow_in_a_line_without_chinese(bold: bool) -> None:
    assert text_width("“”", 10, bold=bold) < 12
    assert text_width("‘A’ · B…", 10, bold=bold) < text_width("AB", 10, bold=bold) + 28
    assert text_width("“两极”", 10, bold=bold) == 40
    assert text_width("“AI 小镇”", 10, bold=bold) > text_width("AI 小镇", 10, bold=bold) + 19.9


def test_marks_of_a_chinese_text_keep_their_width_when_it_is_broken() -> None:
    text = "打造“AI Tower”旗舰"
    (whole,) = wrapped(text, text_width(text, 10), 10)
    assert whole == text
    assert wrapped(text, text_width(text, 10) - 1, 10)[0] == "打造“AI Tower”旗"


def test_an_ordinal_keeps_its_ending() -> None:
    assert wrapped("the 14th Plan", text_width("the 14t", 10), 10) == ["the", "14th", "Plan"]


def test_line_feeds_are_kept() -> None:
    assert wrapped("片区\n\n园区", 100, 10) == ["片区", "", "园区"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    lines = wrapped("https://example.org/" + "a" * 60, 100, 10)
    assert len(lines) > 1
    assert all(text_width(line, 10) <= 100 for line in lines)


@given(st.text("漕河泾片区，。（）“”AIb12 .%万㎡\n", max_size=60), st.integers(60, 300))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width, 10)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 10) <= width for line in lines)


@given(st.lists(st.sampled_from(["", "，", "。", "“", "”，", "）。", "（《"]), max_size=30))
def test_marks_stay_with_their_text_while_a_line_has_room(marks: list[str]) -> None:
    lines = wrapped("片区".join(marks), 120, 10)
    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]
