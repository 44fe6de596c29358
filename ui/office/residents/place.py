"""Residents: the list, and the profile of the person that was opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.residents import Standing
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.matches import Match
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.consents.steps import WIZARD
from ui.office.form_panel import FormPanel
from ui.office.papers import people_out
from ui.office.papers.court_card import show_court_card
from ui.office.papers.dialog import show_face_sheet
from ui.office.people import message_form, note_form, resident_words
from ui.office.people.new_resident import NewResident
from ui.office.profile.view import TOLD, ProfileView
from ui.office.residents.list import WAITING, Bulk, ResidentsList
from ui.office.residents.verbs import person_verbs
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.page import Page, Verb

if TYPE_CHECKING:
    from ui.office.importing.view import ImportView

MARGINS = (20, 8, 20, 14)
IMPORT = "import"  # the name of its draft
ONCE_LOADED = (
    "note", "message", "sobriety", "phase", "plan", "move", "move_in", "move_out", "print",
    "contact", "sponsor")


class ResidentsPage(Page):
    """The list of residents, or one of them; forms open in the panel at the right."""

    topics = frozenset({
        "resident", "stay", "bed", "phase", "sobriety", "contact", "condition", "legal_matter",
        "employment", "note", "application", "referral_source", "house", "setting",
        "curfew", "pass", "kiosk", "message", "attendance", "requirement", "home_group",
        "service", "chore", "turn", "inspection", "exclusion", "consequence", "appeal",
        "supporter", "sponsorship", "introduction", "sponsor_contact", "support_choice", "step",
        "help", "network_person", "assessment", "milestone", "consent", "disclosure",
        "own_words", "hold"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.panel = FormPanel()
        self.list = ResidentsList(desk, self.add_resident)
        self.profile = ProfileView(desk, self.panel)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.profile)
        self.paper = Banner("", "info")
        self.paper.hide()
        row = hbox(gap=3, margins=MARGINS, parent=self)
        row.addLayout(vbox(self.paper, self.stack, gap=2), 1)
        row.addWidget(self.panel)
        self._after_load: dict[str, Any] = {}
        self._add = Button(_("Add resident"), "primary", "plus", keys="Ctrl+N")
        self._in = Button(_("Move in"), "primary", "log-in")
        self._bed = Button(_("Give a bed"), "primary", "bed")
        self._import = Button(_("Import"), icon="file-up")
        self._importing: ImportView | None = None
        self.new = NewResident(desk, self.panel, added=self.open_person, same=self._on_same)
        self._connect()

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_resident)
        self._import.clicked.connect(self.bring_in_list)
        self._bed.clicked.connect(self.profile.give_bed)
        self._in.clicked.connect(self._on_move_in)
        self.list.opened.connect(self.open_person)
        self.list.counted.connect(self.headed)
        self.list.set_bulk((
            Bulk(_("Add note"), "notebook-pen", self._note_for, Permission.RECORD_DAILY),
            Bulk(_("Message at kiosk"), "message-circle", self._message_for,
                 Permission.RECORD_DAILY),
            Bulk(_("Print list"), "printer", self.print_list, Permission.PRINT_PAPERS),
            Bulk(_("Export"), "file-down", self.save_list, Permission.EXPORT)))
        self.profile.loaded.connect(self._on_loaded)
        self.profile.gone.connect(self._on_gone)
        self.profile.gone_to.connect(self.go)
        self.panel.done_with.connect(self.forget_draft)
        self.profile.consents.steps.settled.connect(self.forget_draft)
        self.profile.consents.rows_read.connect(self.headed)  # a half-typed consent waits for it

    def _on_move_in(self) -> None:
        self.profile.move_in()

    # What the frame asks

    def title(self) -> str:
        if self._importing and self.stack.currentWidget() is self._importing:
            return self._importing.title()
        return _("Residents")

    def context(self) -> str:
        if self._importing and self.stack.currentWidget() is self._importing:
            return self._importing.context()
        if not self._in_profile():
            return resident_words.house_words(self.list.counts)
        _above, below = self.list.neighbours(self.profile.resident_id)
        text = _("Back to everyone (Esc).")
        if below is not None:
            text += " " + _("Next: {name} (Ctrl+Down).").format(name=self.list.name_of(below))
        return text

    def header_buttons(self) -> list[QWidget]:
        manager = self.desk.may(Permission.MANAGE_PEOPLE)
        data = self.profile.data
        if self.stack.currentWidget() is self._importing:
            return []
        if not self._in_profile():
            imports = [self._import] if self.desk.may(Permission.IMPORT) else []
            return [*imports, self._add] if manager else []
        if manager and data is not None and data.stay is None:
            again = data.standing is Standing.MOVED_OUT
            self._in.set_text(_("Move in again") if again else _("Move in"))
            return [self._in]
        return [self._bed] if manager and self._lacks_bed() else []

    def _lacks_bed(self) -> bool:
        data = self.profile.data
        return data is not None and data.stay is not None and data.stay.bed_id is None

    def reload(self) -> None:
        self.list.reload()
        if self._in_profile():
            self.profile.reload()

    def open_record(self, target: object) -> None:
        """A person's id; or what to do: {"new": bed}, {"resident": id} (and "tab": a part of the
        profile), {"move_out": id}, {"calls": the first day of a call sheet that is typed in}.
        """
        if isinstance(target, Mapping):
            self._open_task(target)
        elif isinstance(target, int):
            self.open_person(target)
        else:
            self.calls_from_paper(None)
            self.back_to_list()

    def _open_task(self, task: Mapping[str, Any]) -> None:
        resident_id = task.get("resident") or task.get("move_out")
        if resident_id:
            self._after_load = dict(task)
            self.open_person(int(resident_id))
            return
        self.back_to_list()
        if task.get("import"):
            self.bring_in_list()
        elif "calls" in task:
            self.calls_from_paper(task["calls"])
        else:
            self.new.open(task.get("new"), waits=bool(task.get("waits")))

    def calls_from_paper(self, day: date | None) -> None:
        """Whether contacts that are logged from now on stood on the call sheet that begins on this
        day; the line over the list ends it.
        """
        self.profile.sponsor.forms.touches.paper = day
        self.paper.setVisible(day is not None)
        if day is not None:
            self.paper.say(_("What you mark now is kept as transcribed from paper."),
                           _("The paper is typed in"), lambda: self.calls_from_paper(None))

    def place_in(self) -> object:
        return self.profile.resident_id if self._in_profile() else None

    def back(self) -> bool:
        if self.panel.isVisible():
            self.panel.close_panel()
            return True
        if self._importing and self.stack.currentWidget() is self._importing:
            if not self._importing.back():
                self.back_to_list()
            return True
        if self._in_profile():
            self.back_to_list()
            return True
        return False

    def open_form(self) -> str:
        return self.panel.name

    def reopen_form(self, name: str) -> None:
        opens = {"new": self.add_resident, **self._person_forms()}.get(name)
        if opens is not None and (name == "new" or self.profile.data is not None):
            opens()
        elif opens is not None:
            self._after_load = {"form": name}

    def unfinished(self) -> tuple[str, dict[str, Any]] | None:
        if self._importing is None or self.stack.currentWidget() is not self._importing:
            return self.profile.begun() if self._in_profile() else None
        place = self._importing.place()
        return (IMPORT, place.texts()) if place is not None else None

    def take_up(self, name: str, kept: dict[str, Any]) -> bool:
        if name.startswith(WIZARD) or name == TOLD:
            return self._in_profile() and self.profile.take_up(name, kept)
        if name != IMPORT or not self.desk.may(Permission.IMPORT):
            return False
        from ui.office.importing.where import read_place

        place = read_place(kept)
        if place is None or place.house_id != self.desk.house_id:
            return False
        self._import_view().come_back(place)
        return True

    def verbs(self) -> tuple[Verb, ...]:
        add = Verb("new", _("Add resident"), "user-plus", run=self.add_resident,
                   needs=Permission.MANAGE_PEOPLE)
        if self._in_profile() and self.profile.data is None:
            return tuple(self._once_loaded(name) for name in ONCE_LOADED)
        if not self._in_profile():
            return (add, *self._list_verbs())
        return (add, *person_verbs(self))

    def _list_verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("import", _("Import a list"), "file-up", run=self.bring_in_list,
                 needs=Permission.IMPORT),
            Verb("print", _("Print this list"), "printer", run=self.print_list,
                 needs=Permission.PRINT_PAPERS),
            Verb("messages", _("Messages at the kiosk"), "message-circle",
                 run=self.show_messages, needs=Permission.RECORD_DAILY),
            Verb("export", _("Save this list as a file"), "file-down", run=self.save_list,
                 needs=Permission.EXPORT),
            Verb("filter", _("Filter this list"), "search", run=self._filter, more=False),
        )

    def _once_loaded(self, name: str) -> Verb:
        """A verb that is asked for while the person is still being read, as the palette does."""
        def run() -> None:
            self._after_load = {"verb": name}

        return Verb(name, "", run=run, more=False)

    # What one does here

    def add_resident(self) -> None:
        """Open the form for somebody new."""
        if self.stack.currentWidget() is not self.list:
            self.back_to_list()
        self.new.open(waits=self.list.segments.key() == WAITING)

    def save_list(self, chosen: Sequence[int] = ()) -> None:
        """Write what the list shows, or only the chosen people, to a CSV or XLSX file."""
        from ui.office.exporting import export_list

        key = str(self.list.segments.key())
        self.list.whole(lambda: export_list(
            self.desk, self, self.list.table(), f"residents {key}", _("residents"), chosen))

    def bring_in_list(self) -> None:
        """Bring in people from a spreadsheet, or from lines that were pasted."""
        self._import_view().start()

    def _on_import_settled(self) -> None:
        self.forget_draft(IMPORT)

    def _import_view(self) -> ImportView:
        """Show it, whatever it holds."""
        from ui.office.importing.view import ImportView

        self.panel.close_panel()
        if self._importing is None:
            self._importing = ImportView(self.desk)
            self._importing.finished.connect(self.back_to_list)
            self._importing.settled.connect(self._on_import_settled)
            self._importing.headed.connect(self.headed)
            self.stack.addWidget(self._importing)
        self.stack.setCurrentWidget(self._importing)
        return self._importing

    def open_person(self, resident_id: int) -> None:
        """Show somebody's profile."""
        if self._in_profile() and resident_id != self.profile.resident_id:
            self.panel.close_panel()
        self.stack.setCurrentWidget(self.profile)
        self.profile.open_person(resident_id)
        self.headed.emit()

    def back_to_list(self) -> None:
        """Show everyone again, on the row of the person who was open."""
        if self.stack.currentWidget() is self._importing and self.unfinished() is not None:
            self.forget_draft(IMPORT)
        self.panel.close_panel()
        self.profile.details.form.leave()
        self.stack.setCurrentWidget(self.list)
        self.list.reload()
        if self.profile.resident_id:
            self.list.table().select(self.profile.resident_id)
        self.list.table().view.setFocus()
        self.headed.emit()

    def next_person(self) -> None:
        """The one below in the list."""
        self._go_to(self.list.neighbours(self.profile.resident_id)[1])

    def previous_person(self) -> None:
        """The one above in the list."""
        self._go_to(self.list.neighbours(self.profile.resident_id)[0])

    def _go_to(self, resident_id: int | None) -> None:
        if self._in_profile() and resident_id is not None:
            self.open_person(resident_id)

    def _in_profile(self) -> bool:
        return self.stack.currentWidget() is self.profile

    def _filter(self) -> None:
        self.list.table().search.setFocus()

    def _note_for(self, people: list[int]) -> None:
        row = self.list.table().row_of(people[0])
        who = resident_words.count_words(len(people))
        if len(people) == 1 and row is not None:
            who = row.name
        note_form.write_note(self.desk, self.panel, people, who)

    def _message_for(self, people: list[int]) -> None:
        """Only who lives here has a card; who waits or moved out is left out."""
        rows = [self.list.table().row_of(person) for person in people]
        here = [row for row in rows if isinstance(row, ResidentRow)]
        if not here:
            self.desk.tell(_("Only people who live here read messages at the kiosk."))
            return
        who = here[0].name if len(here) == 1 else resident_words.count_words(len(here))
        message_form.write_message(self.desk, self.panel, [row.stay_id for row in here], who)

    def show_messages(self) -> None:
        """What stands on everybody's card, and who has read it."""
        message_form.show_messages(self.desk, self.panel)

    def print_list(self, chosen: Sequence[int] = ()) -> None:
        """Show the list, or only the chosen people, as the file that prints."""
        self.list.whole(lambda: people_out.print_people(
            self.desk, self, self.list.table(), self.list.title(), chosen))

    def print_sheet(self, resident_id: int) -> None:
        """What staff and paramedics must know, on one page."""
        show_face_sheet(self.desk, self, resident_id)

    def print_card(self, resident_id: int) -> None:
        """The card on which groups sign for meetings."""
        show_court_card(self.desk, self, resident_id)

    def _on_same(self, match: Match, bed_id: int | None) -> None:
        self._after_load = {} if match.here else {"resident": match.resident_id, "new": bed_id}
        self.open_person(match.resident_id)

    def _on_loaded(self) -> None:
        task, self._after_load = self._after_load, {}
        if "verb" in task:
            self._run_verb(task["verb"])
        elif "move_out" in task:
            self.profile.move_out()
        elif "new" in task:
            self.profile.move_in(task["new"])
        elif "form" in task:
            self._person_forms()[task["form"]]()
        elif "tab" in task:
            self.profile.tabs.show_tab(task["tab"])
        elif self.profile.sponsor.forms.touches.paper is not None:
            self.profile.tabs.show_tab("sponsor")  # where a contact of the sheet is logged
        self.headed.emit()

    def _run_verb(self, name: str) -> None:
        for verb in self.verbs():
            if verb.id == name and (verb.needs is None or self.desk.may(verb.needs)):
                verb.run()

    def _on_gone(self, sentence: str) -> None:
        self.desk.tell(sentence, urgent=self.profile.data is None)
        self.back_to_list()

    def _person_forms(self) -> dict[str, Any]:
        view = self.profile
        return {
            note_form.NAME: view.add_note, message_form.NAME: view.write_message,
            "sobriety": view.change_date, "phase": view.change_phase,
            "plan": view.plan_leaving, "give_bed": view.give_bed,
            "move_in": view.move_in, "move_out": view.move_out,
            **view.meetings.forms.by_name(), **view.sponsor.forms.by_name(),
            **view.words.by_name()}
