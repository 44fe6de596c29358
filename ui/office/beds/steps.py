"""What can be done to beds and those in them: each step opens its small form, with an undo."""

from typing import Any

from sobrhouse.domain.houses import BedState
from sobrhouse.queries.bed_history import bed_history
from sobrhouse.queries.beds import BedCard
from sobrhouse.services import bed_corrections, bed_keeping, beds
from sobrhouse.words import _
from ui.desk import Step
from ui.office.beds import forms as bed_forms
from ui.office.beds.side_steps import SideSteps


class BedSteps(SideSteps):
    """Moving people, holding beds, taking beds out of use, and looking back."""

    def open_card(self, card: BedCard, *, live: bool) -> None:
        """The first thing that one wants of a bed: its person, to move somebody in, or its past."""
        if card.sleeper is not None:
            self.open_person(card.sleeper.resident_id)
        elif live and card.state is BedState.FREE:
            self.move_in(card.bed_id)
        elif live and card.state is BedState.HELD and card.hold is not None:
            self.move_in(card.bed_id, card.hold.resident_id)
        else:
            self.look_back(card)

    def move_in(self, bed_id: int | None, resident_id: int | None = None) -> None:
        """Go where somebody is moved in: to a bed, and who waited for it, where that is known."""
        self.go.emit("residents", {"new": bed_id, "resident": resident_id})

    def move_out(self, resident_id: int) -> None:
        """Go where somebody is moved out."""
        self.go.emit("residents", {"move_out": resident_id})

    def look_back(self, card: BedCard) -> None:
        """What became of a bed over the years."""
        title = _("Bed {bed}, history").format(bed=card.label)

        def show(events: Any) -> None:
            self.side.put_history(title, events, self.tonight())
            self.opened.emit()

        self.desk.ask(self, bed_history, card.bed_id, done=show)

    # People in beds

    def move(self, mover: BedCard, to: BedCard) -> None:
        """Move somebody to a bed; to a taken one it is a swap."""
        who = mover.sleeper
        assert who is not None
        other = to.sleeper
        form = bed_forms.move_form(mover, to, self.tonight())
        names = {"name": who.name, "bed": to.label, "other": other.name if other else ""}
        title = _("Move {name} to {bed}") if other is None else _("Swap {name} and {other}")
        line = (
            _("From bed {from_bed} to bed {bed}.")
            if other is None
            else _("{name} gets bed {bed}, {other} gets bed {from_bed}.")
        )
        said = (
            _("{name} moves to bed {bed}") if other is None else _("{name} and {other} swap beds")
        )

        def run(values: dict[str, Any]) -> None:
            target = to.bed_id if other is None else other.stay_id
            self.do(
                form,
                beds.transfer if other is None else beds.swap,
                who.stay_id,
                target,
                values["on"],
                values["reason"],
                said=said.format(**names),
                undo=lambda moved: Step(beds.undo_move, (moved,)),
            )

        self.open_form(title.format(**names), form, run, line.format(from_bed=mover.label, **names))

    def hold_while_away(self, card: BedCard) -> None:
        """Somebody sleeps elsewhere; the bed stays theirs."""
        who = card.sleeper
        assert who is not None
        form = bed_forms.away_form(self.tonight())

        def run(values: dict[str, Any]) -> None:
            self.do(
                form,
                bed_keeping.hold_while_away,
                who.stay_id,
                values["until"],
                values["reason"],
                values["kind"],
                said=_("Bed {bed} is kept for {name}").format(bed=card.label, name=who.name),
                undo=lambda hold: Step(bed_keeping.cancel_hold, (hold,)),
            )

        title = _("Hold bed {bed} for {name}").format(bed=card.label, name=who.name)
        self.open_form(title, form, run, _("They count as living here, and as away."))

    def end_hold(self, card: BedCard) -> None:
        """Who was away is back, or nobody is waited for any more."""
        hold = card.hold
        assert hold is not None
        back = (
            _("{name} is back") if hold.stay_id is not None else _("Bed {bed} is not held any more")
        )
        self.desk.do(
            self,
            bed_keeping.end_hold,
            hold.hold_id,
            said=back.format(name=hold.name, bed=card.label),
            undo=lambda _none: Step(bed_keeping.reopen_hold, (hold.hold_id,)),
        )

    def change_hold(self, card: BedCard) -> None:
        """Another last day of a hold."""
        hold = card.hold
        assert hold is not None
        form = bed_forms.until_form(self.tonight(), hold.until)

        def run(values: dict[str, Any]) -> None:
            self.do(
                form,
                bed_keeping.change_hold,
                hold.hold_id,
                values["until"],
                said=_("Bed {bed} is kept for {name}").format(bed=card.label, name=hold.name),
                undo=lambda before: Step(bed_keeping.change_hold, (hold.hold_id, before)),
            )

        self.open_form(
            _("Bed {bed}, kept for {name}").format(bed=card.label, name=hold.name), form, run
        )

    def correct_first_night(self, card: BedCard) -> None:
        """The day on which somebody came to this bed was written down wrong."""
        who = card.sleeper
        assert who is not None
        form = bed_forms.first_night_form(who.since, self.tonight())

        def run(values: dict[str, Any]) -> None:
            self.do(
                form,
                bed_corrections.correct_first_night,
                who.assignment_id,
                values["start_on"],
                values["reason"],
                said=_("First night in bed {bed} corrected").format(bed=card.label),
                undo=lambda done: Step(bed_corrections.undo_correction, (done,)),
            )

        title = _("Correct the first night of {name}").format(name=who.name)
        self.open_form(
            title, form, run, _("Bed {bed}, {room}.").format(bed=card.label, room=card.room)
        )

    # Beds

    def out_of_service(self, card: BedCard) -> None:
        """Nobody can sleep in a bed."""
        form = bed_forms.out_form(self.tonight())

        def run(values: dict[str, Any]) -> None:
            self.do(
                form,
                bed_keeping.out_of_service,
                card.bed_id,
                values["note"],
                values["from_on"],
                said=_("Bed {bed} is out of use").format(bed=card.label),
                undo=lambda outage: Step(bed_keeping.cancel_outage, (outage,)),
            )

        self.open_form(_("Take bed {bed} out of use").format(bed=card.label), form, run)

    def back_in_service(self, card: BedCard) -> None:
        """A bed can be slept in again."""
        self.desk.do(
            self,
            bed_keeping.back_in_service,
            card.bed_id,
            self.tonight(),
            said=_("Bed {bed} is in use again").format(bed=card.label),
            undo=lambda outage: Step(bed_keeping.reopen_outage, (outage,)),
        )
