"""The floor of a start: a bare PySide6 window that tells when it is painted, and how big it is."""

import json
import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.process import since_start


class BareWindow(QMainWindow):
    """Nothing but a frame."""

    painted_ms = 0.0

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted_ms:
            self.painted_ms = since_start()
            QTimer.singleShot(0, self.tell)

    def tell(self):
        print(json.dumps({"first_paint_ms": self.painted_ms}), flush=True)
        if os.environ["SOBRHOUSE_BENCH"] != "stay":
            QApplication.quit()


def main():
    app = QApplication(sys.argv[:1])
    window = BareWindow()
    window.resize(1366, 690)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
