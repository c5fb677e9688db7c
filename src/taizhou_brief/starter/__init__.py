"""What a new archive begins with: its settings, and the files next to them for editors, CI and text editors.

Nothing here reads a file; the texts of this folder are package data, which `builder.files.starter` reads.
"""
