"""The book of nights: what stands between a stay and a bed, for all services that give beds."""

from collections.abc import Container
from datetime import date, timedelta

from sqlalchemy import and_, or_, select

from sobrhouse.domain.houses import Nights
from sobrhouse.domain.names import short_name
from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    BedHold,
    BedOutage,
    Resident,
    Room,
    Stay,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

DISCHARGE = "discharge"  # nights given with their end, as in a stay that is over


class NightBook:
    """The nights of a house's beds as one use case sees them; it refuses what cannot be."""

    def __init__(self, work: Work, house_id: int) -> None:
        self.work = work
        self.house_id = house_id
        self.tonight = work.house_day(house_id)

    def day(self, day: date) -> str:
        """A date for a sentence."""
        return nice_date(day, self.tonight)

    def name_of(self, resident_id: int, *, last: bool = False) -> str:
        """First name and last initial; as a sentence's `last` word without the initial's dot."""
        person = self.work.session.get_one(Resident, resident_id)
        name = short_name(person.legal_first, person.legal_last, person.preferred_name)
        return name.removesuffix(".") if last else name

    def name_on(self, stay_id: int, *, last: bool = False) -> str:
        """The short name of whose stay it is."""
        stay = self.work.session.get_one(Stay, stay_id)
        return self.name_of(stay.resident_id, last=last)

    def bed(self, bed_id: int) -> Bed:
        """A bed of this house that still counts."""
        bed = self.work.get(Bed, bed_id)
        if self.work.session.get_one(Room, bed.room_id).house_id != self.house_id:
            raise Problem(
                _("Bed {bed} belongs to another house. Choose a bed of this house.").format(
                    bed=bed.label
                ),
                field="bed_id",
            )
        if bed.voided_at is not None:
            raise NotFound(_("That bed is not there any more. Choose another bed."), field="bed_id")
        return bed

    def open_row(self, stay_id: int) -> BedAssignment | None:
        """The bed that a stay has and has not left."""
        row = self.work.session.scalars(
            select(BedAssignment).where(
                BedAssignment.stay_id == stay_id,
                BedAssignment.end_on.is_(None),
                BedAssignment.void_at.is_(None),
            )
        ).one_or_none()
        return row and self.work.watch(row)

    def rows_of(self, bed: Bed, start: date) -> list[BedAssignment]:
        """Who has the bed on the night of `start` or later, soonest first."""
        return list(
            self.work.session.scalars(
                select(BedAssignment)
                .where(
                    BedAssignment.bed_id == bed.id,
                    BedAssignment.void_at.is_(None),
                    or_(
                        BedAssignment.end_on.is_(None),
                        and_(
                            BedAssignment.end_on > start,
                            BedAssignment.end_on > BedAssignment.start_on,
                        ),
                    ),
                )
                .order_by(BedAssignment.start_on)
            )
        )

    def require_free(self, bed: Bed, stay: Stay, nights: Nights) -> None:
        """Refuse nights on which somebody else has the bed, or the person another bed."""
        for row in self.rows_of(bed, nights.start):
            if nights.meets(Nights(row.start_on, row.end_on)):
                raise self._taken(bed, row)
        others = self.work.session.scalars(
            select(BedAssignment).where(
                BedAssignment.stay_id.in_(
                    select(Stay.id).where(Stay.resident_id == stay.resident_id)
                ),
                BedAssignment.void_at.is_(None),
            )
        )
        for row in others:
            if nights.meets(Nights(row.start_on, row.end_on)):
                raise self._has_one(row)

    def _taken(self, bed: Bed, row: BedAssignment) -> Problem:
        sentence = _(
            "Bed {bed} is taken from {date} by {name}. Choose another bed or move them first."
        )
        if row.end_on is not None:
            sentence = _("Bed {bed} is taken from {date} to {end} by {name}. Choose another bed.")
        last = row.end_on - timedelta(days=1) if row.end_on else row.start_on
        return Problem(
            sentence.format(
                bed=bed.label,
                date=self.day(row.start_on),
                end=self.day(last),
                name=self.name_on(row.stay_id, last=True),
            ),
            field="bed_id",
        )

    def _has_one(self, row: BedAssignment) -> Problem:
        bed = self.work.session.get_one(Bed, row.bed_id)
        return Problem(
            _("{name} has bed {bed} from {date}. Move them from there instead.").format(
                name=self.name_on(row.stay_id), bed=bed.label, date=self.day(row.start_on)
            ),
            field="bed_id",
        )

    def require_usable(self, bed: Bed, nights: Nights) -> None:
        """Refuse nights on which the bed is not in the house, or cannot be used."""
        if nights.start < bed.added_on:
            raise Problem(
                _("Bed {bed} is in the house from {date}. Choose that day or later.").format(
                    bed=bed.label, date=self.day(bed.added_on)
                ),
                field="on",
            )
        if bed.retired_on is not None and (nights.end or date.max) > bed.retired_on:
            raise Problem(
                _("Bed {bed} is gone from {date}. Choose another bed.").format(
                    bed=bed.label, date=self.day(bed.retired_on)
                ),
                field="bed_id",
            )
        outages = self.work.session.scalars(
            select(BedOutage).where(BedOutage.bed_id == bed.id, BedOutage.voided_at.is_(None))
        )
        for outage in outages:
            if nights.meets(Nights(outage.start_on, outage.end_on)):
                raise Problem(
                    _("Bed {bed} is out of use from {date}. {why} Choose another bed.").format(
                        bed=bed.label, date=self.day(outage.start_on), why=_sentence(outage.note)
                    ),
                    field="bed_id",
                )

    def open_hold(self, bed_id: int) -> BedHold | None:
        """The hold on a bed that has not been ended."""
        row = self.work.session.scalars(
            select(BedHold).where(
                BedHold.bed_id == bed_id, BedHold.ended_on.is_(None), BedHold.voided_at.is_(None)
            )
        ).one_or_none()
        return row and self.work.watch(row)

    def holds_of_stay(self, stay_id: int) -> list[BedHold]:
        """What is marked as kept because this person sleeps elsewhere."""
        rows = self.work.session.scalars(
            select(BedHold).where(
                BedHold.stay_id == stay_id, BedHold.ended_on.is_(None), BedHold.voided_at.is_(None)
            )
        ).all()
        return [self.work.watch(row) for row in rows]

    def held_for(self, hold: BedHold) -> int:
        """The resident for whom a bed is held."""
        query = select(Stay.resident_id).where(Stay.id == hold.stay_id)
        if hold.application_id is not None:
            query = select(Application.resident_id).where(Application.id == hold.application_id)
        return self.work.session.execute(query).scalar_one()

    def ran_out(self, hold: BedHold) -> bool:
        """Whether the last day of a hold has gone by; the bed is then nobody's."""
        return hold.until_on is not None and hold.until_on < self.tonight

    def settle_hold(
        self, bed: Bed, stay: Stay, on: date, but: Container[int] = ()
    ) -> tuple[int, ...]:
        """End the hold that this person's coming fulfils, or that ran out; refuse another's.

        Gives the hold that ended; those in `but` are left as they are.
        """
        hold = self.open_hold(bed.id)
        if hold is None or hold.stay_id == stay.id or hold.id in but:
            return ()
        whose = self.held_for(hold)
        if whose != stay.resident_id and not self.ran_out(hold):
            words = _("Bed {bed} is held for {name}. Choose another bed or end the hold first.")
            if hold.until_on is not None:
                words = _(
                    "Bed {bed} is held for {name} until {date}. "
                    "Choose another bed or end the hold first."
                )
            raise Problem(
                words.format(
                    bed=bed.label,
                    name=self.name_of(whose, last=hold.until_on is None),
                    date=self.day(hold.until_on or on),
                ),
                field="bed_id",
            )
        self.close_hold(hold, on)
        return (hold.id,)

    def close_hold(self, hold: BedHold, on: date) -> None:
        """End a hold on a day, not before its first."""
        if hold.until_on is not None and self.ran_out(hold):
            on = min(on, hold.until_on + timedelta(days=1))
        hold.ended_on = max(on, hold.from_on)
        self.work.record(
            "bed.hold_ended", hold, resident_id=self.held_for(hold), house_id=self.house_id
        )

    def give(
        self,
        stay: Stay,
        bed: Bed,
        nights: Nights,
        reason: str,
        *,
        corrects: BedAssignment | None = None,
        why: str | None = None,
    ) -> BedAssignment:
        """Give a bed for nights once nobody else has it; the caller records the row.

        Whether the bed is kept for another is asked by `settle_hold`, where people come anew.
        """
        if stay.move_in_on > nights.start:
            raise Problem(
                _("{name} moves in on {date}. Choose that day or later.").format(
                    name=self.name_on(stay.id), date=self.day(stay.move_in_on)
                ),
                field="on",
            )
        self.require_usable(bed, nights)
        self.require_free(bed, stay, nights)
        row = BedAssignment(
            stay_id=stay.id,
            bed_id=bed.id,
            start_on=nights.start,
            end_on=nights.end,
            reason=reason,
            corrects_id=corrects and corrects.id,
            amend_reason=why,
        )
        if nights.end is not None:
            row.end_reason = (corrects and corrects.end_reason) or DISCHARGE
        return self.work.add(row)

    def void(self, row: BedAssignment, why: str) -> None:
        """Take a row of the book back, with the reason; it stays to be read."""
        self.work.watch(row)
        row.void_at, row.void_by, row.void_why = self.work.now, self.work.actor.id, why
        self.work.record("bed.nights_voided", row, house_id=self.house_id)


def _sentence(note: str) -> str:
    """What somebody typed, closed with a full stop unless it has an end already."""
    text = " ".join(note.split())
    return text if not text or text[-1] in ".!?…" else f"{text}."
