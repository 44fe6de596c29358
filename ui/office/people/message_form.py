"""Messages from the house: to a person, to some or to everybody, and who has read them."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import month_day, nice_day_time
from sobrhouse.queries.messages import SentMessage, messages_of
from sobrhouse.services import messages
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.fields import DateField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label, Rule

NAME = "message"
NAMED = 6  # so many names are said in a line; the rest are counted


def write_message(desk: Desk, panel: FormPanel, stays: Sequence[int], who: str) -> None:
    """Open the form; no stays means everybody."""
    form = MakingForm(_("Send message"))
    form.add(TextField("text", _("Message"), required=True, lines=5,
                       hint=_("It stands on the card at the kiosk, after the PIN. "
                              "Nothing that others may not read over a shoulder.")))
    form.add(DateField("until_on", _("Shown through"), desk.today, future=True))

    def made(values: dict[str, Any]) -> None:
        desk.do(panel, messages.send_message, desk.house_id, values["text"] or "", tuple(stays),
                values["until_on"], done=panel.finish, refused=panel.refuse,
                said=_("Message sent to {who}").format(who=who),
                undo=lambda ids: Step(messages.remove_message, (ids,)))

    panel.open_form(NAME, _("Message to {who}").format(who=who), form, made,
                    stays[0] if len(stays) == 1 else 0)


def show_messages(desk: Desk, panel: FormPanel) -> None:
    """All messages of the house in the panel, newest first."""
    box = MessageList(desk)
    write = Button(_("Write to everybody"), "primary", "message-circle", small=True)
    write.clicked.connect(lambda: write_message(desk, panel, (), _("everybody")))
    holder = QWidget()
    vbox(hbox(write, 1), box, gap=3, parent=holder)
    panel.show_other("messages", _("Messages at the kiosk"), holder)
    box.reload()


class MessageList(ScrollBox):
    """Messages with who has read them; each can be taken off the cards."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(gap=2, parent=parent)
        self.desk = desk
        self.rows: tuple[SentMessage, ...] = ()
        self.setMinimumHeight(220)
        desk.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Ask again."""
        self.desk.ask(self, messages_of, self.desk.house_id, self.desk.today(), done=self._show)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & {"message", "*"}:
            self.reload()

    def _show(self, rows: tuple[SentMessage, ...]) -> None:
        self.rows = rows
        shown = [message_line(self.desk, row) for row in rows]
        self.fill(shown or [Label(_("No messages yet."), "muted", wrap=True)])


def message_line(desk: Desk, row: SentMessage) -> QWidget:
    """One message: to whom, its words, who has read it, and the way to take it off."""
    line = QWidget()
    to = row.to or _("Everybody")
    when = nice_day_time(row.sent_at, desk.zone(), desk.today())
    off = Button(_("Take off"), "ghost", "x", small=True,
                 name=_("Take off the message to {who}").format(who=to))
    off.clicked.connect(partial(_take_off, desk, line, row.message_id))
    head = hbox(Label(to, "strong"), Label(f"{row.sender}, {when}", "muted"), 1)
    if row.over:
        head.addWidget(Chip(_("Over"), "mute"))
    head.addWidget(off)
    said = read_words(row, desk.zone(), desk.today())
    vbox(Rule(), head, Label(row.text, "body", wrap=True), Label(said, "muted", wrap=True),
         gap=1, parent=line)  # fmt: skip
    return line


def read_words(row: SentMessage, zone: ZoneInfo, today: date) -> str:
    """Who has read it and who has not."""
    if row.to:
        return (_("Read {when}").format(when=_when(row.read[0][1], zone, today)) if row.read
                else _("Not read yet"))  # fmt: skip
    parts = []
    if row.read:
        parts.append(_("Read by {names}").format(names=_names([name for name, _at in row.read])))
    if row.unread:
        parts.append(_("not yet by {names}").format(names=_names(row.unread)))
    if row.until_on is not None:
        parts.append(_("shown through {day}").format(day=month_day(row.until_on, today)))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _names(names: Sequence[str]) -> str:
    shown, more = names[:NAMED], len(names) - NAMED
    text = ", ".join(shown)
    return text if more <= 0 else text + " " + n_("and {n} more", "and {n} more", more).format(
        n=more)


def _when(at: datetime, zone: ZoneInfo, today: date) -> str:
    return nice_day_time(at, zone, today)


def _take_off(desk: Desk, owner: QWidget, message_id: int) -> None:
    desk.do(owner, messages.remove_message, (message_id,), said=_("Message taken off"),
            undo=lambda _none: Step(messages.put_back_message, ((message_id,),)))
