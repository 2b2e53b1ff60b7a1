"""The inventory in memory: read once for each of its versions, shared by pages and sessions."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from geo.carriers.inventory import Inventory
from geo.carriers.store import Store, store_directory


def current_store() -> Store:
    """Return the store that holds the inventory."""
    return Store(store_directory())


def current_inventory() -> Inventory:
    """Return the inventory as it is now; raises a `StoreError` where it cannot be read."""
    store = current_store()
    return _inventory(store.directory, store.version())


def keep(inventory: Inventory, action: str, *, seen: str | None = None) -> Inventory:
    """Write a changed inventory; `action` says in the history what was done.

    Raises a `StoreError` where it cannot be written, or somebody else has changed it since the
    version `seen` (by default since it was read).
    """
    based_on = seen or inventory.version
    return current_store().keep(inventory, action, datetime.now(), based_on=based_on)


@lru_cache(maxsize=2)
def _inventory(directory: Path, version: str) -> Inventory:
    return Store(directory).read(version)
