"""What is done about a milestone: who gives the chip, that it was given, that it stays quiet; each
with its way back. And its certificate.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.sobriety import length_words
from sobrhouse.queries.milestones import (
    GivenRow,
    GiverChoice,
    ReachedRow,
    chips_given,
    giver_choices,
    milestones_of_house,
)
from sobrhouse.reports.certificate import certificates
from sobrhouse.services import milestones
from sobrhouse.services.milestones import Giver, Reaching
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.fields.safe_name import SafeNameField
from ui.office.form_panel import FormPanel
from ui.office.milestones.card import MilestoneView
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.widgets.fields import ChoiceField
from ui.widgets.form import MakingForm

CARD, GIVER = "milestone", "milestone_giver"
SOMEBODY = -1  # in the list of givers: somebody by name


class GiverForm(MakingForm):
    """Who gives the chip: one of the house, one who supports the person, or somebody by name."""

    def __init__(self, row: ReachedRow, people: tuple[GiverChoice, ...]) -> None:
        super().__init__(_("Save"))
        self.people = people
        choices = [(at, self._said(one)) for at, one in enumerate(people)]
        self.add(ChoiceField("who", _("Who gives the chip"),
                             [*choices, (SOMEBODY, _("Somebody else, by name"))],
                             empty=_("Nobody yet")))  # fmt: skip
        self.add(SafeNameField("giver", required=True))
        now = next((at for at, one in enumerate(people) if self._is(one, row)), None)
        if now is None and row.giver_text:
            self.fill({"who": SOMEBODY, "giver": row.giver_text})
        elif now is not None:
            self.fill({"who": now})
        self["who"].edited.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Ask for a name only where it is none of the list."""
        self["giver"].setVisible(self["who"].read() == SOMEBODY)

    def take_draft(self, texts: Mapping[str, str]) -> None:
        super().take_draft(texts)
        self.fit()

    def chosen(self, values: dict[str, Any]) -> Giver:
        """What the form says, as the service takes it."""
        who = values["who"]
        if who is None:
            return Giver()
        if who == SOMEBODY:
            return Giver(text=values["giver"])
        one = self.people[who]
        return Giver(one.resident_id, "" if one.resident_id is not None else one.name)

    @staticmethod
    def _said(one: GiverChoice) -> str:
        if one.resident_id is None:
            return _("{name}, supports them").format(name=one.name)
        return _("{name}, sober longer").format(name=one.name) if one.further else one.name

    @staticmethod
    def _is(one: GiverChoice, row: ReachedRow) -> bool:
        if one.resident_id is None:
            return bool(row.giver_text) and one.name == row.giver_text
        return one.resident_id == row.giver_resident_id


class MilestoneSteps(QObject):
    """What is open in the panel, and the deeds behind it."""

    person = Signal(int)

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.view: MilestoneView | None = None

    def reaching(self, row: ReachedRow) -> Reaching:
        """What the service calls this milestone."""
        return Reaching(self.desk.house_id, row.resident_id, row.milestone.code, row.on)

    def open(self, row: ReachedRow) -> None:
        """Show one milestone with the chips before it."""
        self.desk.ask(
            self.panel, chips_given, row.resident_id, self.desk.house_id,
            done=partial(self._show, row),
        )  # fmt: skip

    def _show(self, row: ReachedRow, given: tuple[GivenRow, ...]) -> None:
        before = [g for g in given if (g.milestone.code, g.due_on) != (row.milestone.code, row.on)]
        self.view = view = MilestoneView(self.desk, row, before)
        view.giver.connect(partial(self.name_giver, row))
        view.given.connect(partial(self.mark_given, row))
        view.not_given.connect(partial(self.mark_not_given, row))
        view.quiet.connect(partial(self.announce, row))
        view.certificate.connect(partial(self.certificate, row))
        view.person.connect(partial(self.person.emit, row.resident_id))
        self.panel.show_other(CARD, row.name, view)

    def opened(self) -> ReachedRow | None:
        """Whose card is open."""
        view = self.view
        if view is None or not isValid(view) or not view.isVisibleTo(self.panel):
            return None
        return view.row

    def name_giver(self, row: ReachedRow) -> None:
        """Ask who gives the chip."""
        self.desk.ask(
            self.panel, giver_choices, self.desk.house_id, row.resident_id, row.since,
            self.desk.today(), done=partial(self._open_giver, row),
        )  # fmt: skip

    def _open_giver(self, row: ReachedRow, people: tuple[GiverChoice, ...]) -> None:
        form = GiverForm(row, people)

        def made(values: dict[str, Any]) -> None:
            giver, of = form.chosen(values), self.reaching(row)
            self.desk.do(
                self.panel, milestones.name_giver, of, giver,
                said=_("Who gives {name} the chip is written down").format(name=row.name),
                undo=lambda was: Step(milestones.name_giver_back, (of, was, giver)),
                done=partial(self._again, row), refused=self.panel.refuse,
            )  # fmt: skip

        title = _("{name}, {length}").format(name=row.name, length=length_words(row.milestone))
        self.panel.open_form(GIVER, title, form, made, row.resident_id)
        form.fit()

    def mark_given(self, row: ReachedRow) -> None:
        """The chip was given today."""
        self._deed(row, milestones.mark_given, self.desk.today(),
                   _("{name} has the chip").format(name=row.name))  # fmt: skip

    def mark_not_given(self, row: ReachedRow) -> None:
        """It was noted by mistake."""
        self._deed(row, milestones.mark_given, None,
                   _("The chip of {name} is to be given").format(name=row.name))  # fmt: skip

    def announce(self, row: ReachedRow, announced: bool) -> None:
        """It is said aloud, or kept quiet as the person wants it."""
        said = _("{name}: it is said aloud") if announced else _("{name}: it stays quiet")
        self._deed(row, milestones.announce, announced, said.format(name=row.name))

    def _deed(self, row: ReachedRow, use_case: Any, what: object, said: str) -> None:
        self.desk.do(
            self.panel, use_case, self.reaching(row), what, said=said,
            undo=lambda before: Step(use_case, (self.reaching(row), before)),
            done=partial(self._again, row),
        )  # fmt: skip

    def _again(self, row: ReachedRow, _before: object = None) -> None:
        """Show the milestone as it is now."""
        if self.panel.name == GIVER:
            self.panel.finish()

        def take(rows: tuple[ReachedRow, ...]) -> None:
            same = (
                r
                for r in rows
                if (r.resident_id, r.milestone.code) == (row.resident_id, row.milestone.code)
            )
            found = next(same, None)
            if found is not None:
                self.open(found)

        self.desk.ask(
            self.panel, milestones_of_house, self.desk.house_id, row.on, row.on, done=take
        )

    def certificate(self, row: ReachedRow) -> None:
        """Their certificate in a window of its own, by the name that the house's papers have."""
        window = self.panel.window()
        assert isinstance(window, QWidget)
        title = _("Certificate")
        dialog = PaperDialog(self.desk, title, window)
        name = paper_name(row.on, self.desk.house_name(), title)
        dialog.make(Wish(title, name, partial(certificates, (row,)), names="short",
                         resident_id=row.resident_id))  # fmt: skip
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
