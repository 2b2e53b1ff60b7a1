"""Inventories on disk, one for each plan: every state is kept, so that any change can be undone.

The directory has a folder for each plan, named by a digest of its `plan_id`: the id is text from a
file, and no path. In it `history.json` gives the format, the id, the order of the states and which
one counts; `versions/<id>/` holds carriers.parquet, commitments.parquet and inventory.json.
Everything is written beside its place and then moved there, so whoever reads sees the old state or
the new one, never half of either.

Format 1 had one store for whatever plan, in the directory itself. The first plan that it fits
takes it over as it is, with its history; what a later program has written is refused, untouched.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
from filelock import FileLock, Timeout

from geo.carriers.inventory import Inventory, no_carriers, no_commitments
from geo.errors import PlanningError
from geo.files import WritingError, write_all, write_whole
from geo.folders import OWN_STORE
from geo.plan import Plan

STORE_VARIABLE: Final = "LIANGJI_STORE"
"""Environment variable that names the directory of the inventories."""

FORMAT: Final = 2
"""The format that is written; what says nothing of its format is of format 1."""

MOST_VERSIONS: Final = 30
"""How many states are kept; the oldest go first."""

_HISTORY: Final = "history.json"
_VERSIONS: Final = "versions"
_PATIENCE_S: Final = 10.0
_DAMAGE: Final = (OSError, ValueError, KeyError, TypeError)
"""What is raised for a file that is not what it should be."""


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
    """Return the directory of the inventories."""
    return Path(os.environ.get(STORE_VARIABLE) or OWN_STORE)


class Store:
    """The states of one plan's inventory; a directory that is not there is an empty store."""

    def __init__(self, directory: Path, plan: Plan) -> None:
        self.directory, self.plan = directory, plan
        digest = hashlib.sha256(plan.profile.plan_id.encode("utf-8", "surrogatepass"))
        self.folder = directory / f"plan-{digest.hexdigest()[:16]}"
        self._file_lock = FileLock(directory / ".lock")

    def current(self) -> Inventory:
        """Return the inventory as it is now; raise a `StoreError` where it cannot be read."""
        return self.read(self.version())

    def version(self) -> str:
        """Return the version that counts now, without reading it."""
        return _version(*self._states())

    def history(self) -> tuple[Entry, ...]:
        """Return the states up to the current one, the latest first."""
        entries, index = self._states()
        return tuple(reversed(entries[: index + 1]))

    def undone(self) -> tuple[Entry, ...]:
        """Return the states that were undone and can be had again, the next first."""
        entries, index = self._states()
        return tuple(entries[index + 1 :])

    def read(self, version: str) -> Inventory:
        """Return one state of the inventory; raise a `StoreError` where it cannot be read."""
        if version == Inventory().version:
            return Inventory()
        state = self.folder / _VERSIONS / version
        try:
            facts: dict[str, Any] = json.loads((state / "inventory.json").read_text("utf-8"))
            return Inventory(
                carriers=_unpacked(state / "carriers.parquet", no_carriers()),
                commitments=_unpacked(state / "commitments.parquet", no_commitments()),
                private_fields=frozenset(facts["private_fields"]),
                phasing=tuple((int(year), float(share)) for year, share in facts["phasing"]),
                version=version,
            )
        except _DAMAGE as problem:
            raise StoreError(
                f"台账的版本 {version} 损坏，读不出来：请撤销到上一版，或从备份恢复台账目录"
            ) from problem

    def keep(
        self, inventory: Inventory, action: str, when: datetime, *, based_on: str | None = None
    ) -> Inventory:
        """Write an inventory as the next state and return it with its version.

        With `based_on` it is refused where another state has come in between.
        """
        with self._changing(based_on) as (entries, index):
            version = self._write(inventory)
            made = when.isoformat(timespec="seconds")
            entry = Entry(version, action, made, len(inventory.carriers))
            kept = [*entries[: index + 1], entry][-MOST_VERSIONS:]
            self._write_history(kept, len(kept) - 1)
            for state in (self.folder / _VERSIONS).iterdir():
                if state.name not in {own.version for own in kept}:
                    shutil.rmtree(state, ignore_errors=True)
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
        with self._changing(based_on) as (entries, index):
            if not -1 <= index + step < len(entries):
                raise StoreError(refusal)
            self._write_history(entries, index + step)

    @contextmanager
    def _changing(self, based_on: str | None) -> Iterator[tuple[list[Entry], int]]:
        """Give the states to whoever changes them, alone; nothing is touched that is refused."""
        self._states()
        with self._locked():
            entries, index = self._states()
            if based_on not in (None, _version(entries, index)):
                raise StoreError("台账刚被别人改过，这次没有保存：请刷新页面，看过新内容后再改")
            yield entries, index

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)  # rents are private
            with self._file_lock.acquire(timeout=_PATIENCE_S):
                yield
        except Timeout as problem:
            raise StoreError("台账正被另一处写入，请稍后再试") from problem
        except WritingError as problem:
            raise StoreError(f"台账没有保存：{problem}") from problem
        except OSError as problem:
            why = problem.strerror or "未知原因"
            raise StoreError(f"不能写入台账目录（{why}）：请检查权限和磁盘空间") from problem

    def _states(self) -> tuple[list[Entry], int]:
        """Return the states and the index of the one that counts, -1 for the empty inventory."""
        if self._can_take_over():
            with self._locked():
                if self._can_take_over():  # nobody else has meanwhile
                    self._take_over()
        return _read_history(self.folder / _HISTORY)

    def _can_take_over(self) -> bool:
        """Whether there is a store of format 1 that can be this plan's, which has none yet."""
        if (self.folder / _VERSIONS).exists() or not (self.directory / _VERSIONS).exists():
            return False
        return self._fits(*_read_history(self.directory / _HISTORY))

    def _fits(self, entries: list[Entry], index: int) -> bool:
        """Whether the latest state that can be read could be this plan's.

        Of the zones and parks that the state names it knows one, and of the years of its phasing
        one is the plan's; what the state does not name speaks against no plan.
        """
        grounds = {*self.plan.zones["zone_id"], *self.plan.parks["park_id"]}
        for entry in reversed(entries[: index + 1] or entries):
            state = self.directory / _VERSIONS / entry.version
            try:
                facts = json.loads((state / "inventory.json").read_text("utf-8"))
                years = {int(year) for year, _ in facts["phasing"]}
                tables = [
                    pd.read_parquet(state / f"{name}.parquet", columns=["zone_id", "park_id"])
                    for name in ("carriers", "commitments")
                ]
            except _DAMAGE:
                continue
            named = {*pd.concat(tables).stack()}
            is_here = not named or not named.isdisjoint(grounds)
            return is_here and (not years or not years.isdisjoint(self.plan.profile.period))
        return bool(entries)

    def _take_over(self) -> None:
        """Make the store of format 1 this plan's; broken off at any step, it goes on the next time.

        The states count as taken over once they are moved, and they are moved at once.
        """
        if not (self.folder / _HISTORY).exists():
            self._write_history(*_read_history(self.directory / _HISTORY))
        (self.directory / _VERSIONS).rename(self.folder / _VERSIONS)
        (self.directory / _HISTORY).unlink(missing_ok=True)

    def _write_history(self, entries: list[Entry], index: int) -> None:
        content = {
            "format": FORMAT,
            "plan_id": self.plan.profile.plan_id,
            "index": index,
            "entries": [asdict(entry) for entry in entries],
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        self.folder.mkdir(exist_ok=True)
        write_whole(self.folder / _HISTORY, text.encode("utf-8", "surrogatepass"), force=True)

    def _write(self, inventory: Inventory) -> str:
        facts = {
            "private_fields": sorted(inventory.private_fields),
            "phasing": [list(share) for share in inventory.phasing],
        }
        files = {
            "carriers.parquet": _packed(inventory.carriers),
            "commitments.parquet": _packed(inventory.commitments),
            "inventory.json": json.dumps(facts, ensure_ascii=False).encode(),
        }
        digest = hashlib.sha256()
        for content in files.values():
            digest.update(hashlib.sha256(content).digest())
        version = digest.hexdigest()[:12]
        state = self.folder / _VERSIONS / version
        if not state.exists():
            state.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=state.parent))
            write_all({draft / name: content for name, content in files.items()})
            draft.rename(state)
        return version


def _version(entries: list[Entry], index: int) -> str:
    """Return the version that counts."""
    return Inventory().version if index < 0 else entries[index].version


def _read_history(path: Path) -> tuple[list[Entry], int]:
    """Return the states of a history and the index of the one that counts, -1 for none."""
    try:
        content = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        written = int(content.get("format", 1))
        if written > FORMAT:
            raise StoreError(
                f"台账由更新的程序写成（格式 {written}，本程序只认到 {FORMAT}），没有改动它："
                "请升级程序"
            )
        entries = [Entry(**entry) for entry in content["entries"]]
        index = int(content["index" if written > 1 else "place"])
    except FileNotFoundError:
        return [], -1
    except StoreError:
        raise
    except (AttributeError, *_DAMAGE) as problem:
        raise StoreError(f"台账的记录 {path.name} 读不出来：请从备份恢复台账目录") from problem
    if not -1 <= index < len(entries):
        raise StoreError(f"台账的记录 {path.name} 前后不符：请从备份恢复台账目录")
    return entries, index


_MOST_KNOWN: Final = 4
_KNOWN: Final[deque[tuple[pd.DataFrame, bytes]]] = deque(maxlen=_MOST_KNOWN)
"""The last tables with their bytes; tables of two states.

Nothing changes a table of an inventory in place, so one that was read or packed lately need not
be packed again: a hundred thousand carriers take a second, and holding an area leaves them be.
"""


def _packed(table: pd.DataFrame) -> bytes:
    """Return a table as the content of a file (Parquet): the same bytes for the same table."""
    for known, content in tuple(_KNOWN):
        if known is table:
            return content
    stream = io.BytesIO()
    lists = table.filter(["industries"]).map(lambda texts: None if texts is None else list(texts))
    table.assign(**lists).to_parquet(stream, index=False)
    _KNOWN.append((table, stream.getvalue()))
    return stream.getvalue()


def _unpacked(path: Path, empty: pd.DataFrame) -> pd.DataFrame:
    """Return a table as the inventory has it: None where a text is missing, tuples for lists."""
    content = path.read_bytes()
    table = pd.read_parquet(io.BytesIO(content))[list(empty.columns)]
    for name, kind in empty.dtypes.items():
        if name == "industries":
            lists = [None if value is None else tuple(value) for value in table[name]]
            table[name] = pd.Series(lists, dtype=object)
        elif kind.kind == "O":
            texts = table[name].astype(object)
            table[name] = texts.where(texts.notna(), None).astype(object)
    table = table.astype(empty.dtypes.to_dict())
    _KNOWN.append((table, content))
    return table
