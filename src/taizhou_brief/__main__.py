"""Run the command line as `python -m taizhou_brief`."""

from taizhou_brief.cli import main

main()
