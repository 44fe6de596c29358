"""The floor of a start: a bare PySide6 window that tells when it is painted, and how big it is.

It imports nothing that it can do without: its start is what ours is measured against.
"""

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

SETTLE_MS = 500  # as long as the program itself settles


class BareWindow(QMainWindow):
    """Nothing but a frame."""

    painted_ms = 0.0

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted_ms:
            self.painted_ms = (time.time() - float(os.environ["SOBRHOUSE_BENCH"])) * 1e3
            QTimer.singleShot(SETTLE_MS, self.tell)

    def tell(self):
        print(f'{{"first_paint_ms": {self.painted_ms}, "pss_kb": {pss_kb()}}}', flush=True)
        QApplication.quit()


def pss_kb():
    """This process's share of memory."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as rollup:  # noqa: PTH123
        return int(next(line.split()[1] for line in rollup if line.startswith("Pss:")))


def main(kind=BareWindow):
    app = QApplication(sys.argv[:1])
    window = kind()
    window.resize(1366, 690)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
