"""The vocabulary of industries: read from the plan's directory, or taken from its zones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.plan import Plan, read_plan
from geo.plan.industries import INDUSTRIES


@pytest.mark.parametrize(
    ("word", "key"),
    [("芯片设计", "chip"), ("ＧＰＵ", "chip"), ("高端 芯片", "chip"), ("Robotics", "robotics")],
)
def test_other_words_mean_the_same_industry(plan: Plan, word: str, key: str) -> None:
    assert plan.industries.key_of(word) == key


def test_every_industry_of_the_zones_is_known(plan: Plan) -> None:
    for industries in plan.zones["industries"]:
        assert None not in [plan.industries.key_of(name) for name in industries]


def test_no_word_means_two_industries(plan: Plan) -> None:
    spellings = [word for industry in plan.industries for word in (industry.name, *industry.words)]
    assert len(spellings) == len(set(spellings))


def test_an_unknown_word_means_none(plan: Plan) -> None:
    assert plan.industries.key_of("餐饮") is None


def test_without_a_file_the_zones_industries_are_known(data_directory: Path) -> None:
    (data_directory / INDUSTRIES).unlink()
    industries = read_plan(data_directory).industries
    assert industries.key_of("高端芯片") == "高端芯片"
    assert industries.key_of("芯片设计") is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({}, "不是列表"),
        ([{"key": "chip", "name": "芯片"}], "第 1 项"),
        ([{"key": "a", "name": "甲", "name_en": "A", "words": [1]}], "第 1 项"),
        ([{"key": "a", "name": "甲", "name_en": "A"}] * 2, "a 出现两次"),
        (["芯片"], "第 1 项"),
    ],
)
def test_a_faulty_vocabulary_is_refused(data_directory: Path, content: object, words: str) -> None:
    (data_directory / INDUSTRIES).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DataFileError, match=words):
        read_plan(data_directory)
