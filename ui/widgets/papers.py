"""Papers: shows a PDF from the very bytes that are printed or saved, with zoom and page turning."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.progress import Working

_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0
_POINTS_PER_INCH = 72
# Pixels wide at usual text; below these there is no room for the remark, the heading, the button.
_REMARK_FROM, _HEADING_FROM, _FIT_FROM = 640, 460, 360
_LATE_MS = 150  # a paper that is made sooner takes the old one's place without a flicker


class PaperView(QWidget):
    """A preview that is the file itself."""

    turned = Signal(int, int)  # page, of how many; the first page is 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf = b""
        self._document = QPdfDocument(self)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._on_late)
        self._buffer: QBuffer | None = None  # Qt reads from it as long as the paper is shown
        self._build()

    def _tools(self) -> QHBoxLayout:
        self.heading = Label(_("Preview"), "h3")
        self.remark = ElidedLabel(_("This is the file that prints."), "muted")
        self.smaller = IconButton("minus", _("Smaller"))
        self.fit = Button(_("Fit width"), "ghost", small=True)
        self.larger = IconButton("plus", _("Larger"))
        self.before = IconButton("chevron-left", _("Page before"))
        self.place = Label("", "body")
        self.after = IconButton("chevron-right", _("Next page"))
        self.smaller.clicked.connect(lambda: self._zoom(1 / _STEP))
        self.larger.clicked.connect(lambda: self._zoom(_STEP))
        self.fit.clicked.connect(self.fit_width)
        self.before.clicked.connect(lambda: self.go_to(self.page() - 1))
        self.after.clicked.connect(lambda: self.go_to(self.page() + 1))
        row = hbox(
            self.heading, self.remark, self.smaller, self.fit, self.larger, self.before,
            self.place, self.after, gap=2, margins=(16, 8, 12, 8),
        )  # fmt: skip
        row.insertStretch(2, 1)
        row.setStretch(1, 1000)
        return row

    def _build(self) -> None:
        head = self._tools()
        self.working = Working(cancel=False)
        self.view = self._viewer()
        self.waiting = EmptyState("file-text", _("Making the paper"))
        self.failed = EmptyState("circle-alert", _("The paper could not be made"))
        self.asking = EmptyState("user", "")
        self.stack = QStackedWidget()
        for widget in (self.waiting, self.view, self.failed, self.asking):
            self.stack.addWidget(widget)
        column = vbox(head, self.working, self.stack, gap=0, parent=self)
        column.setStretch(2, 1)
        self._enable()

    def _viewer(self) -> QPdfView:
        view = QPdfView()
        view.setDocument(self._document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName(_("Preview"))
        view.setFrameShape(QPdfView.Shape.NoFrame)
        ground = view.palette()
        ground.setColor(QPalette.ColorRole.Dark, theme.colour("border"))
        view.setPalette(ground)
        view.pageNavigator().currentPageChanged.connect(self._on_page)
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / theme.scale()
        self.remark.setVisible(wide >= _REMARK_FROM)
        self.heading.setVisible(wide >= _HEADING_FROM)
        self.fit.setVisible(wide >= _FIT_FROM)

    def wait(self, text: str = "") -> None:
        """A paper is being made: the one shown is not the file any more, and says so."""
        self.working.start(text)
        self.remark.set_text(text or _("Making the paper"))
        self.waiting.say(text or _("Making the paper"))
        self._late.start()

    def _on_late(self) -> None:
        self.pdf = b""
        self.stack.setCurrentWidget(self.waiting)
        self._enable()

    def _no_wait(self, remark: str) -> None:
        self._late.stop()
        self.working.stop()
        self.remark.set_text(remark)

    def show_paper(self, pdf: bytes) -> None:
        """Show this file; the place and the zoom stay where they were."""
        self._no_wait(_("This is the file that prints."))
        if pdf == self.pdf:
            self.stack.setCurrentWidget(self.view)
            return
        page = self.page()
        self.pdf = pdf
        self._take_up(pdf)
        self.stack.setCurrentWidget(self.view)
        self.go_to(min(page, self.pages()))
        self._enable()

    def _take_up(self, pdf: bytes) -> None:
        """A viewer of its own for each paper: Qt draws pages on a thread, and one that comes late
        would stand for the same page of the next paper.
        """
        old, document, buffer = self.view, self._document, self._buffer
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self.view = self._viewer()
        self.view.setZoomMode(old.zoomMode())
        self.view.setZoomFactor(old.zoomFactor())
        focus = old.hasFocus()
        self.stack.insertWidget(self.stack.indexOf(old), self.view)
        self.stack.removeWidget(old)
        QWidget.setTabOrder(self.after, self.view)
        if focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        old.hide()
        old.deleteLater()
        document.deleteLater()
        if buffer is not None:
            buffer.deleteLater()

    def could_not(self, sentence: str) -> None:
        """Say why there is no paper to show."""
        self._no_wait("")
        self.pdf = b""
        self.failed.say(_("The paper could not be made"), sentence)
        self.stack.setCurrentWidget(self.failed)
        self._enable()

    def ask_first(self, question: str) -> None:
        """There is no paper before something is chosen: say what."""
        self._no_wait("")
        self.pdf = b""
        self.asking.say(question)
        self.stack.setCurrentWidget(self.asking)
        self._enable()

    def pages(self) -> int:
        """How many pages the paper has."""
        return self._document.pageCount() if self.pdf else 0

    def page(self) -> int:
        """The page in view, counted from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def go_to(self, page: int) -> None:
        """Turn to a page; one that is not there is left alone."""
        if 1 <= page <= self.pages():
            self.view.pageNavigator().jump(page - 1, QPointF(), 0)
        self._say_place()

    def fit_width(self) -> None:
        """As wide as there is room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._say_zoom()

    def _zoom(self, by: float) -> None:
        now = self._factor() * by
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(now, _SMALLEST), _LARGEST))
        self._say_zoom()

    def _factor(self) -> float:
        """How large the paper is drawn now; QPdfView does not say it while it fits the width."""
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or not self.pages():
            return self.view.zoomFactor()
        wide = self._document.pagePointSize(0).width() / _POINTS_PER_INCH
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return room / (wide * self.view.logicalDpiX())

    def _say_zoom(self) -> None:
        custom = self.view.zoomMode() is QPdfView.ZoomMode.Custom
        percent = _("{n} %").format(n=round(self.view.zoomFactor() * 100))
        self.fit.set_text(percent if custom else _("Fit width"))
        self.fit.setAccessibleName(_("Fit width, now {zoom}").format(zoom=self.fit.words()))
        self.smaller.setEnabled(bool(self.pdf) and self._factor() > _SMALLEST)
        self.larger.setEnabled(bool(self.pdf) and self._factor() < _LARGEST)

    def _on_page(self, _page: int) -> None:
        self._say_place()

    def _say_place(self) -> None:
        page, pages = min(self.page(), self.pages()), self.pages()
        self.place.setText(_("Page {n} of {m}").format(n=page, m=pages) if pages else "")
        self.view.setAccessibleDescription(self.place.text())
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < pages)
        self.turned.emit(page, pages)

    def _enable(self) -> None:
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(bool(self.pdf))
        self._say_zoom()
        self._say_place()
