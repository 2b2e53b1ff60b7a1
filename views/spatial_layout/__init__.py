"""The page 空间布局."""

from views.spatial_layout.page import show

__all__ = ["show"]
