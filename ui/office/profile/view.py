"""The profile: one person on one page; the page asks, its parts show."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.queries.bed_history import NightsRow, nights_of
from sobrhouse.queries.consents import ConsentRow
from sobrhouse.queries.holds import HoldRow, holds_of
from sobrhouse.queries.profile import Profile, photo, profile
from sobrhouse.queries.sponsorships import ResidentSupport, resident_support
from sobrhouse.queries.timeline import TimelineRow, timeline
from sobrhouse.services import views
from sobrhouse.services.care import Care
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.people import (
    care_forms,
    hold_forms,
    message_form,
    note_form,
    sobriety_form,
    stay_forms,
)
from ui.office.profile.chores import ProfileChores
from ui.office.profile.consents import ProfileConsents
from ui.office.profile.curfew import ProfileCurfew
from ui.office.profile.details import ProfileDetails
from ui.office.profile.head import ProfileHead
from ui.office.profile.kiosk import ProfileKiosk
from ui.office.profile.meetings import ProfileMeetings
from ui.office.profile.side import ProfileSide
from ui.office.profile.sponsor import ProfileSponsor
from ui.office.profile.timeline import ProfileTimeline
from ui.office.profile.words import ProfileWords
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from ui.office.consents.without_consent import WithoutConsent

TOLD = "told"  # the name of the draft of what was told without a consent
TIMELINE, DETAILS, MEETINGS, CHORES, SPONSOR, KIOSK, CONSENTS, WORDS = (
    "timeline", "details", "meetings", "chores", "sponsor", "kiosk", "consents", "words"
)  # fmt: skip
_RECORDED = frozenset({DETAILS, CONSENTS})  # looking at these is recorded (safety.md 4.5)


class ProfileView(QWidget):
    """Head, tabs, and the column of what one most often wants to know."""

    loaded = Signal()
    gone = Signal(str)
    gone_to = Signal(str, object)

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.panel = panel
        self.data: Profile | None = None
        self.resident_id = 0
        self._photo: QPixmap | None = None
        self._photo_id: int | None = None
        self.head = ProfileHead()
        self.tabs = Tabs(_("Parts of the profile"))
        daily = desk.may(Permission.RECORD_DAILY)
        self.timeline = ProfileTimeline(self.add_note if daily else None)
        self.details = ProfileDetails(desk)
        self.curfew = ProfileCurfew(desk, panel)
        self.details.add(self.curfew)
        self.meetings = ProfileMeetings(desk, panel)
        self.chores = ProfileChores(desk, panel)
        self.sponsor = ProfileSponsor(desk, panel)
        self.words = ProfileWords(desk, panel)
        self.kiosk = ProfileKiosk(desk)
        self.consents = ProfileConsents(desk, panel)
        self._told: WithoutConsent | None = None
        add = Button(_("Add contact"), icon="plus", small=True)
        add.clicked.connect(lambda: self._add_care(Care.CONTACT))
        add.setEnabled(daily)
        self.side = ProfileSide(add)
        self._trouble = Banner("", "bad")
        self._trouble.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tabs.add(TIMELINE, _("Timeline"), self.timeline)
        self.tabs.add(DETAILS, _("Details"), self.details)
        self.tabs.add(MEETINGS, _("Meetings"), self.meetings)
        self.tabs.add(CHORES, _("Chores"), self.chores)
        self.tabs.add(SPONSOR, _("Sponsor"), self.sponsor)
        self.tabs.add(KIOSK, _("Kiosk"), self.kiosk)
        self.tabs.add(CONSENTS, _("Consents"), self.consents)
        self.tabs.add(WORDS, _("Own words"), self.words)
        frame = QFrame()
        frame.setProperty("kind", "card")
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        vbox(self.tabs, gap=0, parent=frame)
        below = hbox(gap=3)
        below.addWidget(frame, 1)
        below.addWidget(self.side)
        whole = vbox(self._trouble, self.head, gap=3, parent=self)
        whole.addLayout(below, 1)

    def _connect(self) -> None:
        self.timeline.note_opened.connect(self._open_note)
        self.tabs.picked.connect(self._on_tab)
        self.meetings.go.connect(self.gone_to)
        self.chores.go.connect(self.gone_to)
        self.sponsor.go.connect(self._on_go)
        self.side.find_match.connect(self._find_match)
        self.details.add_care.connect(self._add_care)
        self.details.edit_care.connect(self._edit_care)
        self.kiosk.write.connect(self.write_message)
        self.consents.paper_wanted.connect(self.paper_for_outside)
        self.consents.emergency_wanted.connect(self.tell_without_consent)
        self.details.change_date.connect(self.change_date)
        self.details.change_phase.connect(self.change_phase)
        self.details.plan.connect(self.plan_leaving)
        self.details.correct_nights.connect(self.correct_nights)
        self.panel.opened.connect(self.side.hide)
        self.panel.closed.connect(self.side.show)

    def open_person(self, resident_id: int) -> None:
        """Show somebody, from the timeline on unless their details were open for another."""
        if resident_id != self.resident_id:
            self.details.form.leave()
            self.data = None
            self.side.sponsor.hide()
            self.resident_id = resident_id
            self._on_tab(str(self.tabs.key()))
        self.reload()

    def reload(self) -> None:
        """Ask for the person again."""
        if not self.resident_id:
            return
        who, house, today = self.resident_id, self.desk.house_id, self.desk.today()
        self.desk.ask(self, profile, who, house, today, done=self._show, failed=self._on_failed)
        self.desk.ask(self, resident_support, who, today, done=self._show_support)
        self.desk.ask(self, nights_of, who, done=self.details.show_nights)
        self.desk.ask(self, timeline, who, self.desk.zone(), done=self._show_timeline)
        self.desk.ask(self, holds_of, who, done=partial(self._show_holds, who))

    def _show(self, data: Profile) -> None:
        if data.person.resident_id != self.resident_id:
            return
        self.data = data
        self._trouble.hide()
        if data.person.photo_blob_id != self._photo_id:
            self._photo, self._photo_id = None, data.person.photo_blob_id
            if self._photo_id is not None:
                self.desk.ask(self, photo, self.resident_id, done=self._show_photo)
        self._draw()
        self.details.show_person(data)
        self.curfew.show_person(data)
        self.meetings.show_person(data)
        self.chores.show_person(data)
        self.sponsor.show_person(data)
        self.words.show_person(data)
        self.kiosk.show_person(data)
        self.consents.show_person(data)
        self.loaded.emit()

    def _show_support(self, found: ResidentSupport) -> None:
        if self.data is not None and found.resident_id == self.resident_id:
            self.sponsor.show_support(found)
            self.side.show_support(found, self.data, self.desk.today(), self.sponsor.forms)

    def _on_go(self, place: str, target: object) -> None:
        if place == "residents" and isinstance(target, int):
            self.open_person(target)
        else:
            self.gone_to.emit(place, target)

    def _find_match(self) -> None:
        if self.data is not None and self.data.stay is not None:
            self.gone_to.emit("sponsors", {"tab": "needs", "stay": self.data.stay.stay_id})

    def log_contact(self) -> None:
        """Open the ways to be in touch with their sponsor."""
        self.tabs.show_tab(SPONSOR)
        self.sponsor.log_contact()

    def add_sponsor(self) -> None:
        """Write down who supports them."""
        self.sponsor.forms.add_tie()

    def _draw(self) -> None:
        if self.data is not None:
            self.head.show_person(self.data, self._photo, self.desk.today())
            self.side.show_person(self.data, self.desk.today())

    def _show_photo(self, jpeg: bytes | None) -> None:
        picture = QPixmap()
        if jpeg is not None and picture.loadFromData(jpeg, "JPEG"):
            self._photo = picture
        self._draw()

    def _show_timeline(self, rows: Sequence[TimelineRow]) -> None:
        self.timeline.show_rows(rows, self.desk.today(), self.desk.zone())

    def _show_holds(self, who: int, rows: tuple[HoldRow, ...]) -> None:
        if who == self.resident_id:
            self.head.show_hold(hold_forms.chip_tip(rows, self.desk))

    def legal_hold(self) -> None:
        """What keeps the record from being destroyed, or a new reason for it."""
        if self.data is not None:
            hold_forms.open_holds(self.desk, self.panel, self.resident_id)

    def _on_failed(self, problem: Problem) -> None:
        if self.data is None or isinstance(problem, NotFound):  # that they came in was taken back
            self.gone.emit(problem.sentence)
            return
        self._trouble.say(problem.sentence, _("Try again"), self.reload)
        self._trouble.show()

    def _on_tab(self, key: str) -> None:
        if key in _RECORDED and self.resident_id:
            self.desk.do(self, views.record_view, self.resident_id, key)

    def add_note(self) -> None:
        """Write a note about them."""
        if self.data is not None:
            note_form.write_note(self.desk, self.panel, (self.resident_id,), self.data.short_name)

    def write_message(self) -> None:
        """A message on their card at the kiosk."""
        if self.data is not None and self.data.stay is not None:
            stays = (self.data.stay.stay_id,)
            message_form.write_message(self.desk, self.panel, stays, self.data.short_name)

    def paper_for_outside(self, consent: ConsentRow | None = None) -> None:
        """A letter, attendance, progress: by a consent of theirs."""
        from ui.office.consents.outside_dialog import open_outside

        first = None if consent is None else consent.given.id
        open_outside(self.desk, self.window(), self.resident_id, first,
                     done=self.consents.reload)  # fmt: skip

    def begun(self) -> tuple[str, dict[str, str]] | None:
        """A consent of theirs, or what was told without, that is half written down."""
        if self.data is None:
            return None
        if self._told is not None and (texts := self._told.begun()):
            return TOLD, texts
        return self.consents.steps.begun()

    def take_up(self, name: str, kept: dict[str, Any]) -> bool:
        """Come back to what is half written down; False until the person is read."""
        if self.data is None or not self.desk.may(Permission.MANAGE_PEOPLE):
            return False
        if name == TOLD:
            self.tell_without_consent(kept)
        elif not self.consents.steps.take_up(name, kept, self.consents.rows):
            return False
        self.tabs.show_tab(CONSENTS)
        return True

    def tell_without_consent(self, begun: Mapping[str, str] | None = None) -> None:
        """A medical emergency, a court's order, a crime in the house; `begun` was half typed."""
        from ui.office.consents.without_consent import open_without_consent

        if self.data is None or self._told is not None:
            return
        told = open_without_consent(self.desk, self.window(), self.data, self.consents.reload)
        if told is not None:
            told.take_texts(begun or {})
            told.form.cancelled.connect(self._told_settled)
            told.accepted.connect(self._told_settled)
            told.finished.connect(self._told_closed)
        self._told = told

    def _told_settled(self) -> None:
        self.consents.steps.settled.emit(TOLD)

    def _told_closed(self, _how: int) -> None:
        self._told = None

    def _open_note(self, row: TimelineRow) -> None:
        if self.desk.may(Permission.RECORD_DAILY):
            note_form.open_note(self.desk, self.panel, row)

    def change_date(self) -> None:
        """Write down another sobriety date."""
        if self.data is not None:
            sobriety_form.change_date(self.desk, self.panel, self.data)

    def change_phase(self) -> None:
        """Another phase."""
        if self.data is not None and self.data.stay is not None:
            stay_forms.change_phase(self.desk, self.panel, self.data, self.data.stay)

    def give_bed(self) -> None:
        """A bed for somebody who has none."""
        if self.data is not None and self.data.stay is not None:
            stay_forms.give_bed(self.desk, self.panel, self.data, self.data.stay)

    def correct_nights(self, nights: NightsRow) -> None:
        """Another first night in a bed."""
        if self.data is not None:
            stay_forms.correct_nights(self.desk, self.panel, self.data, nights)

    def plan_leaving(self) -> None:
        """A planned last day."""
        if self.data is not None and self.data.stay is not None:
            stay_forms.plan_leaving(self.desk, self.panel, self.data, self.data.stay)

    def move_out(self) -> None:
        """End the stay."""
        if self.data is not None and self.data.stay is not None:
            stay_forms.move_out(self.desk, self.panel, self.data, self.data.stay)

    def move_in(self, bed_id: int | None = None) -> None:
        """A stay for somebody who waits or comes back."""
        if self.data is not None and self.data.stay is None:
            stay_forms.move_in(self.desk, self.panel, self.resident_id, self.data.short_name,
                               bed_id=bed_id)

    def _add_care(self, kind: Care) -> None:
        care_forms.add_care(self.desk, self.panel, kind, self.resident_id)

    def _edit_care(self, kind: Care, row: object) -> None:
        care_forms.edit_care(self.desk, self.panel, kind, row)
