"""Text to values and back: YAML, schema tables, Markdown, briefings and the settings file."""
