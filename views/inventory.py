"""The inventory in memory: read once for each of its versions, shared by pages and sessions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from geo.carriers.inventory import Inventory
from geo.carriers.store import Store, store_directory
from services.plans import current_plan


def current_store() -> Store:
    """Return the store that holds the inventory of the plan that is shown."""
    return Store(store_directory(), current_plan())


def current_inventory() -> Inventory:
    """Return the inventory as it is now; raises a `StoreError` where it cannot be read."""
    store = current_store()
    version = store.version()
    known = _KNOWN.get((store.folder, version))
    if known is None:
        known = store.read(version)
        _remember(store.folder, known)
    return known


def keep(inventory: Inventory, action: str, *, seen: str | None = None) -> Inventory:
    """Write a changed inventory; `action` says in the history what was done.

    Raises a `StoreError` where it cannot be written, or somebody else has changed it since the
    version `seen` (by default since it was read).
    """
    based_on = seen or inventory.version
    store = current_store()
    kept = store.keep(inventory, action, datetime.now(), based_on=based_on)
    _remember(store.folder, kept)
    return kept


_KNOWN: Final[dict[tuple[Path, str], Inventory]] = {}
_MOST_KNOWN: Final = 2


def _remember(folder: Path, inventory: Inventory) -> None:
    """Have a state at hand."""
    _KNOWN[folder, inventory.version] = inventory
    for oldest in [*_KNOWN][:-_MOST_KNOWN]:
        _KNOWN.pop(oldest, None)
