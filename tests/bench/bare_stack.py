"""The floor of live data: a bare window, and beside it on a thread the libraries that the program
stands on: SQLAlchemy's ORM with as many plain tables as ours, SQLCipher, one question answered.

Nothing of ours is imported, so what it takes is what no start on this stack can be without.
"""

import os
import threading
import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.bare_window import SETTLE_MS, main, pss_kb

OURS = os.environ.get("SOBRHOUSE_BENCH_TABLES", "61 12")  # how many tables ours are, how wide


class News(QObject):
    """Brings the answer to the window's thread."""

    answered = Signal()


def ask():
    """Map the tables, open a database of their own in memory, ask it."""
    from sqlalchemy import Integer, String, create_engine, select
    from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
    from sqlcipher3 import dbapi2

    class Base(DeclarativeBase):
        pass

    count, width = map(int, OURS.split())
    tables = []
    for number in range(count):
        columns = {"__tablename__": f"t{number}", "id": mapped_column(Integer, primary_key=True)}
        columns |= {f"c{i}": mapped_column(String if i % 2 else Integer) for i in range(1, width)}
        tables.append(type(f"T{number}", (Base,), columns))
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"))
    with Session(engine) as session:
        tables[0].__table__.create(session.connection())
        session.execute(select(tables[0]).limit(5)).all()


class StackWindow(QMainWindow):
    """Nothing but a frame, which starts the thread when it is painted."""

    begun = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.begun:
            self.begun = True
            self.news = News()
            self.news.answered.connect(self.note)
            threading.Thread(target=self.work, daemon=True).start()

    def work(self):
        ask()
        self.news.answered.emit()

    def note(self):
        self.live_ms = (time.time() - float(os.environ["SOBRHOUSE_BENCH"])) * 1e3
        QTimer.singleShot(SETTLE_MS, self.tell)

    def tell(self):
        print(f'{{"live_ms": {self.live_ms}, "pss_kb": {pss_kb()}}}', flush=True)
        QApplication.quit()


if __name__ == "__main__":
    main(StackWindow)
