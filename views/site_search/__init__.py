"""The page 选址: which zone, park or carrier can take a company."""

from views.site_search.page import page

__all__ = ["page"]
