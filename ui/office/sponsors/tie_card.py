"""One tie of a resident in the panel: fields that save by themselves; checked, ended, taken off."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.support import END_WORDS, KIND_WORDS, MET_WORDS, SHARE_WORDS
from sobrhouse.problems import Problem, Stale
from sobrhouse.queries.sponsorships import TieRow
from sobrhouse.services import sponsorships
from sobrhouse.services.sponsorships import Ended
from sobrhouse.words import _
from ui.desk import Desk, Quiet, Step
from ui.office.fields.stale import as_text, keeps_mine
from ui.office.form_panel import FormPanel
from ui.office.sponsors import support_words as words
from ui.office.sponsors.tie_form import BUDDY, kept_hint
from ui.widgets.boxes import line, vbox
from ui.widgets.buttons import Button
from ui.widgets.choices import Check
from ui.widgets.field import Field
from ui.widgets.fields import ChoiceField, DateField, LineField, PhoneField, TextField
from ui.widgets.form import MakingForm, SavingForm
from ui.widgets.labels import Label


class TieEditor(SavingForm):
    """The fields of one tie; who is not shared is not asked for."""

    share_changed = Signal()

    def __init__(self, desk: Desk, tie: TieRow) -> None:
        super().__init__()
        self._desk, self._tie, self._version = desk, tie, tie.version
        for field in self._fields_of(tie):
            self.add(field)
        self._seen = _values(tie)
        self.fill({name: value for name, value in self._seen.items() if name in self})
        self.saved.connect(self._save)

    def _fields_of(self, tie: TieRow) -> list[Field]:
        own = tie.shared and tie.supporter_id is None and tie.peer_resident_id is None
        found: list[Field] = []
        if tie.kind != BUDDY:
            kinds = [(code, word) for code, word in words.options(KIND_WORDS) if code != BUDDY]
            found.append(ChoiceField("kind", _("What"), kinds))
        if tie.kind != BUDDY and tie.shared:  # what is hidden, only they open, at the kiosk
            found.append(ChoiceField("share", _("What staff may see"), words.options(SHARE_WORDS),
                                     hint=_("The resident decides.")))  # fmt: skip
        if own:
            found.append(LineField("name", _("Name"), max_length=60, hint=kept_hint("")))
            found.append(PhoneField("phone", _("Phone"), hint=_("Only if they agreed to it.")))
        fellowships = [("", _("Not said")), *words.options(FELLOWSHIP_NAMES)]
        found += [
            ChoiceField("fellowship", _("Fellowship"), fellowships),
            ChoiceField("how_met", _("How they met"), words.options(MET_WORDS)),
            DateField("started_on", _("Since"), self._desk.today, past=True, required=True),
        ]
        if tie.shared:
            found.append(TextField("note", _("Note"), lines=2, max_length=500,
                                   hint=_("For staff. Never what was said.")))  # fmt: skip
        return found

    def show_tie(self, tie: TieRow) -> None:
        """It was changed elsewhere or undone: show that, but never over what is being typed."""
        if tie.version == self._version or tie.shared != self._tie.shared:
            return
        self._tie, self._version = tie, tie.version
        stored = {name: value for name, value in _values(tie).items() if name in self}
        self.fill(stored)
        for name, value in stored.items():
            field = self[name]
            if isinstance(field, ChoiceField) and field.read() != value and not field.faulty():
                field.set_value(value)  # it keeps the focus once chosen, and nothing is typed there
                self.stored(name)

    def _save(self, field: str, value: Any) -> None:
        value = value or "" if field in ("name", "phone", "note") else value
        kept = safe_name(value) if field == "name" else value
        key = self._tie.sponsorship_id

        def done(result: tuple[int, Any]) -> None:
            self._version, self._seen[field] = result[0], kept
            now = self._desk.now().astimezone(self._desk.zone())
            self.stored(field, _("Saved {time}").format(time=nice_time(now)))
            if field == "name":
                self.fill({"name": kept})
            if field == "share":
                self.share_changed.emit()

        self._desk.do(
            self, sponsorships.change_sponsorship, key, field, kept, self._version, done=done,
            said=Quiet(_("Changed: {name}").format(name=self[field].label_text)),
            refused=lambda problem: self._on_refused(field, kept, problem),
            undo=lambda result: Step(
                sponsorships.change_sponsorship_back, (key, field, result[1], kept)),
        )  # fmt: skip

    def _on_refused(self, field: str, value: Any, problem: Problem) -> None:
        if not isinstance(problem, Stale):
            self.refuse(problem, field)
            return
        self._version = int(str(problem.theirs["version"]))
        if keeps_mine(self, field, value, problem, self._seen[field], partial(_said, field)):
            self._save(field, value)
            return
        self._seen[field] = theirs = problem.theirs[field]
        self[field].set_value(theirs)
        self.stored(field)


def _values(tie: TieRow) -> dict[str, Any]:
    return {
        "kind": tie.kind, "share": "name" if tie.shared else "existence", "name": tie.own_name,
        "phone": tie.own_phone, "fellowship": tie.fellowship, "how_met": tie.how_met,
        "started_on": tie.started_on, "note": tie.note,
    }  # fmt: skip


def _said(field: str, value: Any) -> str:
    """What a tie holds, in the words of its field."""
    known = {"kind": KIND_WORDS, "share": SHARE_WORDS, "how_met": MET_WORDS,
             "fellowship": FELLOWSHIP_NAMES}.get(field)  # fmt: skip
    if known is not None:
        return _(known[value]) if value in known else _("Not said")
    return nice_date(value) if field == "started_on" else as_text(value)


class TieCard(QWidget):
    """What stands about one tie, and what can be done with it."""

    def __init__(self, desk: Desk, panel: FormPanel, tie: TieRow, name: str) -> None:
        super().__init__()
        self.desk, self.panel, self.tie, self.name = desk, panel, tie, name
        today = desk.today()
        self.editor = TieEditor(desk, tie)
        self.editor.share_changed.connect(panel.close_panel)
        box = vbox(gap=3, parent=self)
        hidden = "" if tie.shared else _("They can share who it is at the kiosk.")
        for text in (words.tie_line(tie, today), words.contact_words(tie, today), tie.end_note,
                     hidden):  # fmt: skip
            if text:
                box.addWidget(Label(text, "muted", wrap=True))
        box.addWidget(Label(words.verified_line(tie, today), "body", wrap=True))
        for check in self._checks():
            box.addWidget(check)
        box.addWidget(self.editor)
        box.addWidget(Label(_("Changes save by themselves."), "muted"))
        for button in self._ends():
            box.addWidget(line(button, 1))

    def _checks(self) -> list[Check]:
        both = (
            ("resident", self.tie.resident_verified_on, _("The resident says that it is so")),
            ("staff", self.tie.staff_verified_on, _("Staff have checked it")),
        )
        found = []
        for by, on, text in both:
            check = Check(text, wrap=True)
            check.setChecked(on is not None)
            check.clicked.connect(lambda yes, by=by: self.verify(by, yes))
            found.append(check)
        return found

    def _ends(self) -> list[Button]:
        going = self.tie.ended_on is None
        end = Button(_("It has ended") if going else _("It goes on"), small=True)
        end.clicked.connect(self.end if going else self.reopen)
        off = Button(_("Take off, it was a mistake"), "danger", "trash-2", small=True)
        off.clicked.connect(self.take_off)
        return [end, off]

    def verify(self, by: str, yes: bool) -> None:
        """Somebody says that it is so, or that this was not said."""
        key, on = self.tie.sponsorship_id, self.desk.today() if yes else None
        self.desk.do(
            self, sponsorships.verify_sponsorship, key, by, on,
            said=_("Checked: {name}").format(name=self.name) if yes
            else _("Not checked any more: {name}").format(name=self.name),
            undo=lambda before: Step(sponsorships.put_verification_back, (key, by, before, on)),
        )  # fmt: skip

    def end(self) -> None:
        """The form for the last day, and why."""
        open_end(self.desk, self.panel, self.tie, self.name)

    def reopen(self) -> None:
        """It was ended by mistake, or they found together again."""
        key, tie = self.tie.sponsorship_id, self.tie
        assert tie.ended_on is not None
        how = Ended(tie.ended_on, tie.end_kind, tie.end_note)
        self.desk.do(
            self, sponsorships.reopen_sponsorship, key,
            said=_("{kind} of {name} goes on").format(kind=words.kinds(tie.kind), name=self.name),
            undo=lambda _done: Step(sponsorships.end_sponsorship, (key, how)),
            done=lambda _done: self.panel.close_panel(),
        )  # fmt: skip

    def take_off(self) -> None:
        """It should never have been written down."""
        self.desk.do(
            self, sponsorships.take_back_sponsorship, self.tie.sponsorship_id,
            said=_("{kind} of {name} taken off").format(
                kind=words.kinds(self.tie.kind), name=self.name),
            undo=lambda done: Step(sponsorships.put_back_sponsorship, (done,)),
            done=lambda _done: self.panel.close_panel(),
        )  # fmt: skip


def open_end(desk: Desk, panel: FormPanel, tie: TieRow, name: str) -> None:
    """The form that ends a tie; its history stays."""
    form = MakingForm(_("It has ended"), danger=True)
    form.put(Label(_("The history stays."), "muted"))
    form.add(DateField("on", _("Its last day"), desk.today, past=True, required=True))
    form.add(ChoiceField("kind", _("Why"), words.options(END_WORDS), empty=_("Choose one"),
                         required=True))  # fmt: skip
    if tie.shared:
        form.add(TextField("note", _("A word about it"), lines=2, max_length=500,
                           hint=_("For staff. Never what was said.")))  # fmt: skip
    form.fill({"on": desk.today()})

    def made(values: dict[str, Any]) -> None:
        how = Ended(values["on"], values["kind"], values.get("note") or "")
        desk.do(
            panel, sponsorships.end_sponsorship, tie.sponsorship_id, how, done=panel.finish,
            refused=panel.refuse,
            said=_("{kind} of {name} has ended").format(kind=words.kinds(tie.kind), name=name),
            undo=lambda done: Step(sponsorships.reopen_sponsorship, (done,)),
        )  # fmt: skip

    title = _("{kind} of {name}").format(kind=words.kinds(tie.kind), name=name)
    panel.open_form("tie_end", title, form, made, tie.sponsorship_id)
