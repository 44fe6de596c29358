"""People in: what would become of each line of a list, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sobrhouse.domain.imports import (
    DATE_FIELDS,
    FIELD_LABELS,
    BedPlace,
    Existing,
    Field,
    Incoming,
    Outcome,
)
from sobrhouse.domain.names import match_name
from sobrhouse.domain.phrases import nice_date
from sobrhouse.exchange import columns as headings
from sobrhouse.exchange.bed_places import known_beds
from sobrhouse.exchange.columns import Columns
from sobrhouse.exchange.date_columns import Order, look_at
from sobrhouse.exchange.known_people import Asked, KnownPeople, Match, asked_about
from sobrhouse.exchange.person_rows import ReadRow, RowProblem, Surroundings, read_row
from sobrhouse.exchange.sheets import Table
from sobrhouse.words import _

_HOLDS = {
    Field.PREFERRED_NAME: "preferred_name", Field.BIRTH_DATE: "birth_date", Field.PHONE: "phone",
    Field.EMAIL: "email", Field.LANGUAGES: "languages", Field.PATHWAY: "pathway",
    Field.LEGAL_LAST: "legal_last", Field.BED: "bed_id", Field.PHASE: "phase_id",
    Field.SOBRIETY_DATE: "sobriety_date", Field.ALLERGIES: "allergies", Field.WORK: "work",
    Field.SUPERVISION: "supervision", Field.SPONSOR: "has_sponsor", Field.NOTES: "notes",
    Field.REFERRAL: "referral",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said about a plan: date orders by column, and choices by line number."""

    orders: Mapping[int, Order] = field(default_factory=dict)
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    left_out: Mapping[int, frozenset[Field]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A column of dates that can be read either way; asked once."""

    column: int
    header: str
    sample: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What is to become of one line; with problems it cannot be brought in."""

    line: int
    name: str
    outcome: Outcome
    choices: tuple[Outcome, ...]
    incoming: Incoming
    place: str = ""
    match: Match | None = None
    problems: tuple[RowProblem, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether this row holds up the import."""
        return bool(self.problems) and self.outcome is not Outcome.SKIP


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done; nothing is until `ready` and the service are called."""

    rows: tuple[PlannedRow, ...]
    questions: tuple[DateQuestion, ...]

    @property
    def stopped(self) -> tuple[PlannedRow, ...]:
        """The rows that hold the import up."""
        return tuple(row for row in self.rows if row.stops)

    def count(self, *outcomes: Outcome) -> int:
        """How many rows come to one of these."""
        return sum(row.outcome in outcomes for row in self.rows)

    @property
    def ready(self) -> bool:
        """Whether everything is answered and something would be brought in."""
        brought = (Outcome.NEW_PERSON, Outcome.NEW_STAY, Outcome.MERGE)
        return not self.questions and not self.stopped and self.count(*brought) > 0

    def incoming(self) -> tuple[Incoming, ...]:
        """The rows to hand to the service."""
        return tuple(row.incoming for row in self.rows if row.outcome is not Outcome.SKIP)


def plan_import(
    table: Table, columns: Columns, answers: Answers, existing: Existing, today: date
) -> Plan:
    """Plan the import of a table. Problem when the columns make no sense."""
    lines, questions = _read(table, columns, answers, existing, today)
    planner = _Planner(existing, answers, today)
    return Plan(tuple(planner.plan(line) for line in lines), questions)


def whom_to_ask_about(
    table: Table,
    columns: Columns,
    answers: Answers,
    existing: Existing,
    names: Sequence[str],
    today: date,
) -> Asked:
    """Whom the planner must know, of all whose `names` are on record, before it plans."""
    lines, _questions = _read(table, columns, answers, existing, today)
    said = (line.values for line in lines)
    return asked_about(
        ((v["legal_first"], v["legal_last"], v.get("birth_date")) for v in said), names)


def _read(
    table: Table, columns: Columns, answers: Answers, existing: Existing, today: date
) -> tuple[Iterator[ReadRow], tuple[DateQuestion, ...]]:
    headings.check(columns)
    orders, questions = _date_orders(table, columns, answers.orders)
    around = Surroundings(
        columns, table.headers, orders, known_beds(existing.beds), existing.phases, today,
        existing.region)
    nobody: frozenset[Field] = frozenset()
    lines = (
        read_row(line, around, answers.left_out.get(line.number, nobody)) for line in table.lines)
    return lines, questions


def _date_orders(
    table: Table, columns: Columns, given: Mapping[int, Order]
) -> tuple[dict[int, Order | None], tuple[DateQuestion, ...]]:
    orders: dict[int, Order | None] = {}
    questions = []
    for index, what in columns.items():
        if what not in DATE_FIELDS:
            continue
        seen = look_at(table.column(index))
        orders[index] = seen.order or given.get(index) or "mdy"
        if seen.asks and index not in given:
            questions.append(DateQuestion(index, table.headers[index], seen.sample))
    return orders, tuple(questions)


class _Planner:
    """Plans line after line, and remembers whom and which beds the lines before it had."""

    def __init__(self, existing: Existing, answers: Answers, today: date) -> None:
        self._known = KnownPeople(existing.people)
        self._beds = {bed.bed_id: bed for bed in existing.beds}
        self._answers = answers
        self._today = today
        self._people_seen: dict[tuple[str, date | None] | int, int] = {}
        self._beds_seen: dict[int, int] = {}

    def plan(self, row: ReadRow) -> PlannedRow:
        """What is to become of this row."""
        values = row.values
        first, last = values["legal_first"], values["legal_last"]
        match = self._known.match(first, last, values.get("birth_date"))
        choices, usual = self._choices(row, match)
        outcome = self._answers.outcomes.get(row.line, usual)
        if outcome not in choices:
            outcome = usual
        incoming = self._incoming(row, match, outcome)
        if outcome is not Outcome.SKIP:
            self._check_twice(row, incoming)
            incoming = self._place(row, incoming)
        name = " ".join(part for part in (first, last) if part)
        return PlannedRow(
            row.line, name, outcome, choices, incoming, row.place, match, tuple(row.problems),
            tuple(row.notices))

    def _choices(self, row: ReadRow, match: Match | None) -> tuple[tuple[Outcome, ...], Outcome]:
        if row.moved_out and row.moved_out <= self._today:
            row.notices.append(_("Moved out {date}. Only people who live here now are brought in.")
                               .format(date=nice_date(row.moved_out, self._today)))
            return (Outcome.SKIP,), Outcome.SKIP
        if match is None:
            return (Outcome.NEW_PERSON, Outcome.SKIP), Outcome.NEW_PERSON
        person = match.person
        if person.elsewhere:
            row.notices.append(_("{name} lives in {house} now. Move them out there first.")
                               .format(name=person.name, house=person.elsewhere))
            if match.sure:
                return (Outcome.SKIP,), Outcome.SKIP
            return (Outcome.NEW_PERSON, Outcome.SKIP), Outcome.SKIP
        known = Outcome.MERGE if person.here else Outcome.NEW_STAY
        choices = (known, Outcome.NEW_PERSON, Outcome.SKIP)
        if match.sure or match_name(row.values["legal_first"], row.values["legal_last"]) \
                == person.match_name:
            return choices, self._usual(row, match, known)
        return choices, Outcome.NEW_PERSON

    def _usual(self, row: ReadRow, match: Match, known: Outcome) -> Outcome:
        left = match.person.last_night_on
        moves_in = row.values.get("move_in")
        if known is Outcome.MERGE and not self._takes(row, match):
            row.notices.append(_("Already on record, and the list says nothing new."))
            return Outcome.SKIP
        if known is Outcome.NEW_STAY and left and moves_in and moves_in < left:
            row.notices.append(_("Moved out {date}, so this line is about an earlier stay.")
                               .format(date=nice_date(left, self._today)))
            return Outcome.SKIP
        return known

    @staticmethod
    def _takes(row: ReadRow, match: Match) -> frozenset[Field]:
        """What the row says that the record does not; a record's own words are never replaced."""
        said = {what for what, name in _HOLDS.items() if row.values.get(name)}
        if row.values.get("contact_name") or row.values.get("contact_phone"):
            said.add(Field.CONTACT_NAME)
        takes = said & match.person.missing
        if Field.NOTES in said and row.values["notes"] not in match.person.notes:
            takes.add(Field.NOTES)
        return frozenset(takes)

    def _incoming(self, row: ReadRow, match: Match | None, outcome: Outcome) -> Incoming:
        values: dict[str, Any] = dict(row.values)
        if row.moved_out and row.moved_out > self._today:
            values["leaves_on"] = row.moved_out
        known = outcome in (Outcome.MERGE, Outcome.NEW_STAY) and match is not None
        if outcome in (Outcome.NEW_PERSON, Outcome.NEW_STAY) and not values.get("move_in"):
            values["move_in"] = self._today
            if not any(problem.field is Field.MOVE_IN for problem in row.problems):
                row.notices.append(_("No move-in date. Today is taken."))
        if known and match is not None:
            values |= {"resident_id": match.person.resident_id, "takes": self._takes(row, match)}
            self._say_takes(row, values["takes"], outcome)
        return Incoming(line=row.line, outcome=outcome, **values)

    @staticmethod
    def _say_takes(row: ReadRow, takes: frozenset[Field], outcome: Outcome) -> None:
        if outcome is Outcome.MERGE and takes:
            names = [_(FIELD_LABELS[what]) for what in FIELD_LABELS if what in takes]
            row.notices.append(_("Fills in: {fields}.").format(fields=", ".join(names)))

    def _check_twice(self, row: ReadRow, incoming: Incoming) -> None:
        name = match_name(incoming.legal_first, incoming.legal_last)
        who = incoming.resident_id or (name, incoming.birth_date)
        earlier = self._people_seen.setdefault(who, row.line)
        two_people = self._answers.outcomes.get(row.line) is Outcome.NEW_PERSON  # somebody said so
        if earlier != row.line and name and not two_people:
            row.problems.append(RowProblem(
                _("The same person is in row {n}.").format(n=earlier)))

    def _place(self, row: ReadRow, incoming: Incoming) -> Incoming:
        bed = self._beds.get(incoming.bed_id) if incoming.bed_id else None
        if bed is None or (incoming.outcome is Outcome.MERGE and Field.BED not in incoming.takes):
            return replace(incoming, bed_id=None) if incoming.bed_id else incoming
        if problem := self._bed_problem(bed, row.line):
            row.problems.append(RowProblem(problem, Field.BED))
            return incoming
        self._beds_seen[bed.bed_id] = row.line
        start = incoming.move_in or self._today
        return replace(incoming, bed_from=max(start, bed.free_from or start))

    def _bed_problem(self, bed: BedPlace, line: int) -> str:
        if bed.free_from is None:
            return bed.why or _("Bed {bed} is taken.").format(bed=bed.label)
        if bed.bed_id in self._beds_seen:
            return _("Row {n} has bed {bed} already.").format(
                n=self._beds_seen[bed.bed_id], bed=bed.label)
        return ""


def said(outcome: Outcome) -> str:
    """An outcome, in words."""
    return {
        Outcome.NEW_PERSON: _("New person"),
        Outcome.NEW_STAY: _("Comes back"),
        Outcome.MERGE: _("Fill in the record"),
        Outcome.SKIP: _("Leave out"),
    }[outcome]


def leave_out_problems(rows: Sequence[PlannedRow], answers: Answers) -> Answers:
    """Answers by which every row with a problem comes in without the field that has it, or not."""
    left_out = dict(answers.left_out)
    outcomes = dict(answers.outcomes)
    for row in rows:
        fields = {problem.field for problem in row.problems}
        if None in fields:
            outcomes[row.line] = Outcome.SKIP
        else:
            mine = {what for what in fields if what}
            left_out[row.line] = left_out.get(row.line, frozenset()) | mine
    return replace(answers, left_out=left_out, outcomes=outcomes)
