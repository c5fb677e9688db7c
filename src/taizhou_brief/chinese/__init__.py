"""Chinese text: numerals in both directions, character classes, dates, and lazily compiled patterns."""
