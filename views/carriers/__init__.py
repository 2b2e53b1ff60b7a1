"""The page 载体台账: the ledger, what is held, carriers taken from files."""

from views.carriers.page import page

__all__ = ["page"]
