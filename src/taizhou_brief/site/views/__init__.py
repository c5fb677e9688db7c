"""The values that templates see, and the helpers that build them for several kinds of page."""
