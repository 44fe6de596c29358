"""Import rows: the records that the rows of a list become, written in batches."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from sobrhouse.domain.anonymity import safe_name
from sobrhouse.domain.imports import Field, Incoming, Outcome
from sobrhouse.domain.names import match_name, sort_name
from sobrhouse.problems import Problem
from sobrhouse.services.import_known import Known, Renamed
from sobrhouse.storage.tables import (
    Application,
    Base,
    Bed,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    ImportBatch,
    LegalMatter,
    Note,
    Phase,
    PhaseHistory,
    ReferralSource,
    Resident,
    Room,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import _

# what a row holds, and the column of a resident that keeps it
_COLUMNS = {
    Field.LEGAL_LAST: ("legal_last", "legal_last"),
    Field.PREFERRED_NAME: ("preferred_name", "preferred_name"),
    Field.BIRTH_DATE: ("birth_date", "birth_on"),
    Field.PHONE: ("phone", "phone"),
    Field.EMAIL: ("email", "email"),
    Field.LANGUAGES: ("languages", "languages"),
    Field.PATHWAY: ("pathway", "pathway"),
}
_SPANISH = ("spanish", "español", "espanol", "castellano")


class RowMaker:
    """Turns rows of a list into records of one house and one batch."""

    def __init__(self, work: Work, house_id: int, batch: ImportBatch) -> None:
        self.known = Known()
        self._work = work
        self._house_id = house_id
        self._batch = batch
        self._today = work.today(house_id)
        self._made = {
            "created_at": work.now, "created_by": work.actor.id if work.actor.role else 0}
        self._sources: dict[str, int] = {}

    def make(self, rows: Sequence[Incoming]) -> None:
        """Write everything the rows say; the database refuses a bed or a person twice."""
        self._require_places(rows)
        who = self._people(rows)
        stays = self._stays(rows, who)
        phases = self._phases_by_number()
        for row in rows:
            if row.phase_id is not None and self._brings(row, Field.PHASE):
                self._begin_phase(row, stays[row.line], phases[row.phase_id])
        self._beds(rows, stays)
        self._about(rows, who)

    def _require_places(self, rows: Sequence[Incoming]) -> None:
        """Beds and phases must be this house's own."""
        beds = set(self._work.session.scalars(
            select(Bed.id).join(Room, Room.id == Bed.room_id)
            .where(Room.house_id == self._house_id, Bed.voided_at.is_(None))))
        phases = self._phases_by_number()
        for row in rows:
            if (row.bed_id or min(beds, default=0)) not in beds | {0}:
                raise Problem(_("Row {n}: that bed is not one of this house.").format(n=row.line))
            if row.phase_id is not None and row.phase_id not in phases:
                raise Problem(_("Row {n}: that phase is not one of this house.").format(n=row.line))

    def _phases_by_number(self) -> dict[int, int]:
        found = self._work.session.execute(
            select(Phase.id, Phase.number)
            .where(Phase.house_id == self._house_id, Phase.voided_at.is_(None)))
        return {phase_id: number for phase_id, number in found}

    @staticmethod
    def _brings(row: Incoming, what: Field) -> bool:
        """Whether this thing goes in: into a record that is known, only what it lacks."""
        return row.outcome is Outcome.NEW_PERSON or what in row.takes or (
            row.outcome is Outcome.NEW_STAY and what in (Field.BED, Field.PHASE))

    # --- people and stays --------------------------------------------------------------------

    def _people(self, rows: Sequence[Incoming]) -> dict[int, int]:
        """The id of each line's person; those not known before are made."""
        new = [row for row in rows if row.outcome is Outcome.NEW_PERSON]
        ids = self._insert(Resident, [self._resident(row) for row in new])
        who = {row.line: made for row, made in zip(new, ids, strict=True)}
        for row in rows:
            if row.outcome is not Outcome.NEW_PERSON and row.resident_id is not None:
                self._fill_in(row)
                who[row.line] = row.resident_id
        return who

    def _resident(self, row: Incoming) -> dict[str, Any]:
        spanish = row.languages.casefold().startswith(_SPANISH)
        return {
            "legal_first": row.legal_first, "legal_last": row.legal_last,
            "preferred_name": row.preferred_name, "birth_on": row.birth_date,
            "sort_name": sort_name(row.preferred_name or row.legal_first, row.legal_last),
            "match_name": match_name(row.legal_first, row.legal_last),
            "phone": row.phone, "email": row.email, "languages": row.languages,
            "speaks": "es" if spanish else "en", "pathway": row.pathway,
            "import_batch_id": self._batch.id,
        }

    def _fill_in(self, row: Incoming) -> None:
        person = self._work.get(Resident, row.resident_id)
        if person.voided_at is not None:
            raise Problem(_("Row {n}: that person was taken back.").format(n=row.line))
        was: dict[str, Any] = {}
        for what, (name, column) in _COLUMNS.items():
            value = getattr(row, name)
            if what in row.takes and value and not getattr(person, column):
                was[column] = getattr(person, column)
                setattr(person, column, value)
        self.known.residents[person.id] = was
        if was:
            Renamed.after(person)
            self._work.record(
                "resident.changed", person, house_id=self._house_id, batch_id=self._batch.id)

    def _stays(self, rows: Sequence[Incoming], who: dict[int, int]) -> dict[int, int]:
        """The id of each line's stay: a new one, or that which a person who lives here has."""
        moving = [row for row in rows if row.outcome is not Outcome.MERGE]
        waiting = self._waiting([who[row.line] for row in moving if row.resident_id])
        ids = self._insert(Stay, [
            {
                "resident_id": who[row.line], "house_id": self._house_id,
                "move_in_on": row.move_in or self._today, "planned_discharge_on": row.leaves_on,
                "referral_source_id": self._source(row), "import_batch_id": self._batch.id,
                "application_id": waiting.get(who[row.line]),
            }
            for row in moving
        ])
        stays = {row.line: made for row, made in zip(moving, ids, strict=True)}
        for row in rows:
            if row.outcome is Outcome.MERGE:
                stays[row.line] = self._present_stay(row)
        return stays

    def _present_stay(self, row: Incoming) -> int:
        found = self._work.session.scalars(select(Stay.id).where(
            Stay.resident_id == row.resident_id, Stay.house_id == self._house_id,
            Stay.discharged_on.is_(None), Stay.voided_at.is_(None))).first()
        if found is None:
            raise Problem(
                _("Row {n}: that person does not live here any more. Look at the list again.")
                .format(n=row.line))
        return found

    def _waiting(self, people: list[int]) -> dict[int, int]:
        """The open applications of people who now move in; they are closed by it."""
        found: dict[int, int] = {}
        rows = self._work.session.scalars(select(Application).where(
            Application.resident_id.in_(people), Application.house_id == self._house_id,
            Application.voided_at.is_(None),
            Application.stage.not_in(("moved_in", "declined", "withdrawn")))).all()
        for application in rows:
            self.known.applications[application.id] = application.stage
            found[application.resident_id] = application.id
            self._work.watch(application).stage = "moved_in"
            self._work.record("application.moved_in", application)
        return found

    def _source(self, row: Incoming) -> int | None:
        name = row.referral
        if not name or not (self._brings(row, Field.REFERRAL) or row.outcome is Outcome.NEW_STAY):
            return None
        if not self._sources:
            known = self._work.session.execute(select(ReferralSource.name, ReferralSource.id))
            self._sources = {known_name.casefold(): which for known_name, which in known}
        if name.casefold() not in self._sources:
            self._sources[name.casefold()] = self._work.add(ReferralSource(name=name)).id
        return self._sources[name.casefold()]

    # --- what belongs to a stay --------------------------------------------------------------

    def _begin_phase(self, row: Incoming, stay_id: int, number: int) -> None:
        """Since when somebody is in a later phase a list does not say; it is known from today."""
        start = row.move_in if number == 1 and row.move_in else self._today
        (made,) = self._insert(PhaseHistory, [{
            "stay_id": stay_id, "phase_id": row.phase_id, "start_on": start,
            "decided_by": self._work.actor.id, "reason": _("from a list")}])
        self._keep(row, PhaseHistory, made)

    def _beds(self, rows: Sequence[Incoming], stays: dict[int, int]) -> None:
        placed = [row for row in rows if row.bed_id and self._brings(row, Field.BED)]
        ids = self._insert(BedAssignment, [
            {
                "stay_id": stays[row.line], "bed_id": row.bed_id,
                "start_on": self._first_night(row), "reason": _("from a list"),
                "import_batch_id": self._batch.id,
            }
            for row in placed
        ])
        for row, made in zip(placed, ids, strict=True):
            self._keep(row, BedAssignment, made)

    def _first_night(self, row: Incoming) -> date:
        return row.bed_from or row.move_in or self._today

    # --- what belongs to a person ------------------------------------------------------------

    def _about(self, rows: Sequence[Incoming], who: dict[int, int]) -> None:
        for table, what, values in (
            (SobrietyPeriod, Field.SOBRIETY_DATE, self._sobriety),
            (Contact, Field.CONTACT_NAME, self._contact),
            (Condition, Field.ALLERGIES, self._allergy),
            (LegalMatter, Field.SUPERVISION, self._supervision),
            (Employment, Field.WORK, self._work_place),
            (Sponsorship, Field.SPONSOR, self._sponsor),
            (Note, Field.NOTES, self._note),
        ):
            said = [(row, made) for row in rows
                    if self._brings(row, what) and (made := values(row)) is not None]
            ids = self._insert(
                table, [{"resident_id": who[row.line], **made} for row, made in said])
            for (row, _made), new_id in zip(said, ids, strict=True):
                self._keep(row, table, new_id)

    @staticmethod
    def _sobriety(row: Incoming) -> dict[str, Any] | None:
        return {"start_on": row.sobriety_date} if row.sobriety_date else None

    @staticmethod
    def _contact(row: Incoming) -> dict[str, Any] | None:
        if not (row.contact_name or row.contact_phone):
            return None
        name = row.contact_name or row.contact_relationship or _("Emergency contact")
        return {"kind": "emergency", "name": name, "phone": row.contact_phone,
                "relationship": row.contact_relationship, "is_emergency": True}

    @staticmethod
    def _allergy(row: Incoming) -> dict[str, Any] | None:
        return {"text": row.allergies, "allergy": True} if row.allergies else None

    @staticmethod
    def _supervision(row: Incoming) -> dict[str, Any] | None:
        if not row.supervision:
            return None
        return {"kind": row.supervision_kind, "officer": row.supervision,
                "officer_phone": row.supervision_phone}

    @staticmethod
    def _work_place(row: Incoming) -> dict[str, Any] | None:
        return {"kind": row.work_kind, "place": row.work} if row.work else None

    def _sponsor(self, row: Incoming) -> dict[str, Any] | None:
        """Since when they have one a list does not say; it is known from today."""
        if not row.has_sponsor:
            return None
        name = safe_name(row.sponsor)
        return {"kind": "sponsor", "name": name, "share": "name" if name else "existence",
                "phone": row.sponsor_phone, "started_on": self._today}

    def _note(self, row: Incoming) -> dict[str, Any] | None:
        if not row.notes:
            return None
        return {"house_id": self._house_id, "at": self._work.now, "category": "general",
                "text": row.notes, "import_batch_id": self._batch.id}

    # --- writing -----------------------------------------------------------------------------

    def _insert(self, table: type[Base], values: Sequence[dict[str, Any]]) -> list[int]:
        """Insert rows of one table in their order and give their ids."""
        if not values:
            return []
        key = table.id  # type: ignore[attr-defined]
        statement = insert(table).returning(key, sort_by_parameter_order=True)
        rows = [self._made | row for row in values]
        return list(self._work.session.scalars(statement, rows))

    def _keep(self, row: Incoming, table: type[Base], made: int) -> None:
        """Remember what was made for somebody known before."""
        if row.outcome is not Outcome.NEW_PERSON:
            self.known.rows.setdefault(table.__tablename__, []).append(made)
