"""`python -m geo query` and `carriers`: what a terminal is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.__main__ import main

TODAY = ("--today", "2024-03-01")


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test looks into the project's own inventory."""
    monkeypatch.setenv("LIANGJI_STORE", str(tmp_path / "store"))


@pytest.fixture
def carriers(tmp_path: Path) -> Path:
    """A file of 500 demo carriers."""
    path = tmp_path / "demo.csv"
    assert main(["carriers", "demo", "500", "-o", str(path)]) == 0
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed since."""
    return capsys.readouterr().out


def test_a_question_is_answered_from_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    question = "2024年底前3000平米，芯片设计，近15号线，日租金5元以内"
    assert main(["query", question, *TODAY]) == 0
    text = said(capsys)
    assert "条件：面积 ≥3,000㎡；2024-12-31 前交付；日租金 ≤5 元/㎡；芯片；距15号线 ≤800 m" in text
    assert "1. 漕河泾" in text
    assert "可用 ≈80万㎡" in text  # 200,000 m² a year, four years
    assert "没有载入载体" in text


def test_a_question_is_answered_from_a_file(
    carriers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "1000平，停车方便", "--carriers", str(carriers), *TODAY]) == 0
    text = said(capsys)
    assert "没有听懂：停车" in text
    assert "演示" in text
    assert "结果含演示数据" in text


def test_json_holds_every_part(carriers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    arguments = ["--area", "500-2000", "--rent", "6", "--wish", "rent:2", "--json", *TODAY]
    assert main(["query", "--carriers", str(carriers), *arguments]) == 0
    answer = json.loads(said(capsys))
    assert answer["query"] == {"area": "500-2000", "rent": "6", "wish": "rent:2"}
    assert answer["source"] == "carriers"
    first = answer["matches"][0]
    assert [part["criterion"] for part in first["parts"]] == ["area", "rent"]
    assert sum(part["points"] for part in first["parts"]) == pytest.approx(first["score"])
    assert "号楼" in first["name"]
    assert first["reason"].startswith("符合：可用")


def test_filters_stand_in_place_of_what_the_question_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["query", "3000平", "--area", "5000-", "--json", *TODAY]) == 0
    assert json.loads(said(capsys))["query"] == {"area": "5000-"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "你好"], "请说面积、时间"),
        (["query", "停车位五十个"], "没有听懂"),
        (["query", "--area", "3000-2000"], "area=3000-2000"),
        (["query", "--zone", "pudong"], "zone=pudong"),
        (["query", "x" * 501], "最多 500 个"),
        (["query", "3000平", "--carriers", "没有.xlsx"], "不能读取 没有.xlsx"),
        (["carriers", "demo", "0"], "不在 1"),
        (["carriers", "check", "没有.csv"], "不能读取"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    assert words in capsys.readouterr().err


def test_a_file_with_faults_is_told_cell_by_cell(
    tmp_path: Path, carriers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["carriers", "check", str(carriers)]) == 0
    text = carriers.read_text(encoding="utf-8-sig").replace("空置", "空着")
    faulty = tmp_path / "faulty.csv"
    faulty.write_text(text, encoding="utf-8")
    assert main(["carriers", "check", str(faulty)]) == 1
    message = capsys.readouterr().err
    assert "没有读入任何载体" in message
    assert "T2 状态“空着”：不在选项中" in message


def test_a_file_is_not_written_over(carriers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["carriers", "demo", "5", "-o", str(carriers)]) == 1
    assert "已存在" in capsys.readouterr().err
    assert main(["carriers", "demo", "5", "-o", str(carriers), "--force"]) == 0
    assert len(carriers.read_text(encoding="utf-8-sig").splitlines()) == 6
