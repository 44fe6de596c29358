"""The forms in which a supporter is held against what the house asks, and such a check is taken
back.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.domain.match_words import length_words
from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.supporters import CheckRow, SupporterRow
from sobrhouse.services import mentor_checks
from sobrhouse.settings import HouseSettings
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.widgets.checks import ChecksField
from ui.widgets.fields import DateField, LineField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

CHECK, TAKE_BACK = "supporter_check", "supporter_check_back"


class CheckSteps(QObject):
    """Asks what is met, keeps it, and takes back what was a mistake; `then` shows the person."""

    def __init__(self, desk: Desk, panel: FormPanel, then: Callable[[int], None]) -> None:
        super().__init__(panel)
        self.desk, self.panel, self.then = desk, panel, then

    def add(self, row: SupporterRow) -> None:
        """The form of a check, with the criteria as the house has them now."""
        self.desk.ask(
            self.panel, house_settings, self.desk.house_id, done=partial(self._open_form, row)
        )

    def _open_form(self, row: SupporterRow, chosen: HouseSettings) -> None:
        asked = str(chosen.get("mentor_criteria"))
        criteria = listed(_(asked))
        if not criteria:
            self.desk.tell(
                _("The house asks for nothing of mentors yet. Write it in Settings first.")
            )
            return
        form = CheckForm(self.desk, row, criteria, chosen.get("mentor_months"))

        def made(values: dict[str, Any]) -> None:
            unmet = tuple(one for one in criteria if one not in values["met"])
            self.desk.do(
                self.panel, mentor_checks.record_check, row.supporter_id, values["on"], unmet,
                values["note"] or "", said=_("Check kept: {name}").format(name=row.name),
                undo=lambda new: Step(mentor_checks.take_back_check, (new, _("Undone at once"))),
                done=partial(self._done, row), refused=self.panel.refuse,
            )  # fmt: skip

        title = _("Check {name}").format(name=row.name)
        self.panel.open_form(CHECK, title, form, made, row.supporter_id)

    def open(self, row: SupporterRow, check: CheckRow) -> None:
        """One check: what it found, and the way to take it back."""
        form = MakingForm(_("Take this check back"), danger=True)
        found = _("All met") if not check.unmet else _("Not met: {what}").format(
            what=", ".join(check.unmet))  # fmt: skip
        for said in (nice_date(check.on), check.by, found, check.note,
                     _("Asked that day: {what}").format(what=", ".join(check.criteria))):
            if said:
                form.put(Label(said, "body", wrap=True))
        form.add(LineField("why", _("Why"), required=True, max_length=200,
                           hint=_("It stays on record, and counts no more.")))

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, mentor_checks.take_back_check, check.check_id, values["why"],
                said=_("Check taken back: {name}").format(name=row.name),
                done=partial(self._done, row), refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form(TAKE_BACK, _("Check of {name}").format(name=row.name), form, made,
                             check.check_id)

    def _done(self, row: SupporterRow, _result: object) -> None:
        self.panel.finish()
        self.then(row.supporter_id)


class CheckForm(MakingForm):
    """Each of the criteria; what is not ticked is kept as not met."""

    def __init__(
        self, desk: Desk, row: SupporterRow, criteria: tuple[str, ...], months: int
    ) -> None:
        super().__init__(_("Keep this check"))
        if months:
            self.put(Label(_sober_words(row, months), "muted", wrap=True))
        self.add(ChecksField("met", _("Tick what is met"), [(one, one) for one in criteria],
                             hint=_("What is not ticked is written down as not met.")))
        self.add(DateField("on", _("Day"), desk.today, past=True, required=True))
        self.add(TextField("note", _("Note"), lines=3, max_length=500,
                           hint=_("For staff. It is on no paper.")))
        self.fill({"on": desk.today()})


def _sober_words(row: SupporterRow, months: int) -> str:
    asked = n_("The house asks for {n} month sober.", "The house asks for {n} months sober.",
               months).format(n=months)  # fmt: skip
    has = _("It is not written down how long they are sober.")
    if row.days is not None:
        has = _("They are sober for {long}.").format(long=length_words(row.days))
    return f"{asked} {has}"


def listed(text: str) -> tuple[str, ...]:
    """What stands in the setting with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
