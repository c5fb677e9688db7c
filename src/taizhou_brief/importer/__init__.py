"""An office file to a draft of a briefing: readers, recognition, merge and review. It never feeds the build."""
