"""The plan: its files, the model read from them, the checks, the accounts."""

from geo.plan.model import (
    DATA_VARIABLE,
    SHIPPED,
    Plan,
    data_directory,
    directory_version,
    read_plan,
)

__all__ = ["DATA_VARIABLE", "SHIPPED", "Plan", "data_directory", "directory_version", "read_plan"]
