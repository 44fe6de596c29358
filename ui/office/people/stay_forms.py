"""Moving in and out, planning to leave, and changing phase: the forms and what they do."""

from collections.abc import Callable, Sequence
from typing import Any

from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.residents import DISCHARGE_WORDS
from sobrhouse.queries.bed_history import NightsRow
from sobrhouse.queries.beds import BedCard, free_beds
from sobrhouse.queries.phases import PhaseRow, phases_of
from sobrhouse.queries.profile import Profile, StayRow
from sobrhouse.services import bed_corrections, beds, phases, stays
from sobrhouse.services.stays import MoveIn, MoveOut
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.beds.forms import first_night_form
from ui.office.form_panel import FormPanel
from ui.widgets.ask import confirm
from ui.widgets.fields import ChoiceField, DateField, LineField, TextField
from ui.widgets.form import MakingForm

YES_NO = ((True, "yes"), (False, "no"))


def bed_choices(beds: Sequence[BedCard]) -> list[tuple[int, str]]:
    """Free beds as a list to choose from; one kept for somebody says for whom."""
    found = []
    for bed in beds:
        words = ", ".join(w for w in (bed.label, bed.room, bed.floor) if w)
        if bed.hold is not None:
            words = _("{bed}. Held for {name}").format(bed=words, name=bed.hold.name)
        found.append((bed.bed_id, words))
    return found


def phase_choices(rows: Sequence[PhaseRow]) -> list[tuple[int, str]]:
    """Phases as a list to choose from."""
    return [(row.phase_id, row.name) for row in rows]


def add_stay_fields(form: MakingForm, desk: Desk, bed_id: int | None = None) -> None:
    """The day, the bed and the phase of a move in; beds and phases come as they are read."""
    form.add(DateField("on", _("Moves in on"), desk.today, past=True, required=True))
    bed = form.add(ChoiceField("bed_id", _("Bed"), (), empty=_("No bed yet")))
    phase = form.add(ChoiceField("phase_id", _("Phase"), (), empty=_("The first one")))
    form.add(LineField("referral", _("Referred by"), placeholder=_("Harbor Detox")))
    form.fill({"on": desk.today()})

    def beds_read(cards: Sequence[BedCard]) -> None:
        bed.set_choices(bed_choices(cards))
        if bed_id is not None:
            bed.set_value(bed_id)
        elif cards and not form.dirty():
            free = [c.bed_id for c in cards if c.hold is None]
            bed.set_value(free[0] if free else None)

    desk.ask(form, free_beds, desk.house_id, desk.today(), done=beds_read)
    desk.ask(form, phases_of, desk.house_id,
             done=lambda rows: phase.set_choices(phase_choices(rows)))


def move_in_of(values: dict[str, Any]) -> MoveIn:
    """What the fields of a move in say."""
    return MoveIn(on=values["on"], bed_id=values.get("bed_id"), phase_id=values.get("phase_id"),
                  referral=values.get("referral") or "")


def move_in(desk: Desk, panel: FormPanel, resident_id: int, name: str,
            done: Callable[[int], None] | None = None, bed_id: int | None = None) -> None:
    """A stay for somebody on record: from the waitlist, or coming back."""
    form = MakingForm(_("Move in"), icon="log-in")
    add_stay_fields(form, desk, bed_id)

    def made(values: dict[str, Any]) -> None:
        def after(_stay_id: int) -> None:
            panel.finish()
            if done is not None:
                done(resident_id)

        desk.do(panel, stays.move_in, desk.house_id, resident_id, move_in_of(values), done=after,
                refused=panel.refuse, said=_("{name} moved in").format(name=name),
                undo=lambda stay_id: Step(stays.undo_move_in, (stay_id,)))

    panel.open_form("move_in", _("Move in {name}").format(name=name), form, made, resident_id)


def move_out(desk: Desk, panel: FormPanel, data: Profile, stay: StayRow) -> None:
    """End a stay: the form, the question, and the way back."""
    form = _move_out_form(desk)

    def made(values: dict[str, Any]) -> None:
        title = _("Move out {name}?").format(name=data.short_name)
        body = _("The record stays.") if not stay.bed_id else _(
            "Bed {bed} becomes free. The record stays.").format(bed=stay.bed)
        if not confirm(panel, title, body, _("Move out"), _("Keep")):
            panel.form.busy(False) if panel.form is not None else None
            return
        desk.do(panel, stays.move_out, stay.stay_id, MoveOut(**values), done=panel.finish,
                refused=panel.refuse, said=_("{name} moved out").format(name=data.short_name),
                undo=lambda done: Step(stays.undo_move_out, (done,)))

    title = _("Move out {name}").format(name=data.short_name)
    panel.open_form("move_out", title, form, made, stay.stay_id)


def _move_out_form(desk: Desk) -> MakingForm:
    yes_no = [(value, _("Yes") if value else _("No")) for value, _word in YES_NO]
    form = MakingForm(_("Move out"), danger=True, icon="log-out")
    form.add(DateField("on", _("Moved out on"), desk.today, past=True, required=True))
    form.add(ChoiceField("kind", _("How it ended"),
                         [(kind, _(word)) for kind, word in DISCHARGE_WORDS.items()],
                         empty=_("Choose one"), required=True))
    form.add(LineField("reason", _("Reason"), max_length=500))
    form.add(LineField("destination", _("Goes to"), placeholder=_("Own apartment"),
                       max_length=500))
    form.add(LineField("forwarding_address", _("Address for mail"), max_length=500))
    form.add(ChoiceField("return_eligible", _("May come back"), yes_no, empty=_("Not decided")))
    form.add(ChoiceField("naloxone_given", _("Naloxone given to take along"), yes_no,
                         empty=_("Not asked"),
                         hint=_("The days after a move are the riskiest. Offer it each time.")))
    form.add(TextField("aftercare_note", _("Support after the stay"), lines=3))
    form.fill({"on": desk.today()})
    return form


def give_bed(desk: Desk, panel: FormPanel, data: Profile, stay: StayRow) -> None:
    """A bed for somebody who lives here and has none."""
    form = MakingForm(_("Give bed"), icon="bed")
    bed = form.add(ChoiceField("bed_id", _("Bed"), (), empty=_("Choose one"), required=True))
    form.add(DateField("on", _("From the night of"), desk.today, past=True, required=True))
    form.fill({"on": desk.today()})

    def read(cards: Sequence[BedCard]) -> None:
        bed.set_choices(bed_choices(cards))
        if not cards:
            bed.set_hint(_("No bed is free. Look at Beds for who leaves next."))

    def made(values: dict[str, Any]) -> None:
        desk.do(panel, beds.assign_bed, stay.stay_id, done=panel.finish, refused=panel.refuse,
                said=_("{name} has a bed").format(name=data.short_name),
                undo=lambda assignment_id: Step(beds.take_back_bed, (assignment_id,)), **values)

    desk.ask(form, free_beds, desk.house_id, desk.today(), done=read)
    panel.open_form("give_bed", _("A bed for {name}").format(name=data.short_name), form, made,
                    stay.stay_id)


def correct_nights(desk: Desk, panel: FormPanel, data: Profile, nights: NightsRow) -> None:
    """Put right the first night in a bed; the wrong one stays in the history."""
    form = first_night_form(nights.start_on, desk.today())

    def made(values: dict[str, Any]) -> None:
        desk.do(panel, bed_corrections.correct_first_night, nights.row_id, done=panel.finish,
                refused=panel.refuse,
                said=_("First night in bed {bed} corrected").format(bed=nights.bed),
                undo=lambda done: Step(bed_corrections.undo_correction, (done,)), **values)

    title = _("{name} in bed {bed}").format(name=data.short_name, bed=nights.bed)
    panel.open_form("first_night", title, form, made, nights.row_id)


def plan_leaving(desk: Desk, panel: FormPanel, data: Profile, stay: StayRow) -> None:
    """The planned last day; the bed shows as leaving."""
    form = MakingForm(_("Save the plan"))
    form.add(DateField("day", _("Plans to leave on"), desk.today, future=True,
                       hint=_("Leave empty when there is no plan any more.")))
    form.fill({"day": stay.planned_discharge_on})
    field = "planned_discharge_on"

    def made(values: dict[str, Any]) -> None:
        day = values["day"]
        said = _("No plan to leave") if day is None else _("Leaving {day}").format(
            day=month_day(day, desk.today()))
        desk.do(panel, stays.change_stay, stay.stay_id, field, day, stay.version,
                done=panel.finish, refused=panel.refuse, said=said,
                undo=lambda done: Step(
                    stays.change_stay_back, (stay.stay_id, field, done[1], day)))

    panel.open_form("plan", _("When {name} leaves").format(name=data.short_name), form, made,
                    stay.stay_id)


def change_phase(desk: Desk, panel: FormPanel, data: Profile, stay: StayRow) -> None:
    """Another phase, from a day on, with the reason."""
    form = MakingForm(_("Change phase"))
    phase = form.add(ChoiceField("phase_id", _("Phase"), (), empty=_("Choose one"), required=True))
    form.add(DateField("on", _("From"), desk.today, past=True, required=True))
    form.add(TextField("reason", _("Why"), lines=3, required=True,
                       hint=_("It stays in the history and helps the next talk.")))
    form.fill({"on": desk.today()})

    def read(rows: Sequence[PhaseRow]) -> None:
        others = [row for row in rows if row.phase_id != stay.phase_id]
        phase.set_choices(phase_choices(others))
        if not others:
            phase.set_hint(_("This house has no other phase. Add phases in Settings."))

    def made(values: dict[str, Any]) -> None:
        desk.do(panel, phases.change_phase, stay.stay_id, done=panel.finish,
                refused=panel.refuse, said=_("Phase changed"),
                undo=lambda done: Step(phases.undo_change_phase, (done,)), **values)

    desk.ask(form, phases_of, stay.house_id, done=read)
    panel.open_form("phase", _("Phase of {name}").format(name=data.short_name), form, made,
                    stay.stay_id)
