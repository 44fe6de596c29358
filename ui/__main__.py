"""python -m ui: the office window."""

import sys

from ui.app import main

if __name__ == "__main__":
    # The bundle has it loaded by now: there a child process is this program again, with one job.
    if children := sys.modules.get("multiprocessing"):
        children.freeze_support()
    sys.exit(main(sys.argv))
