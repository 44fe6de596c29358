"""The phases of a house themselves: making, changing and taking away a step."""

from sqlalchemy import func, select

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Phase, PhaseHistory
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def add_phase(
    work: Work, house_id: int, name: str, min_days: int | None = None, note: str = ""
) -> int:
    """One more phase, after the last; gives its id."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    last = (
        work.session.execute(
            select(func.max(Phase.number)).where(Phase.house_id == house_id)
        ).scalar()
        or 0
    )
    row = work.add(
        Phase(
            house_id=house_id,
            number=last + 1,
            name=_named(work, house_id, name, 0),
            min_days=min_days,
            note=note.strip()[:500],
        )
    )
    work.record("phase.added", row)
    return row.id


def change_phase_step(
    work: Work, phase_id: int, name: str, min_days: int | None, note: str
) -> tuple[str, int | None, str]:
    """Another name, earliest day or meaning; gives what stood before, for the undo."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(Phase, phase_id)
    before = (row.name, row.min_days, row.note)
    row.name = _named(work, row.house_id, name, phase_id)
    row.min_days, row.note = min_days, note.strip()[:500]
    work.record("phase.changed", row)
    return before


def void_phase(work: Work, phase_id: int) -> None:
    """Take a phase away. Problem while somebody stands in it."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(Phase, phase_id)
    here = select(PhaseHistory.id).where(
        PhaseHistory.phase_id == phase_id,
        PhaseHistory.end_on.is_(None),
        PhaseHistory.voided_at.is_(None),
    )
    if work.session.execute(here.limit(1)).first() is not None:
        raise Problem(
            _("Somebody is in {name}. Give them another phase first.").format(name=row.name)
        )
    row.voided_at = work.now
    work.record("phase.removed", row)


def restore_phase(work: Work, phase_id: int) -> None:
    """Bring a phase back that was taken away."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(Phase, phase_id)
    if row.voided_at is None:
        raise Problem(_("That phase is there already."))
    _named(work, row.house_id, row.name, phase_id)  # another may have taken the name meanwhile
    row.voided_at = None
    work.record("phase.restored", row)


def _named(work: Work, house_id: int, name: str, but: int) -> str:
    wanted = " ".join(name.split())[:80]
    if not wanted:
        raise Problem(_("The phase needs a name."), field="name")
    same = select(Phase.id).where(
        Phase.house_id == house_id,
        func.lower(Phase.name) == wanted.lower(),
        Phase.voided_at.is_(None),
        Phase.id != but,
    )
    if work.session.execute(same).first() is not None:
        raise Problem(_("There is a phase with that name already."), field="name")
    return wanted
