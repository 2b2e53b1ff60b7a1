"""The atlas: a page for each zone, park or sub-district, with contents and page numbers."""

from briefings.atlas.making import FORMS, Atlas, Failure, Form, Output, Work, atlas

__all__ = ["FORMS", "Atlas", "Failure", "Form", "Output", "Work", "atlas"]
