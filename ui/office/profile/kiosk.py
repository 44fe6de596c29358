"""The kiosk part of a profile: PIN, lock, badge, number, what is hidden, and messages."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk_access import AccessRow, kiosk_access
from sobrhouse.queries.messages import SentMessage, messages_of
from sobrhouse.queries.profile import Profile
from sobrhouse.services import kiosk_access as service
from sobrhouse.services.kiosk_access import Wish
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.papers.badges import make_badges
from ui.office.people.message_form import message_line
from ui.widgets.boxes import ScrollBox, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.fields import CheckField, LineField
from ui.widgets.form import SavingForm
from ui.widgets.labels import Label, Rule


class ProfileKiosk(ScrollBox):
    """How one person uses the kiosk; `write` asks for the form of a message."""

    write = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self.desk = desk
        self.row: AccessRow | None = None
        self.data: Profile | None = None
        self._manager = desk.may(Permission.MANAGE_PEOPLE)
        self._daily = desk.may(Permission.RECORD_DAILY)
        self.nobody = Label(_("The kiosk is for people who live here."), "muted", wrap=True)
        self.pin, self.tries, self.badge = Chip("", "mute"), Chip("", "warn"), Chip("", "mute")
        self.choose = Button(_("Let them choose a PIN"), icon="key-round", small=True)
        self.stop = Button(_("Stop that"), "ghost", small=True)
        self.clear_lock = Button(_("Clear the lock"), "primary", "lock-open", small=True)
        self.print = Button(_("Print a badge"), icon="id-card", small=True)
        self.form = SavingForm(columns=2)
        self.messages = vbox(gap=1)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.form.add(LineField("number", _("Kiosk number"),
                                hint=_("2 to 6 digits, typed instead of the name.")))
        self.form.add(LineField("alias", _("Name on the kiosk"),
                                hint=_("Empty: first name and initial.")))
        self.form.add(CheckField("hidden", _("Not among the names, only by number or badge")))
        self.form.add(CheckField("hides_days", _("No days sober on the card")))
        send = Button(_("Write message"), icon="message-circle", small=True)
        send.clicked.connect(lambda: self.write.emit())
        if not self._daily:
            send.hide()
        for field in self.form.fields():
            field.setEnabled(self._daily)
        self.whole = QWidget()
        vbox(
            Label(_("PIN and badge"), "h2"), hbox(self.pin, self.choose, self.stop, 1),
            hbox(self.tries, self.clear_lock, 1), hbox(self.badge, self.print, 1), Rule(),
            self.form, Rule(), hbox(Label(_("Messages"), "h2"), 1, send), self.messages,
            gap=3, parent=self.whole,
        )  # fmt: skip
        inside = vbox(self.nobody, self.whole, gap=4, margins=(16, 12, 16, 16))
        self.add(inside)

    def _connect(self) -> None:
        self.form.saved.connect(self._save)
        self.choose.clicked.connect(self._let_choose)
        self.stop.clicked.connect(self._stop)
        self.clear_lock.clicked.connect(self._clear)
        self.print.clicked.connect(self._print)

    def show_person(self, data: Profile) -> None:
        """Show how this person uses the kiosk."""
        self.data = data
        self.nobody.setVisible(data.stay is None)
        self.whole.setVisible(data.stay is not None)
        if data.stay is None:
            return
        who = data.person.resident_id
        self.desk.ask(self, kiosk_access, who, self.desk.now(), done=self._show)
        self.desk.ask(self, messages_of, self.desk.house_id, self.desk.today(),
                      data.stay.stay_id, done=self._show_messages)

    def _show(self, row: AccessRow) -> None:
        if self.data is None or row.resident_id != self.data.person.resident_id:
            return
        self.row = row
        self.form.fill({"number": row.number, "alias": row.alias, "hidden": row.hidden,
                        "hides_days": row.hides_days})
        if row.choose_until is not None:
            until = nice_time(row.choose_until.astimezone(self.desk.zone()))
            self.pin.show_as(_("May choose a PIN until {time}").format(time=until), "info")
        elif row.has_pin:
            self.pin.show_as(_("Has a PIN"), "ok")
        else:
            self.pin.show_as(_("No PIN yet"), "warn")
        self.choose.set_text(_("Let them choose a new PIN") if row.has_pin
                             else _("Let them choose a PIN"))
        self.choose.setVisible(self._manager and row.choose_until is None)
        self.stop.setVisible(self._manager and row.choose_until is not None)
        self._show_tries(row)
        self.badge.show_as(*((_("Has a badge"), "ok") if row.has_badge
                             else (_("No badge"), "mute")))  # fmt: skip
        self.print.set_text(_("Print a new badge") if row.has_badge else _("Print a badge"))
        self.print.setVisible(self._manager)

    def _show_tries(self, row: AccessRow) -> None:
        wrong = n_("{n} wrong PIN", "{n} wrong PINs", row.failures).format(n=row.failures)
        if row.locked:
            self.tries.show_as(_("Locked: {tries}").format(tries=wrong), "bad")
        elif row.waits_until is not None:
            until = nice_time(row.waits_until.astimezone(self.desk.zone()))
            self.tries.show_as(_("{tries}, waits until {time}").format(tries=wrong, time=until),
                               "warn")
        else:
            self.tries.show_as(wrong, "mute")
        self.tries.setVisible(bool(row.failures or row.locked))
        self.clear_lock.setVisible(self._daily and bool(row.locked or row.waits_until))

    def _show_messages(self, rows: tuple[SentMessage, ...]) -> None:
        clear(self.messages)
        for row in rows:
            self.messages.addWidget(message_line(self.desk, row))
        if not rows:
            self.messages.addWidget(Label(_("No messages yet."), "muted"))

    # What one does here

    def _who(self) -> int:
        return self.data.person.resident_id if self.data is not None else 0

    def _save(self, name: str, value: Any) -> None:
        who, wish = self._who(), Wish(name)
        self.desk.do(
            self, service.change_wish, who, wish, value,
            done=lambda _before: self.form.stored(name, _("Saved {time}").format(
                time=nice_time(self.desk.now().astimezone(self.desk.zone())))),
            refused=lambda problem: self.form.refuse(problem, name),
            said=_("Kiosk changed"),
            undo=lambda before: Step(service.change_wish, (who, wish, before)),
        )  # fmt: skip

    def _let_choose(self) -> None:
        who = self._who()
        self.desk.do(
            self, service.let_choose_pin, who, refused=self._refused,
            said=_("A PIN may be chosen at the kiosk for 15 minutes"),
            undo=lambda _until: Step(service.stop_choosing, (who,)),
        )  # fmt: skip

    def _stop(self) -> None:
        who = self._who()
        self.desk.do(self, service.stop_choosing, who, said=_("No PIN is chosen now"),
                     refused=self._refused, undo=lambda _none: Step(service.let_choose_pin, (who,)))

    def _clear(self) -> None:
        self.desk.do(self, service.clear_lock, self._who(), refused=self._refused,
                     said=_("The lock is cleared"))

    def _print(self) -> None:
        make_badges(self.desk, self, (self._who(),))

    def _refused(self, problem: Problem) -> None:
        self.desk.tell(problem.sentence, urgent=True)


