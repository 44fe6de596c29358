"""Import known: what an import did to people who were on record before, kept to take it back."""

from dataclasses import dataclass, field
from typing import Any

from sobrhouse.domain.names import match_name, sort_name
from sobrhouse.storage.tables import (
    Application,
    Base,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    LegalMatter,
    Note,
    PhaseHistory,
    Resident,
    SobrietyPeriod,
    Sponsorship,
    Stay,
)
from sobrhouse.storage.work import Work

_VOIDED: dict[str, type[Base]] = {table.__tablename__: table for table in (
    SobrietyPeriod, Contact, Condition, LegalMatter, Employment, Sponsorship, Note, PhaseHistory,
    Stay,
)}


@dataclass(slots=True)
class Known:
    """What an import did to people known before, to take it back: old values, and rows made."""

    residents: dict[int, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    applications: dict[int, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "residents": [[who, was] for who, was in self.residents.items()],
            "rows": self.rows,
            "applications": [[which, stage] for which, stage in self.applications.items()],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Known":
        """As it was kept."""
        return cls(
            {who: was for who, was in kept["residents"]}, kept["rows"],
            {which: stage for which, stage in kept["applications"]})

    def put_back(self, work: Work, why: str) -> None:
        """Void the rows, and give the columns and stages the values that they had."""
        for which in self.rows.get("bed_assignment", ()):
            bed = work.watch(work.session.get_one(BedAssignment, which))
            if bed.void_at is None:
                bed.void_at, bed.void_by, bed.void_why = work.now, work.actor.id, why
                work.record("bed.nights_voided", bed)
        for name, ids in self.rows.items():
            for which in ids if name in _VOIDED else ():
                row: Any = work.watch(work.session.get_one(_VOIDED[name], which))
                row.voided_at = row.voided_at or work.now
                work.record(f"{name}.taken_back", row)
        for who, was in self.residents.items():
            person = work.watch(work.session.get_one(Resident, who))
            for column, value in was.items():
                setattr(person, column, value)
            Renamed.after(person)
            if was:
                work.record("resident.changed", person)
        for which, stage in self.applications.items():
            application = work.watch(work.session.get_one(Application, which))
            application.stage = stage
            work.record("application.waits_again", application)


class Renamed:
    """The folded names of a person, by which they are sorted and found."""

    @staticmethod
    def after(person: Resident) -> None:
        """Make them anew after a change of the name."""
        called = person.preferred_name or person.legal_first
        person.sort_name = sort_name(called, person.legal_last)
        person.match_name = match_name(person.legal_first, person.legal_last)
