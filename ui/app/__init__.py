"""App: composes the client: arguments, one-instance lock, store, desk, and the window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the client; gives the exit code: 0 done, 1 a problem, 2 wrong usage."""
    from ui.app.start import start

    return start(list(sys.argv if argv is None else argv))
