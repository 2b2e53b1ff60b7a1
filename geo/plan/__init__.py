"""The plan: its files, the model read from them, the checks, the accounts."""

from geo.folders import SHIPPED
from geo.plan.model import DATA_VARIABLE, Plan, data_directory, directory_version, read_plan

__all__ = ["DATA_VARIABLE", "SHIPPED", "Plan", "data_directory", "directory_version", "read_plan"]
