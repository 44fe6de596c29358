"""The one screen on which a house meeting is run: the roll at the left; agenda, minutes, votes,
action items and commitments at the right.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sobrhouse.domain.phrases import day_name, month_day, nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.queries.meeting_rows import Hint, MeetingRun
from sobrhouse.queries.sign_hints import sign_hints
from sobrhouse.services import house_meetings
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk, Quiet, Step
from ui.office.meetings.papers import show_meeting_paper
from ui.office.meetings.run.actions import ActionsPart
from ui.office.meetings.run.agenda import AgendaPart
from ui.office.meetings.run.gaps import gaps_of
from ui.office.meetings.run.minutes import MinutesPart
from ui.office.meetings.run.panel import MeetingPanel
from ui.office.meetings.run.promises import PromisesPart
from ui.office.meetings.run.roll_card import RollCard
from ui.office.meetings.run.votes import VotesPart
from ui.office.place_tab import PlaceTab
from ui.widgets.ask import confirm
from ui.widgets.boxes import ScrollBox, hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Rule
from ui.widgets.page import Verb

BESIDE = 1500  # px: from here on a form has room beside both cards


class MeetingRunTab(PlaceTab):
    """One meeting, from its agenda to its finished minutes, with the keyboard alone."""

    def __init__(self, desk: Desk, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.meeting_id = meeting_id
        self.run: MeetingRun | None = None
        self.hints: Mapping[int, Hint] = {}
        self.may = desk.may(Permission.RECORD_DAILY)
        self.roll = RollCard(desk)
        self.agenda = AgendaPart(desk)
        self.minutes = MinutesPart(desk)
        self.votes = VotesPart(desk)
        self.tasks = ActionsPart(desk)
        self.promises = PromisesPart(desk)
        self.forms = MeetingPanel(desk, self.panel)
        self.begin = Button(_("Begin meeting"), "primary", "check", keys="Alt+F")
        self.finish = Button(_("Finish meeting"), "primary", "check", keys="Alt+F")
        self.amend = Button(_("Add to the minutes"), "outline", "plus", keys="Alt+F")
        self.paper = Button("", "outline", "printer", keys="Ctrl+P")
        self._build()
        self._connect()

    def _build(self) -> None:
        parts = (self.agenda, self.minutes, self.votes, self.tasks, self.promises)
        self.sheet = ScrollBox(gap=1)
        self.sheet.column.takeAt(0)
        for at, part in enumerate(parts):
            if at:
                self.sheet.column.addWidget(Rule())
            self.sheet.column.addWidget(part, 1 if part is self.minutes else 0)
        self.right = Card()
        self.right.add(self.sheet, 1)
        self.row = hbox(self.panel, self.roll, self.right, gap=3, parent=self)
        self.row.setStretch(1, 47)
        self.row.setStretch(2, 53)
        self.makers = {
            "meeting_item": self.forms.add_item, "meeting_vote": self.forms.add_vote,
            "meeting_action": self.forms.add_action, "meeting_promise": self.forms.add_promise,
            "meeting_amend": self.forms.amend,
        }  # fmt: skip

    def _connect(self) -> None:
        self.begin.clicked.connect(self.begin_meeting)
        self.finish.clicked.connect(self.finish_meeting)
        self.amend.clicked.connect(self.forms.amend)
        self.paper.clicked.connect(self.print_main)
        self.roll.stale.connect(self.reload)
        self.roll.reason_wanted.connect(self.forms.give_reason)
        self.agenda.add_wanted.connect(self.forms.add_item)
        self.agenda.change_wanted.connect(self.forms.change_item)
        self.agenda.quoted.connect(self.minutes.add_words)
        self.votes.add_wanted.connect(self.forms.add_vote)
        self.votes.change_wanted.connect(self.forms.change_vote)
        self.tasks.add_wanted.connect(self.forms.add_action)
        self.tasks.change_wanted.connect(self.forms.change_action)
        self.promises.add_wanted.connect(self.forms.add_promise)
        self.promises.change_wanted.connect(self.forms.change_promise)
        self.forms.voted.connect(self.votes.count_now)
        self.panel.opened.connect(self._fit)
        self.panel.closed.connect(self._on_closed)

    # What the frame asks

    def title(self) -> str:
        return (self.run.title if self.run else "") or _("House meeting")

    def context(self) -> str:
        run = self.run
        if run is None:
            return ""
        zone = self.desk.zone()
        day = f"{day_name(run.day, long=True)}, {month_day(run.day, self.desk.today())}"
        parts = [f"{day}, {nice_time(run.planned_at.astimezone(zone))}"]
        if run.place:
            parts.append(run.place)
        if run.chair:
            parts.append(_("Led by {name}").format(name=run.chair.rstrip(".")))
        if run.finished_at is not None:
            when = nice_time(run.finished_at.astimezone(zone))
            parts.append(_("Finished {time} by {name}").format(time=when, name=run.finished_by))
        elif run.started_at is not None:
            when = nice_time(run.started_at.astimezone(zone))
            parts.append(_("Started {time}").format(time=when))
        return ". ".join(part.rstrip(".") for part in parts) + "."

    def header_buttons(self) -> list[QWidget]:
        run = self.run
        if run is None:
            return []
        begun = run.started_at is not None
        self.paper.set_text(_("Print minutes") if begun else _("Print agenda"))
        papers = [self.paper] if self.desk.may(Permission.PRINT_PAPERS) else []
        if not self.may:
            return [*papers]
        if run.finished_at is not None:
            return [*papers, self.amend]
        return [*papers, self.finish if begun else self.begin]

    def verbs(self) -> tuple[Verb, ...]:
        go: tuple[Verb, ...] = (
            Verb("meeting_roll", _("Go to attendance"), "users", "Alt+R", self.roll.list.go_in),
            Verb("meeting_agenda", _("Go to the agenda"), "list-todo", "Alt+G", self.agenda.go_in),
            Verb("meeting_minutes", _("Go to the minutes"), "notebook-pen", "Alt+M",
                 self.minutes.box.setFocus),
            Verb("meeting_asked", _("Go to commitments"), "handshake", "Alt+K",
                 self.promises.go_in),
        )  # fmt: skip
        if self.run is None:
            return go
        go += self._paper_verbs()
        if not self.may:
            return go
        if self.run.finished_at is not None:
            amend = _("Add to the minutes")
            return (*go, Verb("meeting_amend", amend, "plus", "Alt+F", self.forms.amend))
        return (*go, *self._verbs())

    def _paper_verbs(self) -> tuple[Verb, ...]:
        """Ctrl+P prints what one wants at this point; the others stand in More."""
        print_papers = Permission.PRINT_PAPERS
        return (
            Verb("print", self.paper.words(), "printer", needs=print_papers, run=self.print_main),
            Verb("meeting_agenda_sheet", _("Print agenda"), "printer", needs=print_papers,
                 run=partial(self.print_paper, "agenda")),
            Verb("meeting_roll_sheet", _("Print roll call"), "printer", needs=print_papers,
                 run=partial(self.print_paper, "rollcall")),
        )  # fmt: skip

    def print_main(self) -> None:
        """The agenda before the meeting, its minutes from then on."""
        begun = self.run is not None and self.run.started_at is not None
        self.print_paper("minutes" if begun else "agenda")

    def print_paper(self, code: str) -> None:
        """One paper of this meeting, as it stands now."""
        self.minutes.leave()
        show_meeting_paper(self.desk, self.window(), self.meeting_id, code)

    def _verbs(self) -> tuple[Verb, ...]:
        assert self.run is not None
        begun = self.run.started_at is not None
        step = self.finish_meeting if begun else self.begin_meeting
        label = _("Finish meeting") if begun else _("Begin meeting")
        found = [
            Verb("meeting_item", _("Add to the agenda"), "plus", "Alt+N", self.forms.add_item),
            Verb("meeting_vote", _("New vote"), "vote", "Alt+V", self.forms.add_vote),
            Verb("meeting_action", _("New action item"), "plus", "Alt+T", self.forms.add_action),
            Verb("meeting_promise", _("New commitment"), "plus", "Alt+C", self.forms.add_promise),
            Verb("meeting_parts", _("Who leads and reads"), "user-check", "Alt+L",
                 self.forms.change_parts),
            Verb("meeting_all", _("All present"), "check", "Alt+P", self.roll.mark_all),
            Verb("meeting_fill", _("Fill from sign log"), "arrow-left-right", "Alt+S",
                 self.roll.suggest),
            Verb("meeting_step", label, "check", "Alt+F", step),
        ]  # fmt: skip
        if self.run.series_id is not None:
            found.append(
                Verb("meeting_keep_agenda", _("Begin the next ones with this agenda"), "save",
                     run=self.forms.keep_agenda, needs=Permission.MANAGE_HOUSE)
            )  # fmt: skip
        return tuple(found)

    def back(self) -> bool:
        return self.roll.back() or super().back()

    # Rows

    def reload(self) -> None:
        """Ask for the meeting, and while it goes on for what the sign log suggests."""
        house = self.desk.house_id
        if self.run is None or self.run.finished_at is None:
            self.desk.ask(self, sign_hints, house, self.meeting_id, self.desk.now(),
                          done=self._on_hints)  # fmt: skip
        self.desk.ask(self, meeting_run, house, self.meeting_id, done=self._show)

    def _on_hints(self, hints: dict[int, Hint]) -> None:
        self.hints = hints

    def _show(self, run: MeetingRun) -> None:
        first = self.run is None
        self.run = self.forms.run = run
        may = self.may and run.finished_at is None
        self.roll.show_run(run, self.hints, may=may)
        for part in (self.agenda, self.minutes, self.votes, self.tasks, self.promises):
            part.show_run(run, may=may)
        self.headed.emit()
        if first:
            for part in (self.agenda, self.votes, self.tasks, self.promises):
                part.grew.connect(self._into_sight)
        if first and may:
            self.roll.list.go_in()

    def _into_sight(self, line: QWidget) -> None:
        """A line that was just added may stand below the edge."""

        def scroll() -> None:
            if isValid(line):
                self.sheet.ensureWidgetVisible(line, 0, 4)

        QTimer.singleShot(0, self, scroll)

    def _fit(self) -> None:
        """A form takes the place of the roll where there is no room for both."""
        open_form = not self.panel.isHidden()
        narrow = self.width() < BESIDE * theme.scale()
        self.roll.setVisible(not (open_form and narrow))

    def _on_closed(self) -> None:
        """Back to where one was before the form."""
        self._fit()
        origin, self.forms.origin = self.forms.origin, None
        if origin is not None and isValid(origin) and origin.isVisibleTo(self):
            origin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.roll.list.go_in()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.may and self.run is not None and self.panel.isHidden():
            self.roll.list.go_in()

    def hideEvent(self, event: QHideEvent) -> None:
        self.minutes.leave()
        super().hideEvent(event)

    # Steps

    def begin_meeting(self) -> None:
        """It begins now."""
        meeting = self.meeting_id
        self.desk.do(
            self, house_meetings.begin_meeting, meeting, said=Quiet(_("Meeting begun")),
            undo=lambda _none: Step(house_meetings.take_back_begin, (meeting,)),
            done=lambda _none: self.roll.list.go_in(),
        )  # fmt: skip

    def finish_meeting(self) -> None:
        """It is over; what is missing is named first, and one may finish anyway."""
        self.minutes.leave()
        self.desk.ask(self, meeting_run, self.desk.house_id, self.meeting_id, done=self._finish)

    def _finish(self, run: MeetingRun) -> None:
        if run.finished_at is not None or not self._agreed(run):
            return
        self.desk.do(
            self, house_meetings.finish_meeting, self.meeting_id,
            said=_("Meeting finished. What was written down stands."),
            done=self._on_finished,
        )  # fmt: skip

    def _agreed(self, run: MeetingRun) -> bool:
        gaps = gaps_of(run)
        stands = _("After that it stands as it is. What was forgotten can be added with a reason.")
        if not gaps:
            return confirm(self, _("Finish this meeting?"), stands, _("Finish meeting"),
                           _("Keep it open"), danger=False)  # fmt: skip
        listed = "\n".join(f"•  {gap}" for gap in gaps)
        return confirm(
            self, _("Finish this meeting?"), f"{listed}\n\n{stands}", _("Finish anyway"),
            _("Keep it open"), danger=False,
        )  # fmt: skip

    def _on_finished(self, _none: object) -> None:
        self.reload()
