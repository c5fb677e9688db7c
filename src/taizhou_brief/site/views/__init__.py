"""Values that templates render, and helpers that build them for several kinds of page."""
