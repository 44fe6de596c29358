"""Everything held about one resident, read by the list of `domain.held_support.HELD`.

What residents keep to themselves is not read here, for neither audience: staff make both papers.
At the kiosk it is theirs.
"""

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.held import (
    Audience,
    Held,
    HeldCell,
    HeldPart,
    HeldRow,
    Is,
    Kept,
    Shown,
)
from sobrhouse.domain.held_support import HELD
from sobrhouse.domain.held_words import Reading, say, stored
from sobrhouse.domain.names import full_name, short_name
from sobrhouse.domain.other_names import name_parts
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries import held_names
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.kept_consents import house_zone
from sobrhouse.storage.tables import Base, Resident
from sobrhouse.words import _, speaking

FILE_DAYS = 90  # of daily life in the house's file; the copy has all of it
_TABLES = Base.metadata.tables
_ANSWERS = frozenset(f"q{number}" for number in range(1, 11))


@dataclass
class _Reader:
    """Reads table by table; remembers which rows of each are theirs, as others hang on them."""

    session: Session
    actor: Actor
    reading: Reading
    today: date
    shares: Mapping[str, bool]
    since: date | None
    ids: dict[str, Collection[int]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)  # of who supports them, by the tie
    other_houses: bool = False

    def part(self, kept: Kept) -> HeldPart:
        """The rows of one table, oldest first."""
        table = _TABLES[kept.table]
        if not self.shares.get(kept.shared, True) and kept.shared != "answers":
            return HeldPart(kept.table, kept.title, ())
        rows = [row for row in self._rows(kept, table) if self._sees(row)]
        live = [row for row in rows if not _taken_back(row)]
        self.ids[kept.table] = [row["id"] for row in live]
        told = [row for row in live if self._recent(kept, row)]
        self._learn(kept, told)
        made = [self._row(kept, row) for row in told]
        back = 0 if kept.shared else len(rows) - len(live)  # what is kept is not counted either
        return HeldPart(kept.table, kept.title, tuple(made), back)

    def _rows(self, kept: Kept, table: Table) -> list[dict[str, Any]]:
        ways = [table.c[column].in_(self._owners(table, column)) for column in kept.by]
        query: Select[Any] = select(table).where(or_(*ways))
        if kept.shared == "people":
            query = query.where(table.c.private.is_(False))
        order = [table.c[kept.on]] if kept.on else []
        found = self.session.execute(query.order_by(*order, table.c.id))
        return [dict(row) for row in found.mappings()]

    def _owners(self, table: Table, column: str) -> Collection[int]:
        """The rows that a column must name: the person, their stays, or what hangs on these."""
        for key in table.c[column].foreign_keys:
            return self.ids.get(key.column.table.name, ())
        return self.ids[table.name]

    def _sees(self, row: Mapping[str, Any]) -> bool:
        seen = "house_id" not in row or self.actor.sees(row["house_id"])
        self.other_houses = self.other_houses or not seen
        return seen

    def _recent(self, kept: Kept, row: Mapping[str, Any]) -> bool:
        day = self._day(row[kept.on]) if kept.on and kept.daily and self.since else None
        return day is None or self.since is None or day >= self.since

    def _learn(self, kept: Kept, rows: Sequence[Mapping[str, Any]]) -> None:
        """The names of the beds, phases, chores, staff that these rows speak of."""
        labels = dict(self.reading.labels)
        for shown in kept.shows:
            wanted = {row[shown.column] for row in rows if row[shown.column] is not None}
            if shown.kind is Is.LABEL:
                (key,) = _TABLES[kept.table].c[shown.column].foreign_keys
                labels[shown.column] = held_names.labels(
                    self.session, key.column.table.name, wanted
                )
            elif shown.kind is Is.BY:
                labels[shown.column] = held_names.labels(self.session, "staff", wanted)
        if kept.table == "sponsorship":
            self.names = held_names.who_supports(
                self.session, self.ids["sponsorship"],
                mates=self.reading.audience is not Audience.SELF,
            )  # fmt: skip
        self.reading = Reading(
            self.reading.audience, self.reading.zone, self.reading.others, labels
        )

    def _row(self, kept: Kept, row: Mapping[str, Any]) -> HeldRow:
        cells = [self._cell(kept, shown, row) for shown in kept.shows]
        if row.get("amend_reason"):
            shown = Shown("amend_reason", _("Corrected, because"), kind=Is.FREE)
            cells.append(self._cell(kept, shown, row))
        on = self._day(row[kept.on]) if kept.on else None
        return HeldRow(on, tuple(cell for cell in cells if cell is not None and cell.said))

    def _cell(self, kept: Kept, shown: Shown, row: Mapping[str, Any]) -> HeldCell | None:
        value, reading = row[shown.column], self.reading
        own = reading.audience is Audience.SELF
        if shown.staff_only and own:
            return None
        if shown.column in _ANSWERS and not self.shares["answers"]:
            return None
        if shown.kind is Is.WHO:
            value = self.names.get(row["id"], "") or _("Kept to oneself")
        said, label = say(shown, value, reading), _(shown.label)
        if shown.kind is Is.BYTES and value is not None:
            if not own:
                return HeldCell(shown.column, label, _("There is one"), None)
            return HeldCell(shown.column, label, said, self._picture(int(value)))
        if value is False and not own:
            return None  # the file tells what is so
        return HeldCell(shown.column, label, said, stored(shown, value, reading))

    def _picture(self, blob_id: int) -> str:
        blob = _TABLES["blob"]
        found = self.session.execute(select(blob.c.bytes).where(blob.c.id == blob_id)).scalar_one()
        return base64.b64encode(found).decode("ascii")

    def _day(self, value: date | datetime | None) -> date | None:
        if isinstance(value, datetime):
            return value.astimezone(self.reading.zone).date()
        return value


def _taken_back(row: Mapping[str, Any]) -> bool:
    return bool(row.get("voided_at") or row.get("void_at"))


@needs(Permission.MANAGE_PEOPLE)
def resident_file(
    session: Session, house_id: int, resident_id: int, today: date, *, actor: Actor
) -> Held:
    """The house's file of one person, with the daily rows of the last `FILE_DAYS` days; NotFound
    for somebody who is not on record.
    """
    since = today - timedelta(days=FILE_DAYS)
    return _held(session, (house_id, resident_id), today, actor, Audience.HOUSE, since)


@needs(Permission.MANAGE_PEOPLE)
def own_copy(
    session: Session, house_id: int, resident_id: int, today: date, *, actor: Actor,
    language: str = "",
) -> Held:  # fmt: skip
    """Everything held about one person, for themselves: nothing of other people, nothing that is
    kept to staff; NotFound for somebody who is not on record. In the language that the program
    speaks to them, or another one that is asked for.
    """
    spoken = session.scalars(select(Resident.speaks).where(Resident.id == resident_id)).first()
    spoken = language or spoken or ""
    with speaking(spoken):
        held = _held(session, (house_id, resident_id), today, actor, Audience.SELF, None)
    return replace(held, language=spoken)


def _held(
    session: Session, whose: tuple[int, int], today: date, actor: Actor, audience: Audience,
    since: date | None,
) -> Held:  # fmt: skip
    house_id, resident_id = whose
    person = session.get(Resident, resident_id)
    if person is None or person.voided_at is not None:
        raise NotFound(_("This person is not on record any more."))
    names = (person.legal_first, person.legal_last, person.preferred_name)
    zone = house_zone(session, house_id)
    reader = _Reader(
        session, actor, Reading(audience, zone, _others(session, resident_id, names, audience)),
        today, held_names.shares(session, resident_id), since, {"resident": (resident_id,)},
    )  # fmt: skip
    parts = tuple(reader.part(kept) for kept in HELD)
    return Held(
        resident_id, full_name(*names), short_name(*names), audience, _at(session), today,
        parts, since, reader.other_houses,
    )  # fmt: skip


def _others(
    session: Session, resident_id: int, own: Iterable[str], audience: Audience
) -> frozenset[str]:
    if audience is not Audience.SELF:
        return frozenset()
    return name_parts(held_names.names_of_others(session, resident_id)) - name_parts(own)


def _at(session: Session) -> datetime:
    """When the newest entry of the log was made: up to then the copy is whole."""
    entry = _TABLES["audit_entry"]
    newest = session.execute(select(entry.c.at).order_by(entry.c.seq.desc()).limit(1)).scalar()
    return newest if newest is not None else datetime(1970, 1, 1, tzinfo=UTC)

