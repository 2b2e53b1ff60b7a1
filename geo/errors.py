"""Errors of the planning domain. Messages are Chinese: they are shown to planners as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PlanningError(ValueError):
    """Something about the plan's data is wrong; the message says what, where and what to do."""


class CrsError(PlanningError):
    """A layer has no coordinate system, or not the one it must have."""


class DataFileError(PlanningError):
    """A data file cannot be read at all: missing, truncated, wrong encoding, wrong format."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one feature of a file.

    `feature` names the feature (a zone's name and id), `field` the column (empty for the whole
    feature), `message` says what is wrong and what to do.
    """

    feature: str
    field: str
    message: str

    def __str__(self) -> str:
        where = " · ".join(part for part in (self.feature, self.field) if part)
        return f"{where}：{self.message}"


class FaultsError(PlanningError):
    """All faults of one file, found in one pass."""

    def __init__(self, file_name: str, faults: Sequence[Fault]) -> None:
        self.file_name = file_name
        self.faults = tuple(faults)
        lines = [f"{file_name} 有 {len(self.faults)} 处问题："]
        lines += [f"{number}. {fault}" for number, fault in enumerate(self.faults, start=1)]
        super().__init__("\n".join(lines))
