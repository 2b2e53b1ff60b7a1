"""Exports of a shortlist of what a search found: a page, a slide, a workbook."""
