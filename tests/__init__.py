"""Tests, one directory for each package of the application."""
