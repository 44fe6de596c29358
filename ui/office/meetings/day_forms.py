"""The forms for one house meeting: another day or hour, no meeting at all, or one called now."""

from datetime import date, datetime, timedelta
from typing import Any

from sobrhouse.domain.meeting_series import (
    KIND_WORDS,
    LONGEST_PLACE,
    LONGEST_REASON,
    LONGEST_TITLE,
)
from sobrhouse.domain.phrases import nice_duration
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.services.meeting_days import Spot
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.meetings.series_fields import LENGTHS
from ui.office.signlog.forms import DayField
from ui.widgets.fields import ChoiceField, LineField, TimeField
from ui.widgets.form import MakingForm

HALF_HOUR = 30
CALLED = ("emergency", "regular", "vote")


def reason_field(hint: str) -> LineField:
    """Why; what is written stays with the day."""
    return LineField("reason", _("Why"), required=True, max_length=LONGEST_REASON, hint=hint)


class MoveForm(MakingForm):
    """Another day, hour or place for one meeting; of a series also why."""

    def __init__(self, desk: Desk, row: MeetingRow) -> None:
        super().__init__(_("Move this meeting"), icon="calendar-clock", columns=2)
        self.add(DayField("new_on", _("Day"), desk.today, required=True))
        self.add(TimeField("new_at", _("Time"), required=True))
        self.add(LineField("place", _("Place"), max_length=LONGEST_PLACE), 2)
        if row.series_id is not None:
            self.add(reason_field(_("All others stay as they are.")), 2)
        self.fill({"new_on": row.day, "new_at": row.at.time(), "place": row.place})

    def spot(self, values: dict[str, Any]) -> Spot:
        """Where it goes."""
        return Spot(values["new_on"], values["new_at"], values["place"] or "")


class CancelForm(MakingForm):
    """Why one meeting will not be."""

    def __init__(self) -> None:
        super().__init__(
            _("Cancel this meeting"), cancel=_("Keep it"), danger=True, icon="calendar"
        )
        self.add(reason_field(_("The day stays in the list with your reason.")))


class CallForm(MakingForm):
    """A meeting that belongs to no series, at the next half hour unless told otherwise."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Call this meeting"), icon="siren", columns=2)
        kinds = [(kind, _(KIND_WORDS[kind])) for kind in CALLED]
        self.kind = self.add(ChoiceField("kind", _("Kind of meeting"), kinds), 2)
        self.name = self.add(LineField("title", _("Name"), max_length=LONGEST_TITLE), 2)
        self.add(DayField("new_on", _("Day"), desk.today, future=True, required=True))
        self.add(TimeField("new_at", _("Time"), required=True))
        lengths = [(minutes, nice_duration(minutes)) for minutes in LENGTHS]
        self.add(ChoiceField("length", _("How long"), lengths))
        self.add(LineField("place", _("Place"), max_length=LONGEST_PLACE))
        soon = next_half_hour(desk.now().astimezone(desk.zone()))
        self.fill({
            "kind": CALLED[0], "title": _(KIND_WORDS[CALLED[0]]), "length": 30,
            "new_on": soon.date(), "new_at": soon.time(),
        })  # fmt: skip
        self._named = self.name.text()
        self.kind.edited.connect(self._on_kind)

    def _on_kind(self) -> None:
        """The name follows the kind until somebody writes another."""
        if self.name.text() == self._named:
            self._named = _(KIND_WORDS[self.kind.value()])
            self.name.set_text(self._named)

    def spot(self, values: dict[str, Any]) -> Spot:
        """When and where it is."""
        return Spot(values["new_on"], values["new_at"], values["place"] or "")


def next_half_hour(now: datetime) -> datetime:
    """The next full or half hour."""
    minutes = HALF_HOUR - now.minute % HALF_HOUR
    return now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)


class EndForm(MakingForm):
    """The last day of a series."""

    def __init__(self, desk: Desk, until_on: date | None) -> None:
        super().__init__(_("Save its last day"))
        hint = _("Included. Empty: it goes on without an end.")
        self.add(DayField("until_on", _("Last day"), desk.today, hint=hint))
        self.fill({"until_on": until_on})
