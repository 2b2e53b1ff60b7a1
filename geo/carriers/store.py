"""The inventory on disk: every state a version of its own, so that any change can be undone.

`versions/<id>/` holds carriers.parquet, commitments.parquet and inventory.json; `history.json` the
order of the versions and which one counts. Everything is written beside its place and then moved
there, so whoever reads sees the old state or the new one, never half of either.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from geo.carriers.inventory import Inventory, no_carriers, no_commitments
from geo.carriers.tables import packed, unpacked
from geo.errors import PlanningError
from geo.files import WritingError, write_all, write_whole
from geo.folders import OWN_STORE

STORE_VARIABLE: Final = "LIANGJI_STORE"
"""Environment variable that names the directory of the inventory."""

MOST_VERSIONS: Final = 30
"""How many states are kept; the oldest go first."""

_PATIENCE_S: Final = 10.0


class StoreError(PlanningError):
    """The inventory cannot be read or written."""


@dataclass(frozen=True)
class Entry:
    """One state: its version, what was done to reach it, when (ISO 8601), how many carriers."""

    version: str
    action: str
    when: str
    carriers: int


def store_directory() -> Path:
    """Return the directory of the inventory."""
    return Path(os.environ.get(STORE_VARIABLE) or OWN_STORE)


class Store:
    """The inventory's states in one directory; a directory that is not there is an empty one."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def current(self) -> Inventory:
        """Return the inventory as it is now; raise a `StoreError` where it cannot be read."""
        return self.read(self.version())

    def version(self) -> str:
        """Return the version that counts now, without reading it."""
        return _version(*self._read_history())

    def history(self) -> tuple[Entry, ...]:
        """Return the states up to the current one, the latest first."""
        entries, place = self._read_history()
        return tuple(reversed(entries[: place + 1]))

    def undone(self) -> tuple[Entry, ...]:
        """Return the states that were undone and can be had again, the next first."""
        entries, place = self._read_history()
        return tuple(entries[place + 1 :])

    def keep(
        self, inventory: Inventory, action: str, when: datetime, *, based_on: str | None = None
    ) -> Inventory:
        """Write an inventory as the next state and return it with its version.

        With `based_on` it is refused where another state has come in between.
        """
        with self._lock():
            entries, place = self._read_history()
            _require_unchanged(entries, place, based_on)
            version = self._write(inventory)
            entry = Entry(
                version, action, when.isoformat(timespec="seconds"), len(inventory.carriers)
            )
            kept = [*entries[: place + 1], entry][-MOST_VERSIONS:]
            self._write_history(kept, len(kept) - 1)
            self._forget_all_but({own.version for own in kept})
        return replace(inventory, version=version)

    def undo(self, *, based_on: str | None = None) -> None:
        """Go back one state; the one before the first is the empty inventory.

        With `based_on` it is refused where another state has come in between.
        """
        self._move(-1, "没有可以撤销的操作", based_on)

    def redo(self, *, based_on: str | None = None) -> None:
        """Go forward to the state that was undone last, as `undo` goes back."""
        self._move(1, "没有可以恢复的操作", based_on)

    def _move(self, step: int, refusal: str, based_on: str | None) -> None:
        with self._lock():
            entries, place = self._read_history()
            _require_unchanged(entries, place, based_on)
            if not -1 <= place + step < len(entries):
                raise StoreError(refusal)
            self._write_history(entries, place + step)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)  # rents are private
            with FileLock(self.directory / ".lock", timeout=_PATIENCE_S):
                yield
        except Timeout as problem:
            raise StoreError("台账正被另一处写入，请稍后再试") from problem
        except WritingError as problem:
            raise StoreError(f"台账没有保存：{problem}") from problem
        except OSError as problem:
            why = problem.strerror or "未知原因"
            raise StoreError(f"不能写入台账目录（{why}）：请检查权限和磁盘空间") from problem

    def _read_history(self) -> tuple[list[Entry], int]:
        path = self.directory / "history.json"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            entries = [Entry(**entry) for entry in content["entries"]]
            place = int(content["place"])
        except FileNotFoundError:
            return [], -1
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise StoreError(f"台账的记录 {path.name} 读不出来：请从备份恢复台账目录") from problem
        if not -1 <= place < len(entries):
            raise StoreError(f"台账的记录 {path.name} 前后不符：请从备份恢复台账目录")
        return entries, place

    def _write_history(self, entries: list[Entry], place: int) -> None:
        content = {"place": place, "entries": [asdict(entry) for entry in entries]}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        write_whole(self.directory / "history.json", text.encode(), force=True)

    def _write(self, inventory: Inventory) -> str:
        facts = {
            "private_fields": sorted(inventory.private_fields),
            "phasing": [list(share) for share in inventory.phasing],
        }
        files = {
            "carriers.parquet": packed(inventory.carriers),
            "commitments.parquet": packed(inventory.commitments),
            "inventory.json": json.dumps(facts, ensure_ascii=False).encode(),
        }
        digest = hashlib.sha256()
        for content in files.values():
            digest.update(hashlib.sha256(content).digest())
        version = digest.hexdigest()[:12]
        place = self.directory / "versions" / version
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=place.parent))
            write_all({draft / name: content for name, content in files.items()})
            draft.rename(place)
        return version

    def _forget_all_but(self, versions: set[str]) -> None:
        for place in (self.directory / "versions").iterdir():
            if place.name not in versions:
                shutil.rmtree(place, ignore_errors=True)

    def read(self, version: str) -> Inventory:
        """Return one state of the inventory; raise a `StoreError` where it cannot be read."""
        if version == Inventory().version:
            return Inventory()
        place = self.directory / "versions" / version
        try:
            facts: dict[str, Any] = json.loads((place / "inventory.json").read_text("utf-8"))
            return Inventory(
                carriers=unpacked(place / "carriers.parquet", no_carriers()),
                commitments=unpacked(place / "commitments.parquet", no_commitments()),
                private_fields=frozenset(facts["private_fields"]),
                phasing=tuple((int(year), float(share)) for year, share in facts["phasing"]),
                version=version,
            )
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise StoreError(
                f"台账的版本 {version} 损坏，读不出来：请撤销到上一版，或从备份恢复台账目录"
            ) from problem


def _version(entries: list[Entry], place: int) -> str:
    """Return the version that counts."""
    return Inventory().version if place < 0 else entries[place].version


def _require_unchanged(entries: list[Entry], place: int, based_on: str | None) -> None:
    if based_on not in (None, _version(entries, place)):
        raise StoreError("台账刚被别人改过，这次没有保存：请刷新页面，看过新内容后再改")
