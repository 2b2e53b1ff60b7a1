"""The plan and its arithmetic: reading, checking, coordinates, areas and floor-area accounts."""

__version__ = "0.2.0"
