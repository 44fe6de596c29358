"""Key change: asks for what another key of the house takes: one's own passphrase, a second person
with theirs, and one's PIN. The program then does it (safety.md 4.1, 4.2).
"""

from functools import partial
from typing import Any

from sobrhouse.problems import Problem
from sobrhouse.queries.staff import Second, StaffRow, my_account, other_people
from sobrhouse.services.pins import Purpose
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.second_person import Given, two_people
from ui.office.settings.section import Section
from ui.widgets.fields import LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label


class KeyChange:
    """Leads from the button in Settings to the moment when both are shown to be here."""

    def __init__(self, desk: Desk, owner: Section, panel: FormPanel) -> None:
        self.desk, self.owner, self.panel = desk, owner, panel

    def begin(self) -> None:
        """What it does, and one's own passphrase; who is alone also says why."""
        self.desk.ask(self.owner, other_people, done=self._with_people)

    def _with_people(self, people: tuple[Second, ...]) -> None:
        alone = not any(person.has_passphrase for person in people)
        form = MakingForm(_("Change the key"), danger=True)
        form.add(
            LineField(
                "passphrase", _("Your passphrase"), secret=True, required=True,
                hint="" if alone else _("Then a second person on the staff types theirs."),
            )
        )  # fmt: skip
        if alone:
            form.add(
                LineField(
                    "reason", _("Why you do this alone"), required=True, max_length=400,
                    hint=_("Nobody else on the staff has a passphrase. The next weekly report "
                           "says so, with your words."),
                )
            )  # fmt: skip
        facts = (
            _("A backup is made and checked first."),
            _("The records close for a minute while every page is encrypted anew. Close the kiosk "
              "before."),
            _("Who is not here now gets a new passphrase from an owner: their account is closed "
              "until then."),
            _("You see a new recovery code once. The one on paper ends."),
            _("Backups that were made before keep the old key until they are gone."),
        )  # fmt: skip
        self.panel.open_form("", _("Another key for the house"), form, self._typed)
        for at, fact in enumerate(facts):
            form.outer.insertWidget(at, Label(fact, "muted", wrap=True))

    def _typed(self, values: dict[str, Any]) -> None:
        keeping, passphrase = self.desk.keeping, str(values["passphrase"])
        reason = str(values.get("reason") or "")
        if keeping is not None:
            self.desk.slow(
                self.owner, partial(keeping.check_passphrase, passphrase),
                done=lambda _none: self._second(passphrase, reason),
                failed=lambda p: self.panel.refuse(Problem(p.sentence, field="passphrase")),
            )  # fmt: skip

    def _second(self, passphrase: str, reason: str) -> None:
        two_people(
            self.desk, self.owner, Purpose.ROTATION, partial(self._both, passphrase, reason),
            self.panel.stay,
        )  # fmt: skip

    def _both(self, passphrase: str, reason: str, given: Given) -> None:
        def on_me(me: StaffRow | None) -> None:
            if me is not None:
                second = (given.staff_id, given.passphrase) if given.staff_id else None
                self.panel.finish()
                self.desk.wanted.emit("rotate", (passphrase, second, reason))

        self.desk.ask(self.owner, my_account, done=on_me)
