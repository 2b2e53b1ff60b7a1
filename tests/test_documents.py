"""Commands in README, guides and the data dictionary: each is run as it is written."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from geo.plan import DATA_VARIABLE, SHIPPED
from liangji.__main__ import main

ROOT: Final = Path(__file__).parents[1]
DOCUMENTS: Final = (
    "README.md",
    "docs/用户指南.md",
    "docs/user-guide.en.md",
    "docs/deploy.md",
    "data/README.md",
)


def commands(document: str) -> Iterator[str]:
    """Yield the commands in a document's code blocks and tables, those that serve apart."""
    text = (ROOT / document).read_text("utf-8")
    blocks = re.findall(r"^ *```\n(.*?)^ *```", text, re.M | re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    cells = re.findall(r"^\| `(liangji [^`]+)` \|", text, re.M)
    for line in [*lines, *cells]:
        found = re.fullmatch(r"(?:\S+[/\\])?liangji (.+)", line)
        if found and "run" not in (words := shlex.split(found[1], comments=True)):
            yield shlex.join(words)


WRITTEN: Final = sorted({command for document in DOCUMENTS for command in commands(document)})


@pytest.fixture(scope="module")
def carriers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of carriers."""
    path = tmp_path_factory.mktemp("carriers") / "demo.csv"
    assert main(["carriers", "demo", "20", "-o", str(path)]) == 0
    return path


@pytest.fixture
def folder(tmp_path: Path, carriers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing but what the documents call a directory of data and a file."""
    monkeypatch.chdir(tmp_path)
    for name in ("目录", "新目录", "DIRECTORY"):
        shutil.copytree(SHIPPED, tmp_path / name)
    for name in ("文件", "FILE"):
        shutil.copy(carriers, tmp_path / f"{name}.csv")
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "目录"))
    return tmp_path


def test_each_document_has_commands() -> None:
    assert [document for document in DOCUMENTS if not list(commands(document))] == []


@pytest.mark.parametrize("command", WRITTEN)
def test_a_command_works_as_it_is_written(command: str, folder: Path) -> None:
    words = [f"{word}.csv" if word in ("文件", "FILE") else word for word in shlex.split(command)]
    assert main(words) == 0
    outputs = [words[index + 1] for index, word in enumerate(words) if word in ("-o", "--xlsx")]
    assert all((folder / output).is_file() for output in outputs)
