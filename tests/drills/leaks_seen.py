"""What the leak drill's day sees on the screen, and the slips that it makes."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox
from sqlalchemy import text

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.work import Work
from tests.drills.leaks_found import LAST
from ui.crash.window import CrashWindow

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
         Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
SAID = ("text", "toPlainText", "windowTitle", "toolTip", "accessibleName", "title",
        "accessibleDescription", "placeholderText", "statusTip", "whatsThis")  # fmt: skip


class Thrown:
    """Something that fails while it is thrown away."""

    def __del__(self) -> None:
        int(LAST)


@needs(Permission.SEE_HOUSE, house_free=True)
def reads_wrong(_session: object, name: str) -> None:
    """A query with a slip in it."""
    raise LookupError(name)


def writes_wrong(work: Work, name: str) -> None:
    """A use case that the database refuses."""
    work.session.execute(text("INSERT INTO no_such_table VALUES (:name)"), {"name": name})


def crash_windows() -> list[CrashWindow]:
    """Those that stand."""
    windows = QApplication.topLevelWidgets()
    return [w for w in windows if isinstance(w, CrashWindow) and w.isVisible()]


def on_screen() -> list[str]:
    """All that any widget says, shown or not, or gives to a screen reader."""
    said: set[str] = set()
    top = QModelIndex()
    for widget in QApplication.allWidgets():
        for name in SAID:
            tell = getattr(widget, name, None)
            if callable(tell):
                said.add(str(tell()))
        if isinstance(widget, QComboBox):
            said.update(widget.itemText(at) for at in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
            for row in range(model.rowCount(top)):
                for column in range(columns):
                    here = model.index(row, column, top)
                    said.update(str(model.data(here, role)) for role in ROLES)
    return sorted(said - {""})
