"""The plan: its files, the model read from them, the checks, the accounts."""

from geo.folders import SHIPPED
from geo.plan.folder import DATA_VARIABLE, data_directory, directory_version, read_plan
from geo.plan.model import Plan
from geo.plan.profile import Kind, Profile

__all__ = [
    "DATA_VARIABLE",
    "SHIPPED",
    "Kind",
    "Plan",
    "Profile",
    "data_directory",
    "directory_version",
    "read_plan",
]
