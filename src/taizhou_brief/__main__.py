"""`python -m taizhou_brief` is the command line."""

from taizhou_brief.cli import main

main()
