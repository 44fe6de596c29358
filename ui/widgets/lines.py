"""Lines: fields of one line or more of text."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.widgets.field import Field


class LineField(Field):
    """One line of text."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        max_length: int = 200,
        secret: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, required=required, parent=parent)
        self.line = QLineEdit()
        self.line.setMaxLength(max_length)
        self.line.setPlaceholderText(placeholder)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.leave)
        self.build(self.line)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)


class _Lines(QPlainTextEdit):
    """Text of some lines; Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().lineSpacing() * self._lines + 20
        return QSize(200, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())


class TextField(Field):
    """Several lines of text."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        lines: int = 3,
        max_length: int = 20_000,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, required=required, parent=parent)
        self._longest = max_length
        self._filling = False
        self.box = _Lines(lines)
        self.box.setPlaceholderText(placeholder)
        self.box.textChanged.connect(self._on_changed)
        self.build(self.box)

    def _on_changed(self) -> None:
        if not self._filling:
            self.edited.emit()

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        self._filling = True
        self.box.setPlainText(text)
        self._filling = False

    def read(self) -> str:
        text = self.text().strip()
        if len(text) > self._longest:
            words = _("This is too long: {n} letters. {most} fit.")
            raise Problem(words.format(n=len(text), most=self._longest))
        return text
