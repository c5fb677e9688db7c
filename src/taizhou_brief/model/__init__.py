"""Frozen values: issues, quantities, settings, the archive, pages and files."""
