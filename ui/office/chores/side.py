"""The right side of the Chores place: the turn that is chosen, or in its place a form or a list; on
a small screen it is a drawer that opens when it is wanted.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.office.chores.inspect import InspectPanel
from ui.office.form_panel import FormPanel
from ui.widgets.boxes import hbox


class ChoresSide(QWidget):
    """Shows one of the two; as a `drawer` it hides while neither is wanted."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.drawer = False
        self._bare = False  # there are no turns at all
        self._open = False  # the drawer was opened for a turn
        self.shell = InspectPanel(desk, self)  # until somebody looks inside
        self.panel = FormPanel(self)
        hbox(self.shell, self.panel, gap=0, parent=self)
        self.panel.opened.connect(self._show)
        self.panel.closed.connect(self._on_panel_closed)
        self.shell.close_.clicked.connect(self.shut)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.shell)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.shut)

    @property
    def inspect(self) -> InspectPanel:
        """The panel of the turn, with all its parts."""
        return self.shell.ready()

    def fit(self, *, drawer: bool) -> None:
        """Stand beside the week always, or only when wanted."""
        if drawer != self.drawer:
            self.drawer = drawer
            self._show()

    def show_bare(self, *, bare: bool) -> None:
        """Whether there are no turns to show."""
        if bare != self._bare:
            self._bare = bare
            self._show()

    def open_turn(self) -> None:
        """Somebody wants to see the turn that is chosen."""
        self._open = True
        self.panel.close_panel()
        self._show()

    def shut(self) -> bool:
        """Close what is open; False where nothing is that can be closed."""
        if not self.panel.isHidden():
            self.panel.close_panel()
            return True
        inside = self.shell.isAncestorOf(QApplication.focusWidget() or self)
        if self.drawer and self._open:
            self._open = False
            self._show()
        elif not inside:
            return False
        self.closed.emit()
        return True

    def _on_panel_closed(self) -> None:
        self._show()
        self.closed.emit()

    def _show(self) -> None:
        form = not self.panel.isHidden()
        wanted = not self._bare and (not self.drawer or self._open)
        self.shell.setVisible(not form and wanted)
        self.shell.close_.setVisible(self.drawer)
        self.setVisible(form or not self.shell.isHidden())
