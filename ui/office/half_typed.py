"""Half typed: keeps what somebody has typed and not finished, through a lock, a crash or a change
of look.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QLineEdit

from sobrhouse.queries.drafts import KeptDraft, my_drafts
from sobrhouse.services import drafts
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.widgets.field import Field
    from ui.widgets.page import AnyForm, Page

LOOK_MS = 2_000
LOOKS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """The texts of one form of one place, as typed."""

    place: str
    record: object
    form: str
    texts: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The draft's name in the database."""
        return f"{self.place}/{self.form}"

    @property
    def subject(self) -> int:
        """The record that the text is about; 0 for something new."""
        return self.record if isinstance(self.record, int) else 0


def typed_in(place: str, page: Page, *, left: bool = False) -> HalfTyped | None:
    """What is half typed in the form that is open, or in a field that is not saved, or what else
    is begun.

    A field that one has `left` is being saved by now, unless it was refused.
    """
    from ui.widgets.form import SavingForm

    for form in page.forms():
        name = _name(form)
        if isinstance(form, SavingForm):
            texts = {
                key: text
                for key, text in form.dirty().items()
                if not _is_secret(form[key]) and _waits(form[key], left)
            }
        elif name and name == page.open_form() and form.dirty():
            texts = {f.name: f.text() for f in form.fields() if not _is_secret(f)}
        else:
            continue
        if texts:
            return HalfTyped(place, page.place_in(), name, texts)
    begun = page.unfinished()
    return HalfTyped(place, page.place_in(), *begun) if begun is not None else None


def _name(form: AnyForm) -> str:
    from ui.widgets.form import SavingForm

    return form.objectName() or ("record" if isinstance(form, SavingForm) else "")


def _waits(field: Field, left: bool) -> bool:
    """Whether nothing else will save this field soon."""
    return field.faulty() or (field.control.hasFocus() and not left)


def _is_secret(field: Field) -> bool:
    """A passphrase or PIN is never kept."""
    line = field.control
    return isinstance(line, QLineEdit) and line.echoMode() is not QLineEdit.EchoMode.Normal


def leave_fields(page: Page) -> None:
    """Save the field that one is typing in, as if it had been left."""
    from ui.widgets.form import SavingForm

    for form in page.forms():
        if isinstance(form, SavingForm):
            form.leave()


def bring_back(page: Page, kept: HalfTyped) -> bool:
    """Open the form again and fill in what was typed; False where the form is not there (yet)."""
    if page.take_up(kept.form, kept.texts):
        return True
    page.reopen_form(kept.form)
    found = [form for form in page.forms() if _name(form) == kept.form]
    for form in found:
        form.take_draft(kept.texts)
    return bool(found)


class DraftKeeper(QObject):
    """Keeps the half-typed text of one page once typing rests; drops it when it is a record.

    It looks every two seconds while its page is shown; long typing is kept every ten.
    """

    def __init__(self, desk: Desk, place: str, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._place = place
        self._page = page
        self._kept: HalfTyped | None = None
        self._seen: HalfTyped | None = None
        self._unkept = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        page.draft_done.connect(self._on_done)

    @Slot()
    def look(self) -> None:
        """Keep what has rested since the last look, or has waited too long."""
        if not self._page.isVisible():
            return
        found, before = typed_in(self._place, self._page), self._seen
        self._seen = found
        if found is None:
            if before is not None:
                self._forget()
        elif found != self._kept:
            self._unkept += 1
            if found == before or self._unkept >= LOOKS_AT_MOST:
                self.keep()

    @Slot()
    def keep(self) -> None:
        """Keep it now, if it is not what is kept already."""
        self.keep_this(typed_in(self._place, self._page))

    def keep_this(self, found: HalfTyped | None) -> None:
        """Keep what was found half typed."""
        self._unkept = 0
        if found is not None and found != self._kept:
            self._kept = found
            text = json.dumps(found.texts, ensure_ascii=False)
            self._desk.do(self, drafts.keep, found.name, found.subject, text)

    def take_over(self, kept: HalfTyped) -> None:
        """This came back from the database: it is what is kept."""
        self._kept = self._seen = kept

    @Slot(str)
    def _on_done(self, form: str) -> None:
        if self._kept is not None and self._kept.form == form:
            self._forget()

    def _forget(self) -> None:
        kept, self._kept, self._seen = self._kept, None, None
        if kept is not None:
            self._desk.do(self, drafts.forget, kept.name, kept.subject)


def ask_for_drafts(desk: Desk, owner: QObject, done: Any) -> None:
    """What this person left half typed, newest first."""
    desk.ask(owner, my_drafts, done=lambda rows: done(tuple(map(_read, rows))))


def _read(row: KeptDraft) -> HalfTyped:
    place, _slash, form = row.form.partition("/")
    return HalfTyped(place, row.subject_id or None, form, json.loads(row.text_json))
