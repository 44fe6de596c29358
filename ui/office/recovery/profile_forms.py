"""Forms of a profile's Meetings tab: what is asked of one person, home group, service."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.requirements import MOST_PER_WEEK
from sobrhouse.queries.meeting_groups import GroupRow, directory
from sobrhouse.queries.recovery_person import PersonMeetings, ServiceRow
from sobrhouse.services import home_groups
from sobrhouse.services import meeting_requirements as asks
from sobrhouse.services.meeting_requirements import Of
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.recovery import steps as recovery_steps
from ui.office.recovery.forms import LogForm
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.checks import ChecksField
from ui.widgets.fields import ChoiceField, DateField, LineField, NumberField
from ui.widgets.form import MakingForm


class ProfileMeetingForms(QObject):
    """Opens the forms for the person whose meetings are shown, and does what they ask."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.data: PersonMeetings | None = None
        self.name = ""
        self._waits: Callable[[], None] | None = None  # a form asked for before there is a person

    def by_name(self) -> dict[str, Callable[[], None]]:
        """The forms that come back after a lock."""
        forms = {
            "own_requirement": self.set_own, "home_group": self.set_home,
            "service": self.add_service, "recovery_log": self.log_meeting,
        }  # fmt: skip
        return {name: partial(self._once_loaded, run) for name, run in forms.items()}

    def _once_loaded(self, run: Callable[[], None]) -> None:
        if self.data is not None:
            run()
        else:
            self._waits = run

    def take(self, found: PersonMeetings | None) -> None:
        """Whose meetings are shown; a form that waited for them opens now."""
        self.data, waits, self._waits = found, self._waits, None
        if waits is not None and found is not None:
            waits()

    # What is asked of them

    def set_own(self) -> None:
        """The form for a number of their own."""
        found = self.data
        if found is None or not found.lives_here:
            return
        form = MakingForm(_("Ask for this"))
        add_requirement_fields(form)
        form.add(DateField("from_on", _("From the week of"), self.desk.today, required=True,
                           hint=_("It holds from the first day of that week.")))  # fmt: skip
        form.add(LineField("reason", _("Why"), max_length=200,
                           placeholder=_("Ninety in ninety days")))  # fmt: skip
        rule = found.own or found.otherwise
        form.fill({
            "per_week": rule.per_week, "fellowships": rule.fellowships,
            "from_on": self.desk.today(), "reason": rule.reason if found.own else "",
        })  # fmt: skip
        of = Of(found.house_id, stay_id=found.stay_id)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, asks.set_requirement, of, values["per_week"], values["from_on"],
                fellowships=values["fellowships"], reason=values["reason"] or "",
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Meetings asked of {name} set").format(name=self.name),
                undo=lambda done: Step(asks.undo_requirement, (done,)),
            )  # fmt: skip

        title = _("Asked of {name}").format(name=self.name)
        self.panel.open_form("own_requirement", title, form, made, found.stay_id)

    def end_own(self) -> None:
        """Let what is asked of the phase or the house hold again."""
        found = self.data
        if found is None:
            return
        form = MakingForm(_("Nothing of their own any more"), danger=True)
        form.add(DateField("from_on", _("From the week of"), self.desk.today, required=True))
        form.fill({"from_on": self.desk.today()})
        of = Of(found.house_id, stay_id=found.stay_id)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, asks.end_requirement, of, values["from_on"], done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("Nothing of their own is asked of {name}").format(name=self.name),
                undo=lambda done: Step(asks.undo_requirement, (done,)),
            )  # fmt: skip

        title = _("Asked of {name}").format(name=self.name)
        self.panel.open_form("own_requirement_end", title, form, made, found.stay_id)

    def log_meeting(self) -> None:
        """The form for a meeting that they went to."""
        found = self.data
        if found is None:
            return
        form = LogForm(self.desk, ((found.stay_id, self.name),), self.desk.today())
        title = _("Meeting of {name}").format(name=self.name)
        made = partial(recovery_steps.log, self.desk, self.panel, form)
        self.panel.open_form("recovery_log", title, form, made, found.stay_id)

    # Home group

    def set_home(self) -> None:
        """The form for a home group: of the list, or in words."""
        if self.data is not None:
            self.desk.ask(
                self, directory, self.data.house_id, self.desk.today(), done=self._open_home
            )

    def _open_home(self, groups: tuple[GroupRow, ...]) -> None:
        found = self.data
        if found is None:
            return
        form = MakingForm(_("Set home group"))
        add_group_fields(form, groups)
        form.add(DateField("on", _("Since"), self.desk.today, past=True, required=True))
        form.fill({"on": self.desk.today()})

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, home_groups.set_home_group, found.resident_id, values["on"],
                group_id=values["group_id"], group_text=values.get("group_text") or "",
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Home group of {name} set").format(name=self.name),
                undo=lambda done: Step(home_groups.undo_home_group, (done,)),
            )  # fmt: skip

        title = _("Home group of {name}").format(name=self.name)
        self.panel.open_form("home_group", title, form, made, found.resident_id)

    def end_home(self) -> None:
        """They left their home group."""
        found = self.data
        if found is None or found.home is None:
            return
        form = MakingForm(_("No home group any more"), danger=True)
        form.add(DateField("on", _("Until"), self.desk.today, past=True, required=True))
        form.fill({"on": self.desk.today()})

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, home_groups.end_home_group, found.resident_id, values["on"],
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Home group of {name} ended").format(name=self.name),
                undo=lambda done: Step(home_groups.undo_home_group, (done,)),
            )  # fmt: skip

        self.panel.open_form("home_group_end", found.home.name, form, made, found.resident_id)

    # Service

    def add_service(self) -> None:
        """The form for a job at a group or in the house."""
        if self.data is not None:
            self.desk.ask(
                self, directory, self.data.house_id, self.desk.today(), done=self._open_new_service
            )

    def _open_new_service(self, groups: tuple[GroupRow, ...]) -> None:
        found = self.data
        if found is None:
            return
        form = MakingForm(_("Add service"))
        form.add(LineField("role", _("What they do"), required=True, max_length=80,
                           placeholder=_("Coffee, chairs, greeter")))  # fmt: skip
        add_group_fields(form, groups, other=_("Somewhere else"))
        form.add(DateField("on", _("Since"), self.desk.today, past=True, required=True))
        form.fill({"on": self.desk.today()})

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, home_groups.add_service, found.resident_id, values["role"], values["on"],
                group_id=values["group_id"], where_text=values.get("group_text") or "",
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Service of {name} added").format(name=self.name),
                undo=lambda made: Step(home_groups.take_back_service, (made,)),
            )  # fmt: skip

        title = _("Service of {name}").format(name=self.name)
        self.panel.open_form("service", title, form, made, found.resident_id)

    def open_service(self, row: ServiceRow) -> None:
        """End a job, or let it go on; or take off what was written by mistake."""
        going = row.to_on is None
        form = MakingForm(_("This has ended") if going else _("It goes on"))
        if going:
            form.add(DateField("on", _("Until"), self.desk.today, past=True, required=True))
            form.fill({"on": self.desk.today()})
        off = Button(_("Take off, it was a mistake"), "danger", "trash-2", small=True)
        off.clicked.connect(lambda: self._take_off(row))
        form.put(line(off, 1))

        def made(values: dict[str, Any]) -> None:
            step = home_groups.end_service if going else home_groups.resume_service
            args = (row.service_id, values["on"]) if going else (row.service_id,)
            back = Step(home_groups.resume_service, (row.service_id,))
            if row.to_on is not None:
                back = Step(home_groups.end_service, (row.service_id, row.to_on))
            self.desk.do(
                self, step, *args, done=self.panel.finish, refused=self.panel.refuse,
                said=_("{what} of {name} changed").format(what=row.role, name=self.name),
                undo=lambda _done: back,
            )  # fmt: skip

        self.panel.open_form("service_open", row.role, form, made, row.service_id)

    def _take_off(self, row: ServiceRow) -> None:
        self.desk.do(
            self, home_groups.take_back_service, row.service_id, done=self.panel.finish,
            refused=self.panel.refuse,
            said=_("{what} of {name} taken off").format(what=row.role, name=self.name),
            undo=lambda done: Step(home_groups.put_back_service, (done,)),
        )  # fmt: skip


def add_requirement_fields(form: MakingForm) -> None:
    """How many a week, and which fellowships count."""
    form.add(NumberField("per_week", _("Meetings a week"), low=0, high=MOST_PER_WEEK,
                         required=True, hint=_("0 asks for none.")))  # fmt: skip
    named = [(code, fellowship_name(code, short=True)) for code in FELLOWSHIP_NAMES]
    form.add(ChecksField("fellowships", _("Which count"), named, columns=3,
                         hint=_("None ticked: all of them.")))  # fmt: skip


def add_group_fields(form: MakingForm, groups: tuple[GroupRow, ...], other: str = "") -> None:
    """A meeting of the list, each once by its name; or its name in words."""
    once = {(g.name, g.fellowship): g.group_id for g in reversed(groups)}
    named = sorted((name, group_id) for (name, _code), group_id in once.items())
    choice = ChoiceField("group_id", _("Group"), [(i, name) for name, i in named],
                         empty=other or _("Another group"))  # fmt: skip
    form.add(choice)
    words = form.add(LineField("group_text", _("Its name"), max_length=80))

    def fit() -> None:
        words.setVisible(choice.read() is None)

    choice.edited.connect(fit)
