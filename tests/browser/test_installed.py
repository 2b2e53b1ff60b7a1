"""The installed program: started in any folder, it is all there and writes nothing into it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from benchmarks.servers import ROOT, free_port, running

from .conftest import Visit

GROUND: Final = "rgb(246, 247, 248)"
"""The colour behind the pages in `.streamlit/config.toml`."""


@pytest.fixture(scope="module")
def liangji(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `liangji` of a wheel just built, installed beside the packages it needs."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=os.name != "nt")
    paths = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=paths))
    python = ["--python", str(next(scripts.glob("python*")))]
    subprocess.run([*pip, *python, "install", "--no-deps", str(wheel)], check=True)
    return scripts / "liangji"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "anywhere"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The variables of a user who has set nothing, with a home of their own."""
    unset = dict.fromkeys(("LIANGJI_DATA", "LIANGJI_STORE", "PYTHONPATH"), "")
    return {**unset, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}


def test_the_installed_program_shows_the_plan_from_any_folder(
    liangji: Path, empty: Path, home: dict[str, str], visit: Visit
) -> None:
    port = free_port()
    command = [str(liangji), "run", "--port", str(port), "--address", "127.0.0.1"]
    with running(command, port, empty, home) as address:
        layout = visit(address).open()
        expect(layout.zone("riverside")).to_be_visible()
        expect(layout.headline).to_have_count(5)
        ground = layout.page.get_by_test_id("stApp")
        expect(ground).to_have_css("background-color", GROUND)
        assert layout.watch.asked("/layers/") and layout.watch.asked("/assets/")
    assert list(empty.iterdir()) == []


def test_the_installed_commands_need_no_folder_either(
    liangji: Path, empty: Path, home: dict[str, str]
) -> None:
    variables = {**os.environ, **home, "PYTHONUTF8": "1"}
    for command in (["totals"], ["sheet", "--language", "en", "-o", "map.png"]):
        subprocess.run([liangji, *command], cwd=empty, env=variables, check=True, timeout=120)
    assert [path.name for path in empty.iterdir()] == ["map.png"]


def test_what_users_enter_is_kept_outside_the_installed_program(
    liangji: Path, empty: Path, home: dict[str, str]
) -> None:
    script = "from geo.carriers.store import store_directory; print(store_directory())"
    done = subprocess.run(
        [liangji.with_name("python"), "-c", script],
        cwd=empty,
        env={**os.environ, **home},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()) == Path(home["XDG_DATA_HOME"], "liangji", "store")
