"""App: composes the client: arguments, one-instance lock, store, desk, and the window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the client; gives the exit code: 0 done, 1 a problem, 2 wrong usage."""
    import PySide6.QtCore

    del PySide6
    from ui.app.binding import import_as_ever

    import_as_ever()
    from ui.app.start import start

    return start(list(sys.argv if argv is None else argv))
