"""What is told without a consent: in a medical emergency with a second person's PIN, by a court's
order, or about a crime in the house. What is said goes down in the accounting first.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.consents import CATEGORY_WORDS, Category
from sobrhouse.domain.signins import UNDONE
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.profile import Profile
from sobrhouse.queries.staff import Second, second_people
from sobrhouse.services import disclosures
from sobrhouse.services.disclosures import Asker, HandOut
from sobrhouse.services.pins import Purpose
from sobrhouse.services.seconds import confirm_second
from sobrhouse.words import N_, _
from ui import theme
from ui.desk import Desk, Step
from ui.office.dialog_keys import lock_by_key
from ui.office.papers.dialog import show_face_sheet
from ui.office.step_up import step_up
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox, into_sight, vbox
from ui.widgets.checks import ChecksField
from ui.widgets.fields import CheckField, ChoiceField, LineField, TextField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

EMERGENCY = "emergency"
_BASES = (
    (EMERGENCY, N_("Medical emergency")), ("court_order", N_("Court order")),
    ("crime_on_premises", N_("Crime in the house")),
)  # fmt: skip
_SAID = {
    EMERGENCY: N_("When a life may depend on it, medical people may be told what they need "
                  "(42 CFR § 2.51). It takes a reason and a second person of the staff."),
    "court_order": N_("A subpoena alone is not enough: it takes an order of the court under "
                      "42 CFR § 2.61 and after. Ask your counsel when you are not sure."),
    "crime_on_premises": N_("To the police, about a crime in the house or against its staff, or a "
                            "threat of one: what happened, who, and where they live."),
}  # fmt: skip
_ALONE = N_("Nobody else here has a PIN, so your own is enough. The weekly report will say so.")


class WithoutConsent(QDialog):
    """The three ways, each with what it needs."""

    def __init__(self, desk: Desk, parent: QWidget, data: Profile,
                 done: Callable[[], object]) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.data, self.done_with = desk, data, done
        self.alone = False  # nobody else of the staff has a PIN
        self.setWindowTitle(_("Tell without consent"))
        self.basis = Segments([(key, _(words)) for key, words in _BASES], _("On what right"))
        self.basis.picked.connect(lambda _key: self.fit())
        self.line = Label("", "muted", wrap=True)
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.form = MakingForm(_("Write it down"), columns=2)
        self._fields()
        self.form.made.connect(self._on_made)
        self.form.cancelled.connect(self.reject)
        scroll = ScrollBox(gap=2)
        scroll.add(self.form)
        title = _("What was told about {name}").format(name=data.short_name)
        foot = hbox(1, self.form.cancel, self.form.verb)  # in sight below what scrolls
        box = vbox(Label(title, "h2"), self.basis, self.line, self.trouble, scroll, foot, gap=3,
                   margins=(24, 18, 24, 18), parent=self)  # fmt: skip
        box.setStretch(4, 1)
        room = parent.window().size()
        self.resize(min(round(720 * theme.scale()), room.width() - 20),
                    min(round(600 * theme.scale()), room.height() - 20))  # fmt: skip
        self.fit()
        lock_by_key(self, desk)
        desk.ask(self, second_people, desk.house_id, done=self._offer)

    def begun(self) -> dict[str, str]:
        """What is half typed, without anybody's PIN; nothing where nobody has typed."""
        if not self.form.dirty():
            return {}
        texts = {name: t for name, t in self.form.texts().items() if name not in ("second", "pin")}
        return texts | {"basis": str(self.basis.key())}

    def take_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was half typed."""
        if texts.get("basis") in dict(_BASES):
            self.basis.pick(texts["basis"])
        self.form.take_draft(texts)

    def _fields(self) -> None:
        add = self.form.add
        add(LineField("recipient", _("Who was told"), required=True, max_length=400,
                      placeholder=_("Paramedics, Mercy Hospital …")))  # fmt: skip
        add(LineField("address", _("Address or phone"), max_length=400))
        add(LineField("purpose", _("What for"), required=True, max_length=400), 2)
        add(TextField("description", _("What was told"), lines=2, required=True,
                      max_length=400), 2)  # fmt: skip
        offered = [(c, _(words)) for c, words in CATEGORY_WORDS.items()]
        add(ChecksField("categories", _("Which kinds of facts"), offered, columns=2, wrap=True), 2)
        self.reason = TextField("reason", _("Why"), lines=2, max_length=400)
        add(self.reason, 2)
        self.sheet = CheckField("sheet", _("They get the emergency sheet too"))
        add(self.sheet, 2)
        self.second = ChoiceField("second", _("Second person"), [], empty=_("Choose who"))
        self.pin = LineField("pin", _("Their PIN"), secret=True, max_length=12)
        self.pin.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhDigitsOnly)  # fmt: skip
        add(self.second)
        add(self.pin)
        self.form.fill({"categories": (Category.IDENTITY,)})

    def _offer(self, people: tuple[Second, ...]) -> None:
        self.second.set_choices([(p.staff_id, p.name) for p in people])
        self.alone = not people
        self.fit()

    def fit(self) -> None:
        """Ask what this right needs."""
        emergency = self.basis.key() == EMERGENCY
        said = _(_SAID[str(self.basis.key())])
        if emergency and self.alone:
            said = f"{said} {_(_ALONE)}"
        self.line.setText(said)
        self.second.setVisible(emergency and not self.alone)
        self.sheet.setVisible(emergency)
        self.pin.setVisible(emergency and not self.alone)
        asked = _("What the emergency is") if emergency else _("Which order, or what happened")
        self.reason.label_text = asked
        self.reason.label.setText(asked)
        self.reason.control.setAccessibleName(asked)

    def _on_made(self, values: dict[str, Any]) -> None:
        self.trouble.hide()
        emergency = self.basis.key() == EMERGENCY
        if not values["reason"]:
            self.form.refuse(Problem(
                _("Say what the emergency is.") if emergency
                else _("Say which order it is, or what happened."), field="reason",
            ))  # fmt: skip
            return
        if not emergency:
            step_up(self.desk, self, Purpose.OUTSIDE, lambda: self._write(values))
            return
        if self.alone:
            step_up(self.desk, self, Purpose.OUTSIDE, lambda: self._write(values))
            return
        if values["second"] is None or not values["pin"]:
            field = self.second if values["second"] is None else self.pin
            field.fault(_("A second person of the staff chooses their name and types their PIN."))
            into_sight(field)
            return
        self.desk.do(
            self, confirm_second, values["second"], values["pin"], Purpose.EMERGENCY,
            self.data.person.resident_id, done=lambda right: self._second(right, values),
            refused=self._refuse,
        )  # fmt: skip

    def _second(self, right: bool, values: dict[str, Any]) -> None:
        self.pin.set_text("")
        self.desk.wanted.emit("pin_typed", right)  # the fifth wrong one in a row locks the office
        if right:
            step_up(self.desk, self, Purpose.OUTSIDE, lambda: self._write(values))
        else:
            self.pin.fault(_("That PIN did not match. Try again."))
            self.pin.control.setFocus()
            into_sight(self.pin)

    @property
    def with_sheet(self) -> bool:
        """Whether the emergency sheet is handed over as well."""
        return self.basis.key() == EMERGENCY and self.sheet.read()

    def _write(self, values: dict[str, Any]) -> None:
        said = values["description"]
        if self.with_sheet:
            said = _("{what}; the emergency sheet").format(what=said.rstrip("."))
        handed = HandOut(
            resident_id=self.data.person.resident_id, description=said,
            method="spoken", categories=frozenset(values["categories"]),
        )  # fmt: skip
        asker = Asker(recipient=values["recipient"], purpose=values["purpose"],
                      address=values["address"], reason=values["reason"])  # fmt: skip
        toast = _("It is in the accounting of disclosures")
        basis = str(self.basis.key())
        emergency = basis == EMERGENCY
        use_case: Callable[..., int] = (
            disclosures.disclose_in_emergency if emergency else disclosures.disclose_without_consent
        )
        self.desk.do(
            self, use_case, self.desk.house_id, handed, asker,
            values.get("second") if emergency else basis, said=toast,
            undo=lambda row: Step(disclosures.take_back_disclosure, (row, _(UNDONE))),
            done=self._finish, refused=self._refuse,
        )  # fmt: skip

    def _finish(self, _row: int) -> None:
        self.done_with()
        parent = self.parentWidget()
        if self.with_sheet and parent is not None:
            show_face_sheet(self.desk, parent, self.data.person.resident_id)
        self.accept()

    def _refuse(self, problem: Problem) -> None:
        self.form.refuse(problem)


def open_without_consent(
    desk: Desk, parent: QWidget, data: Profile, done: Callable[[], object]
) -> WithoutConsent | None:
    """Open it, for whoever may."""
    if not desk.may(Permission.MANAGE_PEOPLE):
        return None
    dialog = WithoutConsent(desk, parent.window(), data, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
