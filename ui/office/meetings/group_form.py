"""The form in which a meeting of the directory is written down or changed."""

from contextlib import suppress
from datetime import time
from typing import Any

from sobrhouse.domain.house_place import read_place, written
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, FORMAT_NAMES, GroupFacts
from sobrhouse.domain.phrases import weekday_name
from sobrhouse.problems import Problem
from sobrhouse.words import _, p_
from ui.office.fields.zones import zone_choices
from ui.widgets.fields import ChoiceField, LineField, NumberField, TextField, TimeField
from ui.widgets.form import MakingForm


class GroupForm(MakingForm):
    """All that can be said of one meeting; the name alone must be."""

    def __init__(self, facts: GroupFacts | None = None) -> None:
        super().__init__(_("Add meeting") if facts is None else _("Save changes"))
        self._add_when()
        self._add_where()
        self._add_kind()
        self.fill(_begin(facts or GroupFacts("")))

    def _add_when(self) -> None:
        fellowships = [(code, _(name)) for code, name in FELLOWSHIP_NAMES.items()]
        self.add(LineField("name", _("Name of the meeting"), required=True, max_length=160))
        self.add(ChoiceField("fellowship", _("Fellowship"), fellowships))
        self.add(ChoiceField("weekday", _("Day"), [(n, weekday_name(n)) for n in range(7)],
                             empty=_("By appointment")))
        self.add(TimeField("starts_at", _("Starts at")))
        self.add(NumberField("length_minutes", _("Length"), low=1, high=24 * 60,
                             unit=_("minutes")))
        self.add(ChoiceField("timezone", _("Time zone"), zone_choices(),
                             empty=_("The house's"), hint=_("Another one for online meetings.")))

    def _add_where(self) -> None:
        formats = [(code, _(name)) for code, name in FORMAT_NAMES.items() if code]
        self.add(ChoiceField("format", _("How people meet"), formats, empty=_("Not known")))
        self.add(LineField("place", _("Place"), placeholder=_("Grace Church, basement"),
                           max_length=160))
        self.add(LineField("address", _("Address"), max_length=240))
        self.add(LineField("area", _("Town or area"), max_length=120))
        self.add(LineField("on_map", _("Latitude and longitude"), max_length=400,
                           hint=_("For the distance. The link of a map works too.")))
        self.add(LineField("link", _("Link"), placeholder="https://", max_length=500))
        self.add(LineField("link_notes", _("About the link"), max_length=500,
                           placeholder=_("Meeting number, password")))
        self.add(LineField("dial_in", _("Phone to dial in"), max_length=200))

    def _add_kind(self) -> None:
        who = [(False, p_("meeting", "Open")), (True, p_("meeting", "Closed"))]
        self.add(ChoiceField("closed", _("Who may come"), who, empty=_("Not known"),
                             hint=_("Closed: only for people who want to stop.")))
        wheels = [(True, _("Yes")), (False, _("No"))]
        self.add(ChoiceField("accessible", _("Wheelchair access"), wheels, empty=_("Not known")))
        self.add(LineField("language", _("Language"), max_length=60))
        self.add(LineField("topic", _("Topic"), placeholder=_("Big Book"), max_length=120))
        self.add(LineField("types", _("Kind of meeting"), max_length=300,
                           placeholder=_("Men, Young People"),
                           hint=_("With commas between them.")))
        self.add(TextField("notes", _("Notes"), lines=3))

    def facts(self, values: dict[str, Any]) -> GroupFacts:
        """What the form says; a Problem beside the coordinates that are none."""
        said = dict(values)
        try:
            place = read_place(said.pop("on_map") or "")
        except Problem as problem:
            raise Problem(problem.sentence, field="on_map") from problem
        starts_at = said.pop("starts_at")
        texts = {name: value or "" for name, value in said.items() if name in _TEXTS}
        return GroupFacts(**{
            **said, **texts, "starts_at": f"{starts_at:%H:%M}" if starts_at else "",
            "latitude": place[0] if place else None, "longitude": place[1] if place else None})


_TEXTS = frozenset({
    "timezone", "format", "place", "address", "area", "link", "link_notes", "dial_in", "language",
    "topic", "types", "notes",
})


def _begin(facts: GroupFacts) -> dict[str, Any]:
    values = {name: getattr(facts, name) for name in (
        "name", "fellowship", "weekday", "length_minutes", "closed", "accessible", *_TEXTS)}
    values["format"] = facts.format or None
    values["timezone"] = facts.timezone or None
    values["starts_at"] = None
    with suppress(ValueError):
        values["starts_at"] = time.fromisoformat(facts.starts_at)
    values["on_map"] = ""
    if facts.latitude is not None and facts.longitude is not None:
        values["on_map"] = written((facts.latitude, facts.longitude))
    return values


def beside(problem: Problem) -> Problem:
    """The refusal beside the field that the form has for it."""
    if problem.field in ("latitude", "longitude"):
        return Problem(problem.sentence, field="on_map", details=problem.details)
    return problem
