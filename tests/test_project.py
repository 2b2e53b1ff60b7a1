"""The project as it is installed: what it needs, what it is called, how it is started."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from geo import __version__
from geo.plan import DATA_VARIABLE, SHIPPED
from liangji.__main__ import main

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ("liangji", "geo", "layers", "briefings", "services", "views")
SYSTEMS: Final = (
    {"extra": "", "sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"extra": "", "sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"extra": "", "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
"""What markers of requirements are told about each system; one pinned set serves all."""
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


@pytest.fixture(scope="module")
def needed(project: dict[str, Any]) -> dict[str, Requirement]:
    """What the project says it needs, by name."""
    found = map(Requirement, project["dependencies"])
    return {canonicalize_name(requirement.name): requirement for requirement in found}


@pytest.fixture(scope="module")
def pinned() -> dict[str, str]:
    """The versions of requirements.txt by name."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pins}


def test_every_pinned_version_is_one_the_project_accepts(
    needed: dict[str, Requirement], pinned: dict[str, str]
) -> None:
    refused = {
        name: str(requirement)
        for name, requirement in needed.items()
        if name not in pinned or not requirement.specifier.contains(pinned[name])
    }
    assert refused == {}


def test_all_that_the_needed_packages_need_is_pinned_and_nothing_else(
    needed: dict[str, Requirement], pinned: dict[str, str]
) -> None:
    reached: set[str] = set()
    waiting = set(needed)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        requirements = map(Requirement, metadata.requires(name) or [])
        waiting |= {
            canonicalize_name(requirement.name)
            for requirement in requirements
            if requirement.marker is None or any(map(requirement.marker.evaluate, SYSTEMS))
        } - reached
    assert set(pinned) == reached


def imported(package: str) -> Iterator[str]:
    """Yield the top-level names that the modules of a package import."""
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_imports_the_project_names(
    package: str, needed: dict[str, Requirement]
) -> None:
    distributions = metadata.packages_distributions()
    foreign = set(imported(package)) - set(PACKAGES) - set(sys.stdlib_module_names)
    unnamed = {
        module
        for module in foreign
        if not {canonicalize_name(name) for name in distributions[module]} & set(needed)
    }
    assert unnamed == set()


def test_the_newest_release_in_the_change_log_is_this_one() -> None:
    releases = re.findall(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert releases[0] == __version__


def test_windows_can_read_its_command_line_by_line() -> None:
    lines = (ROOT / "run.bat").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert all(line.endswith(b"\r") for line in lines)


def test_a_command_of_either_program_is_passed_on(capsys: Capture, tmp_path: Path) -> None:
    assert main(["totals", "--json"]) == 0
    assert '"category": "existing"' in capsys.readouterr().out
    assert main(["page", "-o", str(tmp_path / "no" / "page.html")]) == 1
    assert "page.html" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["totals", "carriers", "sheet", "data"])
def test_a_commands_help_names_the_program_that_was_called(command: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: liangji {command}")


@pytest.mark.parametrize("command", ["totals", "data"])
def test_the_data_directory_named_first_is_the_commands(
    command: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(SHIPPED))
    output = ["--xlsx", str(tmp_path / "数字.xlsx")] if command == "data" else []
    assert main(["--data", str(tmp_path / "none"), command, *output]) == 1
    assert "zones.geojson" in capsys.readouterr().err


def test_a_command_that_does_not_exist_is_wrong_usage(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["draw"])
    assert ended.value.code == 2
    assert "draw" in capsys.readouterr().err
