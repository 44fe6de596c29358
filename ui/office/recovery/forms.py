"""The forms of recovery meetings: who went where, how it is verified, a correction, an excuse."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, FORMAT_NAMES, fellowship_name
from sobrhouse.domain.requirements import EXCUSE_WORDS, VERIFICATION_WORDS
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_groups import GroupRow, directory
from sobrhouse.queries.recovery_week import PersonWeek, WentRow
from sobrhouse.services.attendance import Went
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.recovery.words import clock_words
from ui.widgets.checks import ChecksField
from ui.widgets.fields import ChoiceField, DateField, LineField, NumberField, TimeField
from ui.widgets.form import MakingForm

LONGEST = 80  # letters


def verification_field() -> ChoiceField:
    """How a meeting was verified; a signature is never needed."""
    ways = [(way, _(word)) for way, word in VERIFICATION_WORDS.items()]
    hint = _("A person's own word counts. Nobody has to bring a signature.")
    return ChoiceField("verification", _("Verified by"), ways, hint=hint)


def who_field() -> LineField:
    """Whose signature or initials; no more than that is asked."""
    hint = _("A first name or initials are enough.")
    return LineField("verified_by_text", _("Name or initials"), max_length=LONGEST, hint=hint)


class LogForm(MakingForm):
    """Who went, when, and to which meeting: one of the directory's of that day, or words."""

    def __init__(self, desk: Desk, people: Sequence[tuple[int, str]], day: date) -> None:
        super().__init__(_("Log the meeting"))
        self.desk = desk
        self.groups: tuple[GroupRow, ...] = ()
        self._drafted = ""
        self.paper = ""  # the code of the card from which it is typed in
        if len(people) > 1:
            self.add(ChecksField("stay_ids", _("Who went"), people, columns=2, required=True))
        self.people = people
        self.add(DateField("on", _("Day"), desk.today, past=True, required=True))
        self.add(ChoiceField("group_id", _("Meeting"), (), empty=_("Another meeting")))
        self.add(LineField("group_text", _("Name of the meeting"), max_length=160))
        self.add(ChoiceField("fellowship", _("Fellowship"), fellowships(), empty=_("Not said")))
        self.add(TimeField("started_at", _("Began at")))
        self.add(verification_field())
        self.add(who_field())
        self.add(LineField("topic", _("Topic"), max_length=LONGEST,
                           hint=_("Nothing that somebody shared.")))  # fmt: skip
        self.fill({"on": day, "verification": "self"})
        self["on"].left.connect(self._fit)
        self["on"].edited.connect(self._fit)
        self["group_id"].edited.connect(self._fit)
        desk.ask(self, directory, desk.house_id, desk.today(), done=self._show_groups)

    def take_draft(self, texts: Mapping[str, str]) -> None:
        """What was typed; a meeting of the list is chosen again once the list is there."""
        super().take_draft(texts)
        self._drafted = texts.get("group_id", "")
        self._show_groups(self.groups)

    def _show_groups(self, groups: tuple[GroupRow, ...]) -> None:
        self.groups = groups
        self._fit()
        if self._drafted and groups:
            self["group_id"].set_text(self._drafted)
            self._drafted = ""
            self._fit()

    def _fit(self) -> None:
        """Offer the meetings of the chosen day, and ask in words only where none is chosen."""
        try:
            day = self["on"].read()
        except Problem:
            day = None
        weekday = day.weekday() if day is not None else None
        box = self["group_id"]
        assert isinstance(box, ChoiceField)
        offered = [g for g in self.groups if g.weekday in (weekday, None)]
        box.set_choices([(g.group_id, group_words(g)) for g in offered])
        words = box.read() is None
        for name in ("group_text", "fellowship", "started_at"):
            self[name].setVisible(words)

    def went(self, values: dict[str, Any]) -> Went:
        """What the form says."""
        clock = values.get("started_at")
        group_id = values["group_id"]
        if group_id is None and not (values.get("group_text") or "").strip():
            raise Problem(_("Say which meeting it was."), field="group_text")
        return Went(
            values["on"], group_id, values.get("group_text") or "",
            values.get("fellowship") or "", clock.strftime("%H:%M") if clock else "", "",
            values["verification"] or "self", values["verified_by_text"] or "",
            values["topic"] or "", self.paper,
        )  # fmt: skip

    def stays(self, values: dict[str, Any]) -> tuple[int, ...]:
        """Who went."""
        return tuple(values["stay_ids"]) if "stay_ids" in values else (self.people[0][0],)


def fellowships() -> list[tuple[str, str]]:
    """Every fellowship, by its code."""
    return [(code, fellowship_name(code)) for code in FELLOWSHIP_NAMES]


def group_words(group: GroupRow) -> str:
    """ "12:00 PM Noon Group, AA"."""
    when = clock_words(group.starts_at)
    name = f"{when} {group.name}" if when else group.name
    return f"{name}, {fellowship_name(group.fellowship, short=True)}"


class VerifyForm(MakingForm):
    """How a meeting that is in the log was verified."""

    def __init__(self, row: WentRow) -> None:
        super().__init__(_("Save verification"))
        self.add(verification_field())
        self.add(who_field())
        first = "signature" if row.verification == "self" else row.verification
        self.fill({"verification": first, "verified_by_text": row.verified_by})


class CorrectForm(MakingForm):
    """What a line says, and why it is changed."""

    def __init__(self, desk: Desk, row: WentRow) -> None:
        super().__init__(_("Save correction"))
        self.row = row
        self.add(DateField("attended_on", _("Day"), desk.today, past=True, required=True))
        self.add(LineField("group_text", _("Meeting"), max_length=160, required=True))
        self.add(ChoiceField("fellowship", _("Fellowship"), fellowships()))
        self.add(TimeField("started_at", _("Began at")))
        forms = [(code, _(word)) for code, word in FORMAT_NAMES.items()]
        self.add(ChoiceField("format", _("How they were there"), forms))
        self.add(LineField("topic", _("Topic"), max_length=LONGEST))
        self.add(LineField("why", _("Why it is changed"), required=True, max_length=200))
        clock = time.fromisoformat(row.started_at) if row.started_at else None
        self.fill({
            "attended_on": row.on, "group_text": row.name, "fellowship": row.fellowship,
            "started_at": clock, "format": row.format, "topic": row.topic,
        })  # fmt: skip

    def changed(self, values: dict[str, Any]) -> dict[str, Any]:
        """What differs from the line; another name is no longer the directory's meeting."""
        said = {name: values[name] for name in values if name != "why"}
        clock = said["started_at"]
        said["started_at"] = clock.strftime("%H:%M") if clock else ""
        said["topic"], said["format"] = said["topic"] or "", said["format"] or ""
        was = {
            "attended_on": self.row.on, "group_text": self.row.name,
            "fellowship": self.row.fellowship, "started_at": self.row.started_at,
            "format": self.row.format, "topic": self.row.topic,
        }  # fmt: skip
        found = {name: value for name, value in said.items() if value != was[name]}
        if "group_text" in found or "fellowship" in found:
            found["meeting_group_id"] = None
        return found


class StrikeForm(MakingForm):
    """Why a line comes off."""

    def __init__(self) -> None:
        super().__init__(_("Take the line off"), danger=True, icon="trash-2")
        self.add(LineField("why", _("Why"), required=True, max_length=200,
                           hint=_("The line stays readable in the audit log.")))  # fmt: skip


class ExcuseForm(MakingForm):
    """Why one week asks one person for fewer meetings."""

    def __init__(self, person: PersonWeek) -> None:
        super().__init__(_("Excuse"))
        kinds = [(code, _(word)) for code, word in EXCUSE_WORDS.items()]
        self.add(ChoiceField("kind", _("Why"), kinds))
        self.add(LineField("reason", _("In a few words"), max_length=200))
        self.add(NumberField("meetings", _("How many fewer"), low=1, high=50,
                             hint=_("Empty: the whole week.")))  # fmt: skip
        self.fill({"kind": "sick"})
