"""Build: load the project, run the tasks, render, publish; also the preview server."""
