"""Ways of speaking: what words are made with, whatever the language."""

from __future__ import annotations

from typing import Any, Final, Protocol


class Say(Protocol):
    """Speaks one language: messages with `{name}` places, lists, and names of rows."""

    def __call__(self, message: str, /, **values: object) -> str:
        """Return a message with its places filled."""
        ...

    def join(self, items: list[str]) -> str:
        """Return items as one enumeration."""
        ...

    def name(self, row: Any, column: str = "name") -> Any:
        """Return a row's text in this language."""
        ...


class Chinese:
    """Speaks the language messages are written in."""

    def __call__(self, message: str, /, **values: object) -> str:
        """See `Say`."""
        return message.format(**values) if values else message

    def join(self, items: list[str]) -> str:
        """See `Say`."""
        return "、".join(items)

    def name(self, row: Any, column: str = "name") -> Any:
        """See `Say`."""
        return row[column]


CHINESE: Final = Chinese()
