"""The page 简报出图: template, texts and size, the sheet itself, its files."""

from views.briefing.page import page, show_way_to_briefing

__all__ = ["page", "show_way_to_briefing"]
