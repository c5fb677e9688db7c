"""Run the command line as `python -m taizhou_brief`."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until `main` listens, Ctrl+C ends the program without a traceback

from taizhou_brief.cli import main  # it takes a moment to load

if __name__ == "__main__":
    main()
