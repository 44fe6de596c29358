"""Palette: find or do anything, by a few letters of a name, a bed or a command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from sobrhouse.queries.finding import FoundPerson, people_to_find
from sobrhouse.words import _, in_all_languages
from ui import theme
from ui.desk import concerns
from ui.office.actions import ACTIONS, PERSON_VERBS, shown_keys
from ui.office.hits import Group, Hit, find
from ui.office.palette_rows import PaletteLine, PaletteRows
from ui.office.places import PLACES
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.office.frame import Frame

WIDTH, HEIGHT = 600, 420
FEW = 5
_TOPICS = frozenset({"resident", "stay", "bed", "application", "waitlist", "import", "house"})


class Palette(QFrame):
    """A box under the header; it holds no window of its own, so it opens within one paint."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.frame = frame
        self.desk = frame.desk
        self._people: tuple[FoundPerson, ...] = ()
        self._person: FoundPerson | None = None
        self._before: QWidget | None = None
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Find or do anything"))
        self.rows = PaletteRows()
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteLine(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = Label("", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 8)
        box.addWidget(self.line)
        box.addWidget(self.list, 1)
        box.addWidget(self.hint)
        self.line.textChanged.connect(self._on_text)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self.desk.changed.connect(self._on_changed)
        self.hide()
        self.load()

    def load(self) -> None:
        """Ask for the people of the house; they are at hand before anybody types."""
        if self.desk.house_id:
            self.desk.ask(self, people_to_find, self.desk.house_id, done=self._on_people)

    def open(self, text: str = "") -> None:
        """Show it under the header, with `text` typed already."""
        self._before = QApplication.focusWidget()
        self._person = None
        wide = min(round(WIDTH * theme.scale()), self.frame.width() - 40)
        high = min(round(HEIGHT * theme.scale()), self.frame.height() - 80)
        right = self.frame.header.search.mapTo(
            self.frame, self.frame.header.search.rect().topRight()
        ).x()
        left = max(self.frame.rail.width() + 10, min(right - wide, self.frame.width() - wide - 10))
        self.setGeometry(left, self.frame.header.height() + 2, wide, high)
        self.line.setText(text)
        self._on_text(text)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Put it away; the cursor goes back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    # What it offers

    def _all(self) -> list[Hit]:
        people = map(self._person_hit, self._people)
        return [*people, *self._commands(), *self._places(), *self._tabs()]

    def _person_hit(self, person: FoundPerson, group: Group = "people") -> Hit:
        context = {
            "here": _("Bed {bed}").format(bed=person.bed) if person.bed else _("No bed"),
            "waiting": _("On the waitlist"),
            "left": _("Moved out"),
        }[person.standing]
        words = (f"{person.name} {person.legal_name} {person.bed}",)
        run = partial(self.frame.go, "residents", person.resident_id)
        return Hit(group, person.name, context, "user-round", words, run, person=person.resident_id)

    def _commands(self) -> list[Hit]:
        hits = [
            Hit(
                "do",
                verb.label,
                self.frame.header.title.full_text(),
                verb.icon or "command",
                (verb.label,),
                verb.run,
                shown_keys(verb.keys) if verb.keys else "",
            )
            for verb in self.frame.verbs()
        ]
        named = {verb.id for verb in self.frame.verbs()}
        for spec in ACTIONS:
            if spec.listed and self.frame.allows(spec) and spec.verb not in named:
                keys = shown_keys(spec.keys[0]) if spec.keys else ""
                words = in_all_languages(spec.label)
                hits.append(
                    Hit(
                        "do",
                        _(spec.label),
                        "",
                        spec.icon,
                        words,
                        partial(self.frame.run, spec),
                        keys,
                    )
                )
        return hits

    def _places(self) -> list[Hit]:
        return [
            Hit(
                "go",
                _(place.label),
                "",
                place.icon,
                in_all_languages(place.label),
                partial(self.frame.go, place.id, None),
                shown_keys(f"Ctrl+{place.key}"),
            )
            for place in PLACES
            if place.id in self.frame.offered
        ] + [
            Hit(
                "go",
                house.name,
                _("House"),
                "house",
                (house.name,),
                partial(self.desk.choose_house, house.house_id),
            )
            for house in self.desk.houses
            if len(self.desk.houses) > 1
        ]

    def _tabs(self) -> list[Hit]:
        return [
            Hit(
                "go",
                _(label),
                _(place.label),
                place.icon,
                in_all_languages(label),
                partial(self.frame.go, place.id, code),
            )
            for place in PLACES
            if place.id in self.frame.offered
            for code, label in place.tabs
        ]

    def _verbs(self, person: FoundPerson) -> list[Hit]:
        return [
            Hit(
                "verbs",
                _(verb.label),
                person.name,
                verb.icon,
                in_all_languages(verb.label),
                partial(self.frame.do_for, person.resident_id, verb.id),
            )
            for verb in PERSON_VERBS
            if self.desk.may(verb.needs)
        ]

    def _recent(self) -> list[Hit]:
        known = {person.resident_id: person for person in self._people}
        last = [known[i] for i in self.desk.recent if i in known][:FEW]
        return (
            [self._person_hit(person, "recent") for person in last]
            + self._commands()[:FEW]
            + self._places()
        )

    # What the person does

    @Slot(str)
    def _on_text(self, text: str) -> None:
        if self._person is not None:
            hits = self._verbs(self._person)
            hits = find(text, hits) if text.strip() else hits
            self.line.setPlaceholderText(_("What to do for {name}").format(name=self._person.name))
        else:
            hits = find(text, self._all()) if text.strip() else self._recent()
            self.line.setPlaceholderText(_("A name, a bed, or what to do"))
        self.rows.show(hits)
        self._choose(self.rows.step(-1, 1))
        if not hits:
            self.hint.setText(_("No one and nothing matches “{text}”.").format(text=text.strip()))
        else:
            self.hint.setText(_("Enter opens. Tab: what to do for a person. Esc goes back."))

    def _choose(self, row: int) -> None:
        index = self.rows.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self._on_key(event.key())
        left = event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None
        if watched is self.line and left and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        row = self.list.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._choose(self.rows.step(row, 1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(row)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._on_tab(row)
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        else:
            return False
        return True

    def _on_tab(self, row: int) -> None:
        hit = self.rows.hit(row)
        if hit is not None and hit.person and self._person is None:
            self._person = next(p for p in self._people if p.resident_id == hit.person)
            self._again()

    def _on_escape(self) -> None:
        if self._person is not None:
            self._person = None
            self._again()
        else:
            self.close_box()

    def _again(self) -> None:
        if self.line.text():
            self.line.clear()
        else:
            self._on_text("")

    def _run(self, row: int) -> None:
        hit = self.rows.hit(row)
        if hit is not None:
            self.close_box()
            hit.run()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index.row())

    def _on_people(self, people: tuple[FoundPerson, ...]) -> None:
        self._people = people
        if self.isVisible():
            self._on_text(self.line.text())

    @Slot(object)
    def _on_changed(self, topics: frozenset[str]) -> None:
        if concerns(topics, _TOPICS):
            self.load()
