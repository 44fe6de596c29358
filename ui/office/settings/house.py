"""Settings, House: the facts of the house on the screen, its rooms and beds, and making another
house.
"""

from typing import Any

from sobrhouse.domain.phrases import weekday_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.houses import HouseDetail, house
from sobrhouse.services.houses import change_house, make_house, void_house
from sobrhouse.settings import Group
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.beds.rooms import RoomEditor
from ui.office.fields.zones import COMMON_ZONES, zone_choices
from ui.office.form_panel import FormPanel
from ui.office.settings.declared import DeclaredSection
from ui.office.settings.section import Section
from ui.widgets.ask import confirm
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, LineField, PhoneField
from ui.widgets.form import MakingForm, SavingForm


class HouseSection(Section):
    """What the house is called, where it is, who runs it, and its rooms."""

    topics = frozenset({"house"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        self.shown: HouseDetail | None = None
        self.form = SavingForm(columns=2)
        self._add_fields()
        self.form.saved.connect(self._on_saved_field)
        facts = self.card(_("House"))
        facts.add(self.form)
        if desk.may(Permission.MANAGE_STAFF):
            another = Button(_("Add another house"), "outline", icon="plus", small=True)
            another.clicked.connect(self._new_house)
            facts.head.addWidget(another)
        self.place = DeclaredSection(
            desk, (Group.PLACE,), _("On the map"),
            _("With it the directory of meetings says how far each one is."))
        self.column.addWidget(self.place)
        if desk.practice and desk.keeping is not None and desk.keeping.database() is not None:
            self._add_practice()

    def _add_practice(self) -> None:
        card = self.card(
            _("Practice house"),
            _("Nothing here is real. Start anew to have it as it was on its first evening."),
        )
        self.anew = Button(
            _("Start the practice house anew"), "outline", icon="rotate-ccw", small=True
        )
        self.anew.clicked.connect(self._start_anew)
        card.add(line(self.anew, 1))

    def _start_anew(self) -> None:
        title = _("Start the practice house anew?")
        body = _(
            "All that was changed in it is thrown away. Your own houses stay as they are. "
            "It takes a few seconds."
        )
        if confirm(self, title, body, _("Start anew"), _("Keep it")):
            self.desk.wanted.emit("practice anew", None)

    def _add_fields(self) -> None:
        form = self.form
        form.add(LineField("name", _("Name")))
        form.add(PhoneField("phone", _("House phone")))
        form.add(LineField("address", _("Address")))
        form.add(ChoiceField("timezone", _("Time zone"), zone_choices()))
        form.add(
            ChoiceField(
                "level",
                _("Level of support (NARR)"),
                [
                    ("I", _("Level I, peer-run")),
                    ("II", _("Level II, monitored")),
                    ("III", _("Level III, supervised")),
                    ("IV", _("Level IV, service provider")),
                ],
            )
        )
        form.add(
            ChoiceField(
                "governance",
                _("Who runs the house"),
                [("managed", _("A house manager")), ("peer_run", _("The members themselves"))],
            )
        )
        form.add(
            ChoiceField(
                "part2_status",
                _("Covered by 42 CFR Part 2"),
                [
                    ("unsure", _("Not sure: treat it as covered")),
                    ("covered", _("Covered")),
                    ("not_covered", _("Not covered")),
                ],
                hint=_(
                    "Federal rules on records of treatment for substance use. A consent is always "
                    "asked for. Unless not covered, papers for outside carry the federal notice. "
                    "Which it is the program cannot know: ask your counsel."
                ),
            )
        )
        form.add(
            ChoiceField(
                "week_starts_on", _("A week starts on"), [(n, weekday_name(n)) for n in range(7)]
            )
        )

    def reload(self) -> None:
        self.desk.ask(self, house, self.desk.house_id, done=self._show)
        self.place.reload()

    def _show(self, found: HouseDetail | None) -> None:
        if found is None:
            return
        self.shown = found
        self.form.fill(
            {
                "name": found.name,
                "phone": found.phone,
                "address": found.address,
                "timezone": found.time_zone,
                "level": found.level,
                "governance": found.governance,
                "part2_status": found.part2_status,
                "week_starts_on": found.week_starts_on,
            }
        )

    def _on_saved_field(self, name: str, value: Any) -> None:
        house_id = self.desk.house_id
        self.save(
            self.form,
            name,
            change_house,
            house_id,
            {name: value},
            said=_("House changed"),
            undo=lambda done: Step(change_house, (house_id, dict(done.before))),
        )
        if name in ("name", "timezone"):
            self.desk.wanted.emit("houses", None)

    def _new_house(self) -> None:
        form = MakingForm(_("Add house"))
        form.add(LineField("name", _("Name"), required=True))
        form.add(LineField("address", _("Address")))
        form.add(ChoiceField("timezone", _("Time zone"), zone_choices()))
        form.fill({"timezone": self.shown.time_zone if self.shown else COMMON_ZONES[0]})
        self.panel.open_form("house", _("Another house"), form, self._make_house)

    def _make_house(self, values: dict[str, Any]) -> None:
        self.desk.do(
            self,
            make_house,
            values["name"],
            address=values["address"] or "",
            timezone=values["timezone"],
            done=self._on_made,
            refused=self._on_refused,
            said=_("House added"),
            undo=lambda new: Step(void_house, (new,)),
        )

    def _on_made(self, _house_id: int) -> None:
        self.panel.finish()
        self.desk.wanted.emit("houses", None)

    def _on_refused(self, problem: Problem) -> None:
        self.panel.refuse(problem)


class RoomsSection(Section):
    """Rooms and beds, set up by typing them."""

    topics = frozenset({"room", "bed", "house"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rooms = RoomEditor(desk)
        card = self.card(
            _("Rooms and beds"),
            _("A bed that somebody slept in stays in the record; it can be retired."),
        )
        card.add(self.rooms, 1)

    def reload(self) -> None:
        self.rooms.reload()
