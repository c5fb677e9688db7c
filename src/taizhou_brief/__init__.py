"""A government briefing series, written as plain files, built into a fast, searchable public archive."""

__version__ = "0.1.0"
