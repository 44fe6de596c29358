"""Settings: plain sections, each of which saves as it is changed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.settings import Group
from sobrhouse.words import N_, _
from ui import theme
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.settings.about import AboutSection
from ui.office.settings.audit import AuditSection
from ui.office.settings.backup import BackupSection
from ui.office.settings.declared import DeclaredSection
from ui.office.settings.house import HouseSection, RoomsSection
from ui.office.settings.keys import KeysSection
from ui.office.settings.kiosk import KioskSection
from ui.office.settings.look import LookSection
from ui.office.settings.people import PeopleSection
from ui.office.settings.retention import RetentionSection
from ui.office.settings.rules import RulesSection
from ui.office.settings.section import Section
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.page import Page

# name, icon, words, what it needs
SECTIONS: tuple[tuple[str, str, str, Permission], ...] = (
    ("house", "house", N_("House"), Permission.MANAGE_HOUSE),
    ("rooms", "bed", N_("Rooms and beds"), Permission.MANAGE_HOUSE),
    ("rules", "scale", N_("Rules"), Permission.MANAGE_HOUSE),
    ("kiosk", "monitor", N_("Kiosk"), Permission.MANAGE_HOUSE),
    ("people", "users", N_("People"), Permission.MANAGE_STAFF),
    ("reports", "printer", N_("Reports"), Permission.MANAGE_HOUSE),
    ("look", "palette", N_("Look"), Permission.OWN_ACCOUNT),
    ("keys", "key-round", N_("Keys"), Permission.OWN_ACCOUNT),
    ("backup", "hard-drive", N_("Backup"), Permission.MANAGE_HOUSE),
    ("retention", "hourglass", N_("Retention"), Permission.MANAGE_STAFF),
    ("audit", "history", N_("Audit log"), Permission.SEE_AUDIT),
    ("about", "info", N_("About"), Permission.OWN_ACCOUNT),
)


SCROLLED = frozenset({"house", "rules", "kiosk", "reports", "look", "keys", "backup", "retention",
                      "about"})


class SettingsPage(Page):
    """A list of sections on the left, the chosen one on the right."""

    topics = frozenset(
        {
            "house",
            "room",
            "bed",
            "setting",
            "phase",
            "staff",
            "backup",
            "database",
            "curfew",
            "blackout",
            "retention",
            "hold",
            "resident",
            "stay",
            "visitor",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.section = ""
        self.panel = FormPanel(self)
        self.panel.done_with.connect(self.forget_draft)
        self.panel.opened.connect(self._fit_names)
        self.panel.closed.connect(self._fit_names)
        self.stack = QStackedWidget()
        self.stack.setMinimumWidth(420)
        self.made: dict[str, Section] = {}
        self.buttons: dict[str, Button] = {}
        self.group = QButtonGroup(self)
        self.side = side = Card()
        names = ScrollBox(gap=1)  # with large text there are more than the window is high
        for name, icon, words, needed in SECTIONS:
            if desk.may(needed):
                names.add(self._button(name, icon, _(words)))
        side.add(names, 1)
        with theme.fitting(side):
            widest = max(button.sizeHint().width() for button in self.buttons.values())
        side.setFixedWidth(widest + 56)
        row = hbox(side, gap=3, parent=self)
        row.setContentsMargins(20, 4, 20, 14)
        row.addWidget(self.stack, 1)
        row.addWidget(self.panel)
        self.show_section(next(iter(self.buttons)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """In a narrow window the names make room for the panel, or it would lie below the rest."""
        needed = self.side.width() + self.stack.minimumWidth() + self.panel.width() + 80
        self.side.setVisible(self.panel.isHidden() or self.width() >= needed)

    def _button(self, name: str, icon: str, words: str) -> Button:
        button = Button(words, "side", icon=icon)
        button.setCheckable(True)
        button.clicked.connect(partial(self.show_section, name))
        self.group.addButton(button)
        self.buttons[name] = button
        return button

    def _make(self, name: str) -> Section:
        makers: dict[str, Callable[[], Section]] = {
            "house": lambda: HouseSection(self.desk, self.panel),
            "rooms": lambda: RoomsSection(self.desk),
            "rules": lambda: RulesSection(self.desk, self.panel),
            "kiosk": lambda: KioskSection(self.desk),
            "people": lambda: PeopleSection(self.desk, self.panel),
            "reports": lambda: DeclaredSection(
                self.desk, (Group.REPORTS, Group.SAFETY), _("Reports and lock")
            ),
            "look": lambda: LookSection(self.desk),
            "keys": lambda: KeysSection(self.desk, self.panel),
            "backup": lambda: BackupSection(self.desk, self.panel),
            "retention": lambda: RetentionSection(self.desk, self.panel),
            "audit": lambda: AuditSection(self.desk),
            "about": lambda: AboutSection(self.desk),
        }
        section = makers[name]()
        section.go.connect(self.go)
        self.made[name] = section
        holder: QWidget = section
        if name in SCROLLED:
            holder = QWidget()
            box = ScrollBox()
            box.fill([section])
            vbox(box, parent=holder)
        self.stack.addWidget(holder)
        theme.remeasure(holder)
        section.setProperty("at", self.stack.indexOf(holder))
        return section

    def show_section(self, name: str, *_checked: object) -> None:
        """Show one section; what was half typed in the side panel is kept."""
        if name not in self.buttons:
            return
        section = self.made.get(name) or self._make(name)
        if self.section and self.section != name:
            self.panel.close_panel()
        self.section = self._target = name
        self.buttons[name].setChecked(True)
        self.stack.setCurrentIndex(int(section.property("at")))
        if self.isVisible():
            section.reload()
        self.headed.emit()

    def title(self) -> str:
        return _("Settings")

    def context(self) -> str:
        return _("Each change is saved at once. Ctrl+Z takes it back.")

    def reload(self) -> None:
        self.made[self.section].reload()

    def open_record(self, target: object) -> None:
        super().open_record(target)
        if isinstance(target, str):
            self.show_section(target)

    def place_in(self) -> object:
        return self.section

    def open_form(self) -> str:
        return ""

    def back(self) -> bool:
        if self.panel.name:
            self.panel.close_panel()
            return True
        return self.made[self.section].back()
