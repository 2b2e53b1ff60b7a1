"""`python -m briefings`: what scripts rely on: exit codes, whole files or none, one message."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from pypdf import PdfReader

from briefings import __main__ as command_line
from briefings.brief import Brief
from briefings.offline_page import offline_page
from briefings.slides import slides
from geo.plan import Plan

ROOT: Final = Path(__file__).parents[2]
Run = subprocess.CompletedProcess[str]


def run(folder: Path, *arguments: str) -> Run:
    """Run the command line as a script does, in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "briefings", *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_sheet_is_written_and_its_path_printed(here: Path) -> None:
    done = run(here, "sheet", "-o", "总图.png", "--unit", "徐汇区规划资源局")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "总图.png", "")
    assert Image.open(here / "总图.png").size == (1920, 1080)


def test_a_file_is_written_over_only_when_forced(here: Path) -> None:
    (here / "a.pdf").write_bytes(b"mine")
    refused = run(here, "sheet", "-o", "a.pdf")
    assert refused.returncode == 1
    assert refused.stderr.startswith("a.pdf 已存在")
    assert (here / "a.pdf").read_bytes() == b"mine"
    assert run(here, "sheet", "-o", "a.pdf", "--force").returncode == 0
    assert len(PdfReader(here / "a.pdf").pages) == 1
    assert names(here) == ["a.pdf"]


def test_a_faulty_briefing_is_one_message_and_no_file(here: Path) -> None:
    refused = run(here, "sheet", "-o", "a.png", "--release", "public", "--template", "subject")
    assert refused.returncode == 1
    assert "正式发布缺少" in refused.stderr and "单片区图需要选 1 个" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert names(here) == []


def test_an_atlas_with_missing_pages_is_written_and_ends_with_3(here: Path) -> None:
    done = run(here, "atlas", "-o", "园区.pdf", "--kinds", "park")
    assert done.returncode == 3
    assert "没有画成 一港一谷一城一湾" in done.stderr
    assert "已画 5/5 页" in done.stderr
    reader = PdfReader(here / "园区.pdf")
    assert len(reader.pages) == 6
    assert "北杨人工智能小镇" in reader.pages[0].extract_text()
    assert names(here) == ["园区.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches a group in another way there")
def test_an_interrupted_atlas_leaves_no_file_and_no_process(here: Path) -> None:
    asked = ["atlas", "-o", "a.pdf", "--kinds", "zone,park,subdistrict", "--workers", "2"]
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "briefings", *asked],
        cwd=here,
        env=environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert "已画 0/" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
        assert process.wait(30) == 130
    assert "已取消" in told and "Traceback" not in told
    assert names(here) == []
    assert group_has_ended(process.pid)


def group_has_ended(group: int) -> bool:
    """Whether no process of a group is left, given a moment to be cleared away."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_help_names_the_commands_and_the_exit_codes() -> None:
    done = run(ROOT, "--help")
    assert done.returncode == 0
    for word in ("sheet", "slides", "atlas", "page", "data", "退出码", "130"):
        assert word in done.stdout


# What follows runs in this process: the functions are those the script calls.


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command here and return its exit code and what it said on standard error."""

    def tell(*arguments: str) -> tuple[int, str]:
        try:
            code = command_line.main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        return code, capsys.readouterr().err

    return tell


Told = Callable[..., tuple[int, str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sheet"], "--output"),
        (["sheet", "-o", "a.jpg"], "--format png|pdf|svg"),
        (["atlas", "-o", "a.svg"], "--format pdf|pptx|png"),
        (["atlas", "-o", "a.pdf", "--kinds", "poles"], "没有类型 poles"),
        (["sheet", "-o", "a.png", "--date", "2026-02-30"], "2026-02-30 不是日期"),
        (["data"], "--xlsx"),
        (["sheet", "-o", "a.png", "--size", "a0"], "a0"),
        (["atlas", "-o", "a.pdf", "--workers", "-5"], "-5 不是正整数"),
        (["atlas", "-o", "a.pdf", "--workers", "0"], "0 不是正整数"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wanted(
    here: Path, told: Told, arguments: list[str], said: str
) -> None:
    code, error = told(*arguments)
    assert code == 2
    assert said in error
    assert names(here) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sheet", "-o", "nowhere/a.png"], "没有文件夹“nowhere”"),
        (["sheet", "-o", "a.png", "--logo", "none.png"], "不能读取 none.png：没有这个文件"),
        (["sheet", "-o", "a.png", "--logo", "."], "它是文件夹"),
        (["sheet", "-o", "a.png", "--logo", os.devnull], "它不是普通文件"),
        (["slides", "-o", "a.pptx", "--master", "none.pptx"], "不能读取 none.pptx"),
        (["sheet", "-o", "a.png", "--layers", "zones,moon"], "没有图层 moon"),
        (["sheet", "-o", "a.png", "--dpi", "20"], "分辨率 20 dpi"),
        (["sheet", "-o", "a.png", "--data", "none"], "zones.geojson"),
        (["atlas", "-o", "a.pdf", "--subject", "zone/pudong"], "规划中没有 zone/pudong"),
        (["page", "-o", "."], "是文件夹"),
    ],
)
def test_what_cannot_be_made_ends_with_1_and_a_reason(
    here: Path, told: Told, arguments: list[str], said: str
) -> None:
    code, error = told(*arguments)
    assert code == 1
    assert said in error
    assert names(here) == []


def test_a_logo_that_is_too_large_is_not_read(
    here: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.command.options._MOST_BYTES", 1 << 20)
    Path("章.png").write_bytes(b"x" * ((1 << 20) + 1))
    code, error = told("sheet", "-o", "a.png", "--logo", "章.png")
    assert code == 1
    assert error.strip() == "章.png 超过 1 MB，没有读取：请换一个小些的文件"


def test_a_name_that_is_taken_is_refused_before_the_work(
    here: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.pdf").write_bytes(b"mine")
    monkeypatch.setattr(
        "briefings.command.commands.read_plan", lambda _: pytest.fail("work was done")
    )
    code, error = told("atlas", "-o", "a.pdf")
    assert code == 1
    assert "a.pdf 已存在" in error


def test_the_choices_reach_the_sheet(here: Path, told: Told) -> None:
    chosen = {
        "--template": "subject",
        "--subject": "zone/caohejing",
        "--language": "both",
        "--size": "a4-portrait",
        "--title": "漕河泾专题",
        "--source": "区政府",
        "--unit": "规划资源局",
        "--date": "2026-01-31",
        "--approval-number": "沪S(2026)001号",
        "--release": "public",
        "--link": "https://map.example/zone",
    }
    words = [word for pair in chosen.items() for word in pair]
    assert told("sheet", "-o", "a.pdf", *words)[0] == 0
    (page,) = PdfReader(here / "a.pdf").pages
    text = page.extract_text()
    for word in (
        "漕河泾专题",
        "区政府",
        "规划资源局",
        "2026-01-31",
        "沪S(2026)001号",
        "Floor area",
    ):
        assert word in text
    assert "内部资料" not in text
    assert float(page.mediabox.height) > float(page.mediabox.width)


def test_a_device_is_not_replaced_even_when_forced(here: Path, told: Told) -> None:
    (here / "page.html").symlink_to("/dev/full")
    code, error = told("page", "-o", "page.html", "--force")
    assert (code, error) == (
        1,
        "page.html 不是普通文件（设备、管道等），没有写入：请换一个文件名\n",
    )
    assert (here / "page.html").is_char_device()
    assert names(here) == ["page.html"]


def test_the_former_name_still_works_and_says_so(here: Path) -> None:
    former = subprocess.run(
        [sys.executable, "-m", "layers", "sheet", "--help"],
        cwd=here,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    now = run(here, "sheet", "--help")
    assert (former.returncode, former.stdout) == (0, now.stdout)
    assert former.stderr == "python -m layers 已更名为 python -m briefings，旧名仍可用\n"


def test_data_are_written_together_or_not_at_all(here: Path, told: Told) -> None:
    (here / "zones.geojson").write_text("mine")
    asked = ["data", "--xlsx", "a.xlsx", "--gpkg", "a.gpkg", "--geojson", "."]
    code, error = told(*asked)
    assert code == 1 and "zones.geojson 已存在" in error
    assert names(here) == ["zones.geojson"]
    assert told(*asked, "--force")[0] == 0
    assert {"a.xlsx", "a.gpkg", "zones.geojson", "parks.geojson"} <= set(names(here))


def test_slides_and_page_are_those_of_the_application(here: Path, told: Told, plan: Plan) -> None:
    assert told("slides", "-o", "a.pptx")[0] == 0
    assert told("page", "-o", "a.html")[0] == 0
    assert (here / "a.pptx").read_bytes() == slides(plan, Brief())
    assert (here / "a.html").read_bytes() == offline_page(plan, Brief())


def test_an_atlas_of_pictures_is_a_zip(here: Path, told: Told) -> None:
    code, error = told("atlas", "-o", "a.zip", "--subject", "subdistrict/hunan")
    assert (code, (here / "a.zip").read_bytes()[:2]) == (0, b"PK")
    assert "已画 1/1 页" in error
