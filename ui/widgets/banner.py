"""Banner: trouble or news that lasts, in a bar with at most one button."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import IconMark, Label

_ICONS = {
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "info": "info",
    "ok": "circle-check",
    "mute": "info",
    "brand": "info",
}


class Banner(QFrame):
    """Icon, one sentence, one button; closed by the person where that is allowed."""

    closed = Signal()

    def __init__(
        self,
        text: str,
        kind: str = "warn",
        button: str = "",
        run: Callable[[], object] | None = None,
        *,
        closable: bool = False,
        icon: str | None = None,
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setProperty("tone", kind)
        self._run = run
        self.label = Label(text, "body", wrap=True)
        self.button = Button(button, "outline", small=True)
        if not button:
            self.button.hide()
        self.button.clicked.connect(self._on_button)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 10, 7)
        row.setSpacing(theme.space(3))
        row.addWidget(IconMark(icon or _ICONS[kind], f"{theme.KINDS[kind]}Ink", 18))
        if below:  # in a narrow panel the sentence needs the whole width
            row.addLayout(vbox(self.label, hbox(self.button, 1), gap=1), 1)
        else:
            row.addWidget(self.label, 1)
            row.addWidget(self.button)
        if closable:
            close = IconButton("x", _("Close"), kind="ghost")
            close.clicked.connect(self._on_close)
            row.addWidget(close)

    @cached_property
    def more(self) -> Button:
        """Beside the button: what else there is to be seen; hidden until it is shown."""
        more = Button("", "ghost", small=True)
        more.hide()
        self._row.addWidget(more)
        return more

    def say(self, text: str, button: str = "", run: Callable[[], object] | None = None) -> None:
        """Show another sentence and button."""
        self.label.setText(text)
        self.button.set_text(button)
        self.button.setVisible(bool(button))
        self._run = run

    def _on_button(self) -> None:
        if self._run:
            self._run()

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
