"""The fields of somebody on the list of who supports, each saved when it is left."""

from datetime import date
from functools import partial
from typing import Any

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.support import GENDER_WORDS, codes
from sobrhouse.problems import Problem, Stale
from sobrhouse.queries.supporters import SupporterCard, SupporterRow, supporter_card
from sobrhouse.services import supporters
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.desk.values import Quiet
from ui.office.fields.stale import keeps_mine
from ui.office.supporters.form import OWN, add_fields, stored
from ui.widgets.checks import ChecksField
from ui.widgets.form import SavingForm

NAME = "supporter_change_"  # and the id


class SupporterFields(SavingForm):
    """What is written down of somebody; what is saved can be taken back field by field."""

    def __init__(self, desk: Desk, row: SupporterRow) -> None:
        super().__init__()
        self.desk, self.row = desk, row
        self._version = row.version
        self.setObjectName(f"{NAME}{row.supporter_id}")
        add_fields(self, desk)
        for field in self.fields():
            if isinstance(field, ChecksField):  # a tick is said once it is made
                for box in field.boxes.values():
                    box.clicked.connect(field.leave)
        self["phone_agreed"].edited.connect(self._fit)
        self.saved.connect(self._save)
        self.show_row(row)

    def show_row(self, row: SupporterRow) -> None:
        """Fill the fields that nobody is typing in."""
        self.row, self._version = row, row.version
        languages = tuple(part.strip() for part in row.languages.split(",") if part.strip())
        self.fill({
            **{field.name: getattr(row, field.name) for field in self.fields()},
            "languages": languages,
        })  # fmt: skip
        for name in OWN:
            self[name].setVisible(row.resident_id is None)
        self._fit()

    def reload(self) -> None:
        """Show what is stored now, but never over what somebody types."""
        self.desk.ask(
            self, supporter_card, self.desk.house_id, self.row.supporter_id, self.desk.today(),
            done=self._show,
        )  # fmt: skip

    def _show(self, card: SupporterCard | None) -> None:
        if card is not None:
            self.show_row(card.row)

    def _fit(self) -> None:
        """A phone number is asked for once they agreed; one that is there stays in sight."""
        phone = self["phone"]
        phone.setVisible(self["phone_agreed"].read() or bool(phone.text()))

    def _save(self, name: str, value: Any) -> None:
        self._send(name, stored(name, value))

    def _send(self, name: str, value: Any) -> None:
        """Ask for a value, as the service takes it, to be kept."""
        who, ours = self.row.supporter_id, as_kept(name, value)

        def undo(result: tuple[int, Any]) -> Step | None:
            was = result[1]
            if was == ours:
                return None
            return Step(supporters.change_supporter_back, (who, name, was, ours))

        self.desk.do(
            self, supporters.change_supporter, who, name, value, self._version,
            said=Quiet(_("Changed: {name}").format(name=self.row.name)), undo=undo,
            done=partial(self._on_stored, name), refused=partial(self._on_refused, name, value),
        )  # fmt: skip

    def _on_stored(self, name: str, result: tuple[int, Any]) -> None:
        self._version = result[0]
        at = nice_time(self.desk.now().astimezone(self.desk.zone()))
        self.stored(name, _("Saved {time}").format(time=at))
        self._fit()

    def _on_refused(self, name: str, value: Any, problem: Problem) -> None:
        if not isinstance(problem, Stale):
            self.refuse(problem, name)
            self._fit()
            return
        self._version = int(str(problem.theirs["version"]))
        seen, mine = as_kept(name, getattr(self.row, name)), as_kept(name, value)
        if keeps_mine(self, name, mine, problem, seen, partial(self._said, name)):
            self._send(name, value)
            return
        theirs = problem.theirs[name]
        self._asked.pop(name, None)  # what was asked for is not what is stored
        self[name].set_text(str(theirs or ""))
        self.stored(name)
        self.reload()

    def _said(self, name: str, kept: Any) -> str:
        """What a record holds, in the words of its field."""
        field = self[name]
        if isinstance(field, ChecksField):
            return ", ".join(field.boxes[code].text() for code in codes(kept))
        if name == "gender":
            return _(GENDER_WORDS[kept])
        if isinstance(kept, bool):
            return _("Yes") if kept else _("No")
        if isinstance(kept, date):
            return nice_date(kept)
        return nice_phone(kept) if name == "phone" else str(kept or "")


def as_kept(name: str, value: Any) -> Any:
    """What the record holds once this was saved; what an undo looks for."""
    if name == "name":
        return safe_name(value)
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, str) and name != "note":
        return " ".join(value.split())
    return value
