"""The desk 编辑台: an editor's office file becomes a checked, saved and committed record in a browser.

It is the same import and the same check as on the command line; nothing here decides what is right.
"""
