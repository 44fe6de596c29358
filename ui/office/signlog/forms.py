"""The forms of the sign log: sign somebody in or out, type in paper, correct a line."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.signins import LONGEST, next_time, past_time
from sobrhouse.problems import Problem
from sobrhouse.queries.sign_people import Signable, SignChoices
from sobrhouse.queries.signins import SignRow
from sobrhouse.words import _
from ui.office.fields.night import NightField
from ui.office.signlog.words import out_line
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.form import MakingForm
from ui.widgets.offers import dress_offers

Zone = ZoneInfo


class DayField(DateField):
    """A day without its year where that is this one: there is little room."""

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        if isinstance(value, date):
            self.set_text(nice_date(value, self._today()))


def place_field(choices: SignChoices, *, required: bool = True) -> LineField:
    """Where to; the places of the house are offered as one types."""
    field = LineField(
        "destination",
        _("Where"),
        required=required,
        max_length=LONGEST,
        placeholder=", ".join(choices.places[:3]),
    )
    offers = QCompleter(list(choices.places), field)
    offers.setFilterMode(Qt.MatchFlag.MatchContains)
    dress_offers(offers)
    field.line.setCompleter(offers)
    return field


def person_field(choices: SignChoices, zone: Zone, today: date) -> ChoiceField:
    """Everybody who lives here, and since when who is out."""

    def words(person: Signable) -> str:
        if person.row_id is None:
            return person.name
        since = out_line(_(person.destination), person.out_at, zone, today)
        return f"{person.name}, {since}"

    named = [(person.stay_id, words(person)) for person in choices.people]
    return ChoiceField("stay_id", _("Person"), named, empty=_("Choose a person"), required=True)


class SignForm(MakingForm):
    """Signs in who is out and out who is in: what it asks follows from the person."""

    def __init__(
        self, choices: SignChoices, zone: Zone, now: Callable[[], datetime], today: date
    ) -> None:
        super().__init__(_("Sign out"), icon="log-out")
        self.choices = choices
        self._zone, self._now = zone, now
        self.person = self.add(person_field(choices, zone, today))
        self.place = self.add(place_field(choices))
        self.back = self.add(NightField("back", _("Back by"), zone, today))
        self.whom = self.add(LineField("with_whom", _("With whom"), max_length=LONGEST))
        self.phone = self.add(LineField("contact_phone", _("Phone there"), max_length=40))
        self.at = self.add(NightField("at", _("At"), zone, today, hint=_("Empty: now")))
        self.person.edited.connect(self._on_person)
        self.back.line.textEdited.connect(self._on_back)
        self._on_person()

    def choose(self, stay_id: int) -> None:
        """Begin with this person."""
        self.fill({"stay_id": stay_id})
        self._on_person()

    def chosen(self) -> Signable | None:
        """Who is chosen."""
        return self.choices.of(self.person.read())

    def comes_in(self) -> bool:
        """Whether it signs in."""
        who = self.chosen()
        return who is not None and who.row_id is not None

    def instants(self, values: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
        """When it was, None for now; and until when; Problem for what has not come yet."""
        at = None
        if values.get("at") is not None:
            at = past_time(self._now(), values["at"], self._zone, self.at.which)
        back, after = values.get("back"), at or self._now()
        due = None if back is None else next_time(after, back, self._zone, self.back.which)
        return at, due

    def _on_person(self) -> None:
        comes_in = self.comes_in()
        for field in (self.place, self.back, self.whom, self.phone):
            field.setVisible(not comes_in)
        self.verb.set_text(_("Sign in") if comes_in else _("Sign out"))
        self.verb.set_icon("log-in" if comes_in else "log-out")

    def _on_back(self, text: str) -> None:
        try:
            clock = self.back.read() if text.strip() else None
        except Problem:
            return
        if clock is not None:
            due = next_time(self._now(), clock, self._zone, self.back.which)
            due = due.astimezone(self._zone)
            here = self._now().astimezone(self._zone).date()
            day = _("Today") if due.date() == here else _("Tomorrow")
            self.back.set_hint(f"{day}, {nice_time(due)}")

    def take_draft(self, texts: Any) -> None:
        super().take_draft(texts)
        self._on_person()


FIELD_NAMES = {"out_at": "out", "in_at": "in", "expected_return_at": "due"}


def beside(problem: Problem, form: MakingForm) -> Problem:
    """The problem with the name that its field has in this form."""
    name = problem.field or ""
    here = name if name in form else FIELD_NAMES.get(name, name)
    problem.field = here if here in form else "at" if "at" in form and here == "out" else None
    return problem


class PaperForm(MakingForm):
    """One line of the paper sheet; the day stays for the next one."""

    def __init__(self, choices: SignChoices, zone: Zone, today: date) -> None:
        super().__init__(_("Add this line"), cancel=_("Done"), columns=2)
        self._zone = zone
        self.add(person_field(choices, zone, today), 2)
        self.day = self.add(DayField("day", _("Day"), lambda: today, past=True, required=True), 2)
        self.day.set_value(today)
        self.out = self.add(NightField("out", _("Out"), zone, today))
        self.came = self.add(NightField("in", _("In"), zone, today, hint=_("Empty: still out")))
        self.add(place_field(choices, required=False), 2)
        self.due = self.add(NightField("due", _("Due"), zone, today))
        self.add(LineField("with_whom", _("With whom"), max_length=LONGEST))

    def instants(self, values: dict[str, Any]) -> dict[str, datetime | None]:
        """Out, in and due as instants: each after the one before."""
        begins = datetime.combine(values["day"], time(), self._zone) - timedelta(minutes=1)

        def after(instant: datetime, field: NightField) -> datetime | None:
            clock = values[field.name]
            return next_time(instant, clock, self._zone, field.which) if clock else None

        out = after(begins, self.out)
        came, due = after(out or begins, self.came), after(out or begins, self.due)
        return {"out_at": out, "in_at": came, "expected_return_at": due}

    def next_line(self) -> None:
        """Empty but for the day."""
        for field in self.fields():
            if field.name != "day":
                field.set_text("")
                field.clear_fault()
        self.summary.hide()
        self.busy(False)
        self["stay_id"].control.setFocus()


class CorrectForm(MakingForm):
    """All that a line says, and why it changes."""

    def __init__(self, row: SignRow, zone: Zone, today: date) -> None:
        super().__init__(_("Correct"), columns=2)
        self.row = row
        self._zone = zone
        self.times: dict[str, NightField] = {}
        for name, label, moment in (
            ("out", _("Out"), row.out_at),
            ("due", _("Due"), row.expected_at),
            ("in", _("In"), row.in_at),
        ):
            night = today if moment is None else moment.astimezone(zone).date()
            self.times[name] = self.add(NightField(name, label, zone, night))
            day_label = _("{what}: day").format(what=label)
            self.add(DayField(f"{name}_day", day_label, lambda: today, past=name != "due"))
            if moment is not None:
                local = moment.astimezone(zone)
                self.fill({name: local, f"{name}_day": local.date()})
        self.add(LineField("destination", _("Where"), max_length=LONGEST), 2)
        self.add(LineField("with_whom", _("With whom"), max_length=LONGEST), 2)
        self.add(LineField("contact_phone", _("Phone there"), max_length=40), 2)
        self.add(
            LineField(
                "why",
                _("Why"),
                required=True,
                max_length=300,
                hint=_("Stays with the line, beside your name."),
            ),
            2,
        )
        self.fill(
            {
                "destination": row.destination,
                "with_whom": row.with_whom,
                "contact_phone": nice_phone(row.contact_phone),
            }
        )

    def changed(self, values: dict[str, Any]) -> dict[str, Any]:
        """What `correct` is to change; a time that was not touched keeps its seconds."""
        old = {"out": self.row.out_at, "due": self.row.expected_at, "in": self.row.in_at}
        names = {"out": "out_at", "due": "expected_return_at", "in": "in_at"}
        changed: dict[str, Any] = {}
        for name, moment in old.items():
            new = self._instant(values[name], values[f"{name}_day"], name)
            if not _same_minute(new, moment):
                changed[names[name]] = new
        texts = {"destination": self.row.destination, "with_whom": self.row.with_whom}
        changed |= {n: values[n] or "" for n, was in texts.items() if (values[n] or "") != was}
        if (values["contact_phone"] or "") != nice_phone(self.row.contact_phone):
            changed["contact_phone"] = values["contact_phone"] or ""
        return changed

    def _instant(self, clock: time | None, day: date | None, name: str) -> datetime | None:
        if clock is None:
            return None
        if day is None:
            base = self.row.out_at or self.row.in_at
            assert base is not None
            day = base.astimezone(self._zone).date()
        was = {"out": self.row.out_at, "due": self.row.expected_at, "in": self.row.in_at}[name]
        # in an hour that comes twice the line stays in its own pass, unless the other one is said
        fold = self.times[name].which
        if fold is None:
            fold = was.astimezone(self._zone).fold if was is not None else 0
        return datetime.combine(day, clock, self._zone).replace(fold=fold).astimezone(UTC)


class StrikeForm(MakingForm):
    """Why a line should never have been there."""

    def __init__(self, row: SignRow) -> None:
        super().__init__(_("Take this line off"), danger=True, icon="trash-2")
        self.row = row
        self.add(
            LineField(
                "why",
                _("Why"),
                required=True,
                max_length=300,
                hint=_("The line is shown no more. It stays in the records with your reason."),
            )
        )


def _same_minute(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other.replace(second=0, microsecond=0)
