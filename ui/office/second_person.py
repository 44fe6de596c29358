"""The second person: somebody else on the staff chooses their name and types their own PIN, or
their passphrase, right here (safety.md 4.2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from sobrhouse.problems import Problem
from sobrhouse.queries.staff import Second, other_people
from sobrhouse.services.pins import Purpose
from sobrhouse.services.seconds import confirm_second
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.step_up import step_up, while_there
from ui.widgets.ask import Ask
from ui.widgets.fields import ChoiceField, LineField


@dataclass(frozen=True, slots=True)
class Given:
    """Who was there as the second person; nobody where there is nobody else on the staff. The
    passphrase is there only where it was asked for.
    """

    staff_id: int | None = None
    name: str = ""
    passphrase: str = ""


class SecondPerson(Ask):
    """Asks until somebody else is shown to be here, or the person keeps things as they are."""

    def __init__(
        self,
        desk: Desk,
        purpose: Purpose,
        people: tuple[Second, ...],
        resident_id: int | None,
        parent: QWidget | None,
    ) -> None:
        body = _(
            "This takes two people. Somebody else on the staff chooses their name, and types their "
            "own PIN or passphrase."
        )
        super().__init__(parent, _("Who is here with you?"), body, _("Go on"), _("Cancel"), False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._purpose, self._resident = desk, purpose, resident_id
        self._people = {p.staff_id: p for p in people}
        self.given = Given()
        names = [(p.staff_id, p.name) for p in people]
        self.who = ChoiceField("second", _("Second person"), names, empty=_("Choose who"))
        self.secret = LineField("secret", _("Their PIN"), secret=True, max_length=200)
        self.secret.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.column.addWidget(self.who)
        self.column.addWidget(self.secret)
        self.who.box.currentIndexChanged.connect(self._fit)
        self.keep.setDefault(False)
        self.verb.setDefault(True)
        self._fit()
        self.who.control.setFocus()

    def by_passphrase(self) -> bool:
        """Whether the person chosen is asked for the passphrase: another key needs it, and so does
        who has no PIN.
        """
        person = self._people.get(self.who.value() or 0)
        return self._purpose is Purpose.ROTATION or (person is not None and not person.has_pin)

    def _fit(self, _at: int = 0) -> None:
        words = _("Their passphrase") if self.by_passphrase() else _("Their PIN")
        self.secret.label_text = words
        self.secret.label.setText(words)
        self.secret.control.setAccessibleName(words)

    def accept(self) -> None:
        """Not before the second person was found to be here."""
        person = self._people.get(self.who.value() or 0)
        typed = self.secret.text()
        if person is None:
            self.who.fault(_("Choose who is here."))
        elif not typed:
            self.secret.fault(_("They type it themselves."))
        elif self.verb.isEnabled():
            self._busy(True)
            self.given = Given(person.staff_id, person.name)
            if self.by_passphrase():
                self._ask_key(person, typed)
            else:
                self._desk.do(
                    self, confirm_second, person.staff_id, typed, self._purpose, self._resident,
                    done=self._on_answer, refused=self._on_refused,
                )  # fmt: skip

    def _ask_key(self, person: Second, typed: str) -> None:
        keeping = self._desk.keeping
        if keeping is None:
            self._on_refused(Problem(_("This account has no passphrase of its own.")))
            return
        self.given = Given(person.staff_id, person.name, typed)
        self._desk.slow(
            self, partial(keeping.confirm_second, person.staff_id, typed, self._purpose,
                          self._resident),
            done=lambda _none: self._on_answer(True), failed=self._on_refused,
        )  # fmt: skip

    def _on_answer(self, right: bool) -> None:
        self.secret.set_text("")
        self._desk.wanted.emit("pin_typed", right)  # the fifth wrong one in a row locks the office
        if right:
            super().accept()
        else:
            self._on_refused(Problem(_("That PIN did not match. Try again.")))

    def _on_refused(self, problem: Problem) -> None:
        self._busy(False)
        self.given = Given()
        self.secret.fault(problem.sentence)
        self.secret.control.setFocus()

    def _busy(self, busy: bool) -> None:
        self.verb.setEnabled(not busy)
        assert isinstance(self.secret.control, QLineEdit)
        self.secret.control.setReadOnly(busy)


def two_people(
    desk: Desk,
    owner: QWidget,
    purpose: Purpose,
    then: Callable[[Given], None],
    kept: Callable[[Problem | None], None] | None = None,
    resident_id: int | None = None,
) -> None:
    """Ask for a second person, then for one's own PIN, and only `then`, told who it was; `kept`
    when somebody went back. Where nobody else is on the staff, one's own PIN is all.
    """

    def own(given: Given) -> None:
        step_up(desk, owner, purpose, lambda: then(given), kept)

    def on_people(people: tuple[Second, ...]) -> None:
        able = tuple(p for p in people if p.has_passphrase or purpose is not Purpose.ROTATION)
        if not able:
            own(Given())
            return
        dialog = SecondPerson(desk, purpose, able, resident_id, owner.window())
        dialog.accepted.connect(lambda: while_there(owner, lambda: own(dialog.given)))
        if kept is not None:
            dialog.rejected.connect(lambda: while_there(owner, lambda: kept(None)))
        dialog.open()

    desk.ask(owner, other_people, done=on_people)
