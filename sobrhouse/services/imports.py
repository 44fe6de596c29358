"""Imports: bringing in a list of residents, all or nothing, and taking it back as a whole."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select, update

from sobrhouse.domain import residents as rules
from sobrhouse.domain.imports import Incoming, Outcome
from sobrhouse.domain.names import full_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import chore_plans
from sobrhouse.services.import_known import Known
from sobrhouse.services.import_rows import RowMaker
from sobrhouse.storage.tables import (
    Application,
    AuditEntry,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    ImportBatch,
    LegalMatter,
    Note,
    PhaseHistory,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)
from sobrhouse.storage.work import Work, batch_digest
from sobrhouse.words import N_, _

WHY = N_("import undone")
_ABOUT_A_PERSON = (SobrietyPeriod, Contact, Condition, LegalMatter, Employment, Sponsorship)
_NO_CHANGE = ("resident.viewed", "resident.exported", "resident.printed")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: its batch, and how many people came, came back, or were filled in."""

    batch_id: int
    new: int
    returned: int
    filled: int

    @property
    def people(self) -> int:
        """Everybody it touched."""
        return self.new + self.returned + self.filled


def import_residents(
    work: Work, house_id: int, rows: Sequence[Incoming], file_name: str = ""
) -> Imported:
    """Bring in every row or none; a broken rule is a Problem that names the row."""
    work.require(Permission.IMPORT, house_id)
    wanted = [row for row in rows if row.outcome is not Outcome.SKIP]
    if not wanted:
        raise Problem(_("There is nobody to bring in."))
    _check(work, house_id, wanted)
    lines = [asdict(row) | {"takes": sorted(row.takes)} for row in wanted]
    batch = work.add(ImportBatch(
        house_id=house_id, kind="residents", file_name=file_name, rows=len(wanted),
        sha256=batch_digest(lines)))
    maker = RowMaker(work, house_id, batch)
    maker.make(wanted)
    seq = work.record_batch(
        "resident.imported", "resident", lines, house_id=house_id, batch_id=batch.id,
        file=file_name)
    batch.before_json = json.dumps(
        {"seq": seq, "known": maker.known.as_json()}, ensure_ascii=False)
    came = work.session.scalars(select(Stay.id).where(Stay.import_batch_id == batch.id)).all()
    chore_plans.follow(work, house_id, f"resident.imported:{batch.id}", came)
    return Imported(
        batch.id,
        sum(row.outcome is Outcome.NEW_PERSON for row in wanted),
        sum(row.outcome is Outcome.NEW_STAY for row in wanted),
        sum(row.outcome is Outcome.MERGE for row in wanted))


def undo_import(work: Work, batch_id: int) -> int:
    """Take an import back: what it made is voided, what it filled in is as before.

    Gives how many people. Problem when somebody it brought in was changed since: then all stands.
    """
    work.require(Permission.IMPORT)
    batch = work.get(ImportBatch, batch_id)
    if batch.kind != "residents":
        raise Problem(_("Only a list that was brought in can be taken back."))
    if batch.undone_at is not None:
        raise Problem(_("This import was taken back before."))
    before = json.loads(batch.before_json)
    known = Known.from_json(before["known"])
    _refuse_if_changed(work, batch, known, before["seq"])
    _void_new_people(work, batch)
    known.put_back(work, _(WHY))
    people = work.session.scalars(_new_people(batch)).all()
    batch.undone_at = work.now
    work.record("resident.import_undone", batch, house_id=batch.house_id, count=batch.rows)
    if batch.house_id is not None:
        chore_plans.follow(
            work, batch.house_id, f"resident.import_undone:{batch.id}",
            undoes=f"resident.imported:{batch.id}")
    work.session.expire_all()
    return len(people) + len(known.residents)


def _check(work: Work, house_id: int, rows: Sequence[Incoming]) -> None:
    """Check again what the plan has checked: time has passed, and rows may come from anywhere."""
    today = work.today(house_id)
    for row in rows:
        try:
            rules.check_name(row.legal_first, row.legal_last)
            rules.check_birth(row.birth_date, today)
            if row.outcome is not Outcome.MERGE:
                rules.check_move_in(row.move_in or today, today, ())
            if row.outcome is not Outcome.NEW_PERSON and row.resident_id is None:
                raise Problem(_("Who is meant is not said."))
        except Problem as problem:
            raise Problem(
                _("Row {n}: {problem}").format(n=row.line, problem=problem.sentence)
            ) from problem


def _new_people(batch: ImportBatch) -> Any:
    return select(Resident.id).where(Resident.import_batch_id == batch.id)


def _refuse_if_changed(work: Work, batch: ImportBatch, known: Known, seq: int) -> None:
    """Everything done to a person is in the log, so the log says who was changed since."""
    touched = work.session.scalars(
        select(AuditEntry.resident_id).distinct().where(
            AuditEntry.seq > seq, AuditEntry.action.not_in(_NO_CHANGE),
            AuditEntry.resident_id.in_(_new_people(batch)))
    ).all()
    more = work.session.scalars(
        select(AuditEntry.resident_id).distinct().where(
            AuditEntry.seq > seq, AuditEntry.action.not_in(_NO_CHANGE),
            AuditEntry.resident_id.in_(list(known.residents)))
    ).all()
    changed = sorted({who for who in (*touched, *more) if who is not None})
    if not changed:
        return
    names = []
    for who in changed[:3]:
        person = work.session.get_one(Resident, who)
        names.append(full_name(person.legal_first, person.legal_last, person.preferred_name))
    raise Problem(
        _("This import cannot be taken back: {names} was changed since. Change what is wrong by"
          " hand.").format(names=", ".join(names))
        if len(changed) == 1 else
        _("This import cannot be taken back: {n} people were changed since ({names}). Change what"
          " is wrong by hand.").format(n=len(changed), names=", ".join(names)))


def _void_new_people(work: Work, batch: ImportBatch) -> None:
    """Void what the batch made, in the order in which one row stands on another."""
    session, new = work.session, _new_people(batch).scalar_subquery()
    stays = select(Stay.id).where(Stay.import_batch_id == batch.id)
    session.execute(
        update(BedAssignment)
        .where(BedAssignment.import_batch_id == batch.id, BedAssignment.void_at.is_(None))
        .values(void_at=work.now, void_by=work.actor.id, void_why=_(WHY)),
        execution_options={"synchronize_session": False})
    gone = {"voided_at": work.now, "updated_at": work.now}
    voided: tuple[tuple[Any, Any], ...] = (
        (PhaseHistory, PhaseHistory.stay_id.in_(stays)),
        (Note, Note.import_batch_id == batch.id),
        *((table, table.resident_id.in_(new)) for table in _ABOUT_A_PERSON),
        (Application, Application.import_batch_id == batch.id),
        (Stay, Stay.import_batch_id == batch.id),
        (Resident, Resident.import_batch_id == batch.id),
    )
    for table, mine in voided:
        session.execute(
            update(table).where(mine, table.voided_at.is_(None))
            .values(version=table.version + 1, **gone),
            execution_options={"synchronize_session": False})
