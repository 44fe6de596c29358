"""`python -m sobrhouse`: the command line."""

import sys

from sobrhouse.cli import main

if __name__ == "__main__":
    sys.exit(main())
