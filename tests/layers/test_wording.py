"""How figures are written: unit by language, qualifier always with the number, missing is not 0."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan.schema import QUALIFIER_SIGNS, QUALIFIERS
from geo.translation import Language, Translator
from layers.wording import (
    MISSING,
    count_word,
    qualified,
    quotation,
    section_name,
    square_km,
    unit_m2,
    wan,
    wan_unit,
)

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)
BOTH = pytest.mark.parametrize("say", [CHINESE, ENGLISH], ids=["zh", "en"])

languages = st.sampled_from([CHINESE, ENGLISH])
some_qualifiers = st.sampled_from(
    [list(some) for size in range(4) for some in combinations(QUALIFIERS, size)]
)


@pytest.mark.parametrize(
    ("gfa_m2", "chinese", "english"),
    [
        (5_500_000, "550", "5.5"),
        (1_000_000, "100", "1"),
        (1_200_000, "120", "1.2"),
        (12_345_600, "1,234.56", "12.3456"),
        (3_000, "0.3", "0.003"),
        (0, "0", "0"),
    ],
)
def test_floor_area_is_in_wan_m2_or_in_million_m2(
    gfa_m2: float, chinese: str, english: str
) -> None:
    assert wan(gfa_m2, CHINESE) == chinese
    assert wan(gfa_m2, ENGLISH) == english


def test_the_unit_is_named_in_the_language_of_the_number() -> None:
    assert (wan_unit(CHINESE), unit_m2(CHINESE)) == ("万㎡", 10_000)
    assert (wan_unit(ENGLISH), unit_m2(ENGLISH)) == ("million m²", 1_000_000)


@BOTH
@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_figure_is_a_dash_never_zero(missing: float | None, say: Translator) -> None:
    assert wan(missing, say) == MISSING == "—"


@BOTH
@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_figure_has_no_qualifier(missing: float | None, say: Translator) -> None:
    assert qualified(missing, ["about", "expected"], say) == MISSING


@pytest.mark.parametrize(
    ("qualifier", "chinese", "english"),
    [
        ("about", "≈550", "≈5.5"),
        ("at_least", "≥550", "≥5.5"),
        ("expected", "预计 550", "exp. 5.5"),
        (None, "550", "5.5"),
    ],
)
def test_the_qualifier_stands_before_the_number(
    qualifier: str | None, chinese: str, english: str
) -> None:
    assert qualified(5_500_000, [qualifier], CHINESE) == chinese
    assert qualified(5_500_000, [qualifier], ENGLISH) == english


@pytest.mark.parametrize(
    ("qualifiers", "chinese", "english"),
    [
        (["about", "expected"], "预计 ≈178.46", "exp. ≈1.7846"),
        (["at_least", "expected"], "预计 ≥178.46", "exp. ≥1.7846"),
        (["about", "at_least"], "至少约 178.46", "at least about 1.7846"),
        (["about", "at_least", "expected"], "预计 至少约 178.46", "exp. at least about 1.7846"),
    ],
)
def test_a_sum_keeps_every_qualifier_and_has_one_sign_at_most(
    qualifiers: list[str], chinese: str, english: str
) -> None:
    assert qualified(1_784_567, qualifiers, CHINESE) == chinese
    assert qualified(1_784_567, qualifiers, ENGLISH) == english


@pytest.mark.parametrize(("gfa_m2", "chinese"), [(49, "<0.01"), (50, "0.01")])
def test_what_is_there_is_never_rounded_to_nothing(gfa_m2: float, chinese: str) -> None:
    assert wan(gfa_m2, CHINESE) == chinese


def test_a_small_count_is_spelt() -> None:
    assert [count_word(count, CHINESE) for count in (1, 2, 5, 11)] == ["一", "两", "五", "11"]
    assert [count_word(count, ENGLISH) for count in (1, 2, 5, 11)] == ["one", "two", "five", "11"]


def test_every_qualifier_has_a_sign() -> None:
    assert set(QUALIFIER_SIGNS) == set(QUALIFIERS)


@given(gfa_m2=st.integers(min_value=100, max_value=10**10), signs=some_qualifiers, say=languages)
def test_a_qualified_figure_ends_with_its_number(
    gfa_m2: int, signs: list[str], say: Translator
) -> None:
    assert qualified(gfa_m2, signs, say).endswith(wan(gfa_m2, say))


@given(gfa_m2=st.integers(min_value=100, max_value=10**10), say=languages)
def test_the_number_written_is_the_number_meant(gfa_m2: int, say: Translator) -> None:
    written = float(wan(gfa_m2, say).replace(",", ""))
    assert written * unit_m2(say) == pytest.approx(gfa_m2, abs=50.001)


@given(gfa_m2=st.integers(min_value=100, max_value=10**10), say=languages)
def test_numbers_are_never_written_with_exponents(gfa_m2: int, say: Translator) -> None:
    assert "e" not in wan(gfa_m2, say)


@pytest.mark.parametrize(
    ("area_m2", "text"),
    [(5_984_000, "5.98 km²"), (54_930_000, "54.93 km²"), (1_234_560_000, "1,234.56 km²")],
)
def test_ground_area_is_in_km2_with_two_decimals(area_m2: float, text: str) -> None:
    assert square_km(area_m2) == text


@BOTH
def test_a_quotation_keeps_the_words_and_names_the_section(say: Translator) -> None:
    said = quotation("目前载体面积约550万方", "四（一）1", say)
    assert said.startswith("目前载体面积约550万方")
    assert section_name("四（一）1", say) in said


def test_a_section_is_cited_as_each_language_counts() -> None:
    sections = ("四（一）2", "四（一）图", "一 注2", "四（二）专栏3")
    assert [section_name(section, CHINESE) for section in sections] == list(sections)
    assert [section_name(section, ENGLISH) for section in sections] == [
        "4(1)2",
        "4(1) figure",
        "1 note 2",
        "4(2) box 3",
    ]


def test_a_quotation_with_braces_stays_as_it_is() -> None:
    assert quotation("{section} {0} %s", "四", CHINESE) == "{section} {0} %s——《规划》四"
