"""The tab Own words of a profile: what they add to their weeks, from the kiosk or on their word."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import span
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.week_people import (
    HEADING_WORDS,
    HEADINGS,
    LONGEST_OWN,
    OWN_WAYS,
    heading_word,
)
from sobrhouse.queries.own_words import OwnRow, OwnWeeks, own_weeks
from sobrhouse.queries.profile import Profile
from sobrhouse.services import own_words
from sobrhouse.words import N_, _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.sections import Section
from ui.widgets.boxes import ScrollBox, clear, hbox, line, vbox
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

SIX_DAYS = timedelta(days=6)
FORM = "own_words"
WAYS = (("staff", N_("They told me")), ("paper", N_("They wrote it on paper")))


class ProfileWords(ScrollBox):
    """Week by week what somebody says of it; each under its heading, as the packet prints it."""

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(gap=3, parent=parent)
        self.desk, self.panel = desk, panel
        self.data: OwnWeeks | None = None
        self.name = ""
        self._stay_id: int | None = None
        self._waits = False  # for the form that comes back after a lock
        self._daily = desk.may(Permission.RECORD_DAILY)
        self._manager = desk.may(Permission.MANAGE_PEOPLE)
        about = _("The weekly packet prints this beside the facts, marked as their own words. They "
                  "can write it themselves at the kiosk: My people, then My week.")  # fmt: skip
        self.about = Label(about, "muted", wrap=True)
        self.nothing = Label(_("This person has not lived here yet."), "muted", wrap=True)
        self.weeks = vbox(gap=4)
        inside = vbox(self.about, self.nothing, gap=3, margins=(16, 12, 16, 16))
        inside.addLayout(self.weeks)
        self.add(inside)

    def by_name(self) -> dict[str, Callable[[], None]]:
        """The form that comes back after a lock."""
        return {FORM: self.write_this_week}

    def show_person(self, data: Profile) -> None:
        """Ask for the words of somebody's stay, the last one of those who moved out."""
        self.name = data.short_name
        stay = data.stay or (data.stays[0] if data.stays else None)
        stay_id = stay.stay_id if stay is not None else None
        if stay_id != self._stay_id:
            self._stay_id, self.data = stay_id, None
            clear(self.weeks)
        self.nothing.setVisible(stay_id is None)
        self.about.setVisible(stay_id is not None)
        if stay_id is not None:
            self.desk.ask(self, own_weeks, stay_id, self.desk.today(), done=self._show)

    def _show(self, found: OwnWeeks) -> None:
        if found.stay_id != self._stay_id:
            return
        self.data = found
        clear(self.weeks)
        for week in found.weeks:
            self.weeks.addWidget(self._week(week, found.of(week)))
        if self._waits:
            self._waits = False
            self.write_this_week()

    def _week(self, week: date, rows: tuple[OwnRow, ...]) -> Section:
        left = [code for code in HEADINGS if code not in {row.heading for row in rows}]
        verb = _("Write down") if self._daily and left else ""
        section = Section(span(week, week + SIX_DAYS), _("Nothing said of this week."), verb,
                          partial(self.write, week))  # fmt: skip
        section.show_widgets([self._line(row) for row in rows])
        return section

    def _line(self, row: OwnRow) -> QWidget:
        """The heading and how it came, the words below, and what one may do with them."""
        widget = QWidget()
        way = _(OWN_WAYS[row.way])
        if row.way == "paper":
            way = _("{line}, typed in by {name}").format(line=way, name=row.by or "–")
        head = hbox(Label(heading_word(row.heading), "strong"), Label(way, "muted"), 1,
                    gap=3)  # fmt: skip
        theirs = row.way == "kiosk"
        if (self._manager if theirs else self._daily):
            said = _("Take off") if theirs else _("Change")
            button = Button(said, "ghost", small=True, name=f"{said}: {heading_word(row.heading)}")
            button.clicked.connect(partial(self.remove if theirs else self.open, row))
            head.addWidget(button)
        vbox(head, Label(row.text, "body", wrap=True), gap=0, margins=(0, 4, 0, 4), parent=widget)
        return widget

    # What one does here

    def write_this_week(self) -> None:
        """The form for the newest week, once it is known who is shown."""
        if self.data is None:
            self._waits = True
        elif self.data.weeks and self._daily:
            self.write(self.data.weeks[0])

    def write(self, week: date) -> None:
        """The form for what they say of a week."""
        if self.data is None:
            return
        stay_id, said = self.data.stay_id, {row.heading for row in self.data.of(week)}
        left = [(code, _(word)) for code, word in HEADING_WORDS.items() if code not in said]
        form = MakingForm(_("Write down"))
        form.add(ChoiceField("heading", _("About"), left))
        form.add(_words_field())
        form.add(ChoiceField("way", _("How it came"), [(code, _(word)) for code, word in WAYS]))

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, own_words.write_down, stay_id, week, values["heading"], values["text"],
                values["way"], done=self.panel.finish, refused=self.panel.refuse,
                said=_("Own words of {name} written down").format(name=self.name),
                undo=lambda row_id: Step(own_words.take_back, (row_id,)),
            )  # fmt: skip

        title = _("Own words of {name}, {week}").format(
            name=self.name, week=span(week, week + SIX_DAYS)
        )
        self.panel.open_form(FORM, title, form, made, stay_id)

    def open(self, row: OwnRow) -> None:
        """Put right what staff wrote down, or take it off."""
        form = MakingForm(_("Save changes"))
        form.add(_words_field())
        remove = Button(_("Take off"), "danger", "trash-2", small=True)
        remove.clicked.connect(partial(self.remove, row))
        form.put(line(remove, 1))
        form.fill({"text": row.text})

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, own_words.change, row.own_words_id, row.version, values["text"],
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Own words of {name} changed").format(name=self.name),
                undo=lambda was: Step(own_words.change, (row.own_words_id, None, was)),
            )  # fmt: skip

        self.panel.open_form("own_words_open", heading_word(row.heading), form, made,
                             row.own_words_id)  # fmt: skip

    def remove(self, row: OwnRow) -> None:
        """Take words off; they stay to be put back."""
        self.desk.do(
            self, own_words.take_back, row.own_words_id, done=self.panel.finish,
            refused=lambda problem: self.desk.tell(problem.sentence, urgent=True),
            said=_("Own words of {name} taken off").format(name=self.name),
            undo=lambda row_id: Step(own_words.put_back, (row_id,)),
        )  # fmt: skip


def _words_field() -> TextField:
    hint = _("As they say it, not as you would. {n} letters at most.").format(n=LONGEST_OWN)
    return TextField("text", _("Their own words"), required=True, lines=5, hint=hint)
