"""The list of who moved out: the newest first, older ones when asked for or looked for."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sobrhouse.queries.moved_out import PAGE, MovedOutPage, MovedOutRow, Place, people_moved_out
from sobrhouse.words import _
from ui.desk import Desk
from ui.widgets.boxes import line, vbox
from ui.widgets.buttons import Button
from ui.widgets.table import Table

EVERYBODY = 1_000_000


class MovedOutList(QWidget):
    """A table over pages: what is typed is also looked for among those who are not loaded yet."""

    def __init__(
        self, desk: Desk, table: Table[MovedOutRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.table = table
        self.more = Button(_("Who left before"), "outline", small=True)
        self.more.hide()
        self.more.clicked.connect(self._on_more)
        self._loaded: tuple[MovedOutRow, ...] = ()
        self._after: Place | None = None
        self._older: dict[str, tuple[MovedOutRow, ...]] = {}  # what was found further down
        self._words = ""
        column = vbox(gap=2, parent=self)
        column.addWidget(table, 1)
        column.addWidget(line(self.more, 1))
        table.search.textChanged.connect(self._on_words)

    def reload(self) -> None:
        """Ask again for as many as are shown."""
        self._older.clear()
        self._ask(self._on_loaded, size=max(PAGE, len(self._loaded)))
        self._look_further()

    def _ask(
        self,
        done: Callable[[MovedOutPage], None],
        after: Place | None = None,
        words: str = "",
        size: int = PAGE,
    ) -> None:
        self.desk.ask(
            self, people_moved_out, self.desk.house_id, after, words, size, done=done,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _on_loaded(self, page: MovedOutPage) -> None:
        self._loaded, self._after = page.rows, page.next_after
        self._show()
        self._look_further()

    def load_all(self, then: Callable[[], None]) -> None:
        """Load everybody before the list goes out on paper or as a file."""

        def loaded(page: MovedOutPage) -> None:
            self._on_next(page)
            then()

        if self._after is None:
            then()
        else:
            self._ask(loaded, self._after, size=EVERYBODY)

    def _on_more(self) -> None:
        self._ask(self._on_next, self._after)

    def _on_next(self, page: MovedOutPage) -> None:
        self._loaded, self._after = self._loaded + page.rows, page.next_after
        self._show()

    def _on_words(self, text: str) -> None:
        self._words = text.strip()
        self._look_further()
        self._show()

    def _look_further(self) -> None:
        words = self._words
        if words and self._after is not None and words not in self._older:
            self._older[words] = ()  # asked for once
            self._ask(lambda page: self._on_found(words, page), self._after, words)

    def _on_found(self, words: str, page: MovedOutPage) -> None:
        self._older[words] = page.rows
        self._show()

    def _show(self) -> None:
        known = {row.resident_id for row in self._loaded}
        found = self._older.get(self._words, ()) if self._after is not None else ()
        self.table.show_rows((*self._loaded, *(r for r in found if r.resident_id not in known)))
        self.more.setVisible(self._after is not None and not self._words)
