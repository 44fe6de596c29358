"""What can be done for those who wait for a bed: each step opens its small form, with an undo."""

from collections.abc import Mapping, Sequence
from typing import Any

from sobrhouse.domain.houses import Fit
from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.beds import Board
from sobrhouse.queries.matches import Match
from sobrhouse.queries.waitlist import WaitRow
from sobrhouse.services import applications, bed_keeping, residents, waitlist
from sobrhouse.words import _
from ui.desk import Step
from ui.office.beds import forms as bed_forms
from ui.office.beds.side_steps import SideSteps
from ui.office.fields.known_before import KnownBefore
from ui.widgets.form import MakingForm


class WaitSteps(SideSteps):
    """Adding, changing, ordering, offering a bed, passing by and leaving the list."""

    def next_step(self, row: WaitRow, board: Board) -> None:
        """Offer a bed, or move in to the one that is held."""
        if row.fitting.fit is Fit.HELD and row.held_bed_id is not None:
            self.go.emit("residents", {"new": row.held_bed_id, "resident": row.resident_id})
        else:
            self.offer(row, board)

    def add_waiting(self, words: Sequence[str]) -> None:
        """Somebody new on the waitlist, or somebody on record who comes back."""
        form = bed_forms.wait_form(self.tonight())
        fields = ("first", "last", "birth_on")
        KnownBefore(self.desk, form, fields, lambda match: self._on_same(form, match))
        bed_forms.add_wish_fields(form, self.tonight(), words)

        def run(values: dict[str, Any]) -> None:
            person = residents.Person(
                legal_first=values["first"],
                legal_last=values["last"],
                birth_on=values["birth_on"],
                phone=values["phone"] or "",
            )
            self.do(
                form,
                waitlist.add_to_waitlist,
                self.desk.house_id,
                person,
                _waiting(values),
                said=_("{name} is on the waitlist").format(name=values["first"]),
                undo=lambda added: Step(residents.take_back_added, (added,)),
            )

        self.open_form(_("Add to the waitlist"), form, run)

    def _on_same(self, form: MakingForm, match: Match) -> None:
        """It is somebody on record: go to who lives in a house, put any other on the list."""
        if match.here:
            self.side.shut()
            self.open_person(match.resident_id)
            return
        try:
            values = {name: form[name].value() for name in bed_forms.WISH}
        except Problem as problem:
            form.refuse(problem)
            return
        self.do(
            form,
            waitlist.put_on_waitlist,
            self.desk.house_id,
            match.resident_id,
            _waiting(values),
            said=_("{name} is on the waitlist").format(name=match.name),
            undo=lambda wish: Step(applications.take_back_application, (wish,)),
        )

    def change_waiting(self, row: WaitRow, words: Sequence[str]) -> None:
        """What is known of somebody who waits."""
        form = bed_forms.waiting_form(row, self.tonight(), words)

        def run(values: dict[str, Any]) -> None:
            fields = {**values, "needs": ", ".join(values["needs"])}
            self.do(
                form,
                waitlist.change_waiting,
                row.application_id,
                row.version,
                said=_("{name} changed").format(name=row.name),
                **fields,
                undo=lambda was: Step(waitlist.change_waiting, (row.application_id,), was),
            )

        self.open_form(row.full_name, form, run)

    def offer(self, row: WaitRow, board: Board) -> None:
        """Keep a bed for somebody who waits."""
        form = bed_forms.offer_form(board, row, self.tonight())
        title = _("Offer {name} a bed").format(name=row.name)
        if form is None:
            self.side.put_words(
                title,
                _(
                    "No bed is free, and nobody has a day to leave. When somebody plans to leave, "
                    "their bed can be offered here."
                ),
            )
            return

        def run(values: dict[str, Any]) -> None:
            bed = board.bed(values["bed_id"])
            words = _("Bed {bed} is held for {name} until {date}").format(
                bed=bed.label if bed else "",
                name=row.name,
                date=nice_date(values["until"], self.tonight()),
            )
            self.do(
                form,
                waitlist.offer_bed,
                row.application_id,
                values["bed_id"],
                values["until"],
                values["note"],
                said=words,
                undo=lambda hold: Step(bed_keeping.cancel_hold, (hold,)),
            )

        self.open_form(title, form, run)

    def skip(self, row: WaitRow) -> None:
        """Pass somebody by this time."""
        form = bed_forms.why_form(
            _("Pass by"), "skip", _("They stay on the list, behind the next one.")
        )

        def run(values: dict[str, Any]) -> None:
            house_id = self.desk.house_id
            self.do(
                form,
                waitlist.skip,
                row.application_id,
                values["reason"],
                said=_("{name} was passed by").format(name=row.name),
                undo=lambda order: Step(waitlist.order_waitlist, (house_id, order)),
            )

        self.open_form(_("Pass {name} by this time").format(name=row.name), form, run)

    def leave(self, row: WaitRow) -> None:
        """Somebody does not wait any more."""
        form = bed_forms.leave_form()

        def run(values: dict[str, Any]) -> None:
            self.do(
                form,
                waitlist.leave_waitlist,
                row.application_id,
                values["reason"],
                values["stage"],
                said=_("{name} is off the waitlist").format(name=row.name),
                undo=lambda was: Step(waitlist.return_to_waitlist, (row.application_id, was)),
            )

        self.open_form(_("Take {name} off the list").format(name=row.name), form, run)

    def step_in_order(self, row: WaitRow, rows: Sequence[WaitRow], by: int) -> None:
        """Up or down the list by one."""
        order = [r.application_id for r in rows]
        here = order.index(row.application_id)
        there = here + by
        if 0 <= there < len(order):
            order[here], order[there] = order[there], order[here]
            house_id = self.desk.house_id
            self.desk.do(
                self,
                waitlist.order_waitlist,
                house_id,
                order,
                said=_("{name} moved on the waitlist").format(name=row.name),
                undo=lambda before: Step(waitlist.order_waitlist, (house_id, before)),
            )


def _waiting(values: Mapping[str, Any]) -> applications.Waiting:
    return applications.Waiting(
        ready_on=values["ready_on"],
        needs=", ".join(values["needs"]),
        referral=values["referral"],
        note=values["note"],
    )
