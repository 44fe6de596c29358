"""Makers: the only way in which tests create records."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import match_name
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Application,
    Attendance,
    Base,
    Bed,
    BedAssignment,
    BedHold,
    BedOutage,
    Chore,
    ChoreAssignment,
    ChoreConsequence,
    ChoreExclusion,
    ChoreMark,
    ChoreStep,
    ChoreTrade,
    Condition,
    Contact,
    Employment,
    House,
    HouseMeeting,
    HouseMeetingMark,
    Inspection,
    InspectionLine,
    LegalMatter,
    MeetingGroup,
    MeetingSeries,
    Note,
    Phase,
    PhaseHistory,
    Resident,
    Room,
    Rotation,
    SobrietyPeriod,
    Staff,
    StaffHouse,
    Stay,
)
from sobrhouse.storage.work import Work

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


def row(store: Store, made: Base) -> int:
    """Put one row in, recorded as `test.made`; gives its id."""

    def use_case(work: Work) -> int:
        work.require(Permission.START)
        work.add(made)
        work.record("test.made", made)
        return made.id  # type: ignore[attr-defined]

    return store.write(SYSTEM, use_case)


def house(store: Store, name: str = "Maple Street House", **more: Any) -> int:
    """A house in New York."""
    return row(store, House(name=name, **more))


def room(store: Store, house_id: int, name: str = "Room 1", **more: Any) -> int:
    """A room."""
    return row(store, Room(house_id=house_id, name=name, **more))


def bed(store: Store, room_id: int, label: str = "1A", **more: Any) -> int:
    """A bed that has been there for years."""
    return row(store, Bed(room_id=room_id, label=label, **{"added_on": date(2020, 1, 1), **more}))


def phase(store: Store, house_id: int, number: int = 1, **more: Any) -> int:
    """A phase of a house."""
    return row(
        store,
        Phase(house_id=house_id, number=number, name=more.pop("name", f"Phase {number}"), **more),
    )


def resident(store: Store, first: str = "Marcus", last: str = "Tate", **more: Any) -> int:
    """A person, without any stay yet."""
    return row(
        store,
        Resident(
            legal_first=first,
            legal_last=last,
            sort_name=f"{last}, {first}".casefold(),
            match_name=match_name(first, last),
            **more,
        ),
    )


def stay(
    store: Store, resident_id: int, house_id: int, on: date = date(2026, 8, 27), **more: Any
) -> int:
    """A stay that is still going on, unless told otherwise."""
    return row(store, Stay(resident_id=resident_id, house_id=house_id, move_in_on=on, **more))


def assignment(
    store: Store, stay_id: int, bed_id: int, on: date = date(2026, 8, 27), **more: Any
) -> int:
    """Nights in a bed."""
    return row(store, BedAssignment(stay_id=stay_id, bed_id=bed_id, start_on=on, **more))


def sobriety(store: Store, resident_id: int, start: date = date(2026, 8, 27), **more: Any) -> int:
    """A sobriety date."""
    return row(store, SobrietyPeriod(resident_id=resident_id, start_on=start, **more))


def note(
    store: Store, house_id: int, text: str, resident_id: int | None = None, **more: Any
) -> int:
    """A note written now."""
    return row(
        store, Note(house_id=house_id, resident_id=resident_id, text=text, at=store.now(), **more)
    )


def staff(
    store: Store,
    name: str = "Dana Ruiz",
    role: str = "manager",
    houses: tuple[int, ...] = (),
    **more: Any,
) -> int:
    """A staff account with its houses, without a key slot."""
    staff_id = row(store, Staff(name=name, role=role, **more))
    for house_id in houses:
        row(store, StaffHouse(staff_id=staff_id, house_id=house_id))
    return staff_id


def application(store: Store, resident_id: int, house_id: int, **more: Any) -> int:
    """A wish to live in a house: on its waitlist."""
    received = {"received_on": date(2026, 11, 1), **more}
    return row(store, Application(resident_id=resident_id, house_id=house_id, **received))


def hold(store: Store, bed_id: int, **more: Any) -> int:
    """A bed kept since Sunday for a stay or an application."""
    return row(store, BedHold(bed_id=bed_id, **{"from_on": SUNDAY, **more}))


def outage(store: Store, bed_id: int, note: str = "Fix window first", **more: Any) -> int:
    """A bed that cannot be used since Monday."""
    return row(store, BedOutage(bed_id=bed_id, note=note, **{"start_on": MONDAY, **more}))


def filled_bed(
    store: Store, room_id: int, label: str, first: str, last: str, on: date = date(2026, 8, 27)
) -> tuple[int, int]:
    """A bed with somebody in it since `on`; gives bed and stay."""
    house_id = store.read(SYSTEM, _house_of_room, room_id)
    bed_id = bed(store, room_id, label)
    stay_id = stay(store, resident(store, first, last), house_id, on)
    assignment(store, stay_id, bed_id, on)
    return bed_id, stay_id


@needs(Permission.SEE_HOUSE)
def _house_of_room(session: Session, room_id: int) -> int:
    return session.scalars(select(Room.house_id).where(Room.id == room_id)).one()


def phase_history(
    store: Store, stay_id: int, phase_id: int, on: date = date(2026, 8, 27), **more: Any
) -> int:
    """A phase that a stay stands in."""
    return row(store, PhaseHistory(stay_id=stay_id, phase_id=phase_id, start_on=on, **more))


def contact(store: Store, resident_id: int, name: str = "Lena Tate", **more: Any) -> int:
    """An emergency contact."""
    return row(store, Contact(resident_id=resident_id, name=name, is_emergency=True, **more))


def condition(store: Store, resident_id: int, text: str = "Penicillin", **more: Any) -> int:
    """An allergy."""
    return row(store, Condition(resident_id=resident_id, text=text, allergy=True, **more))


def legal_matter(store: Store, resident_id: int, **more: Any) -> int:
    """Probation."""
    return row(store, LegalMatter(resident_id=resident_id, **more))


def employment(store: Store, resident_id: int, place: str = "Ridge Auto", **more: Any) -> int:
    """A job."""
    return row(store, Employment(resident_id=resident_id, place=place, **more))


def meeting_series(
    store: Store, house_id: int, rule: str = "FREQ=WEEKLY;BYDAY=SU", **more: Any
) -> int:
    """A house meeting every Sunday evening since Monday, November 16."""
    usual = {"title": "House meeting", "starts_on": MONDAY, "starts_at": "19:30", **more}
    return row(store, MeetingSeries(house_id=house_id, rule=rule, **usual))


def house_meeting(store: Store, house_id: int, **more: Any) -> int:
    """A house meeting that is planned for now."""
    return row(store, HouseMeeting(house_id=house_id, **{"planned_at": store.now(), **more}))


def mark(
    store: Store, house_id: int, meeting_id: int, stay_id: int, status: str = "present", **more: Any
) -> int:
    """Somebody's mark in the roll of a house meeting."""
    return row(
        store,
        HouseMeetingMark(
            house_id=house_id, meeting_id=meeting_id, stay_id=stay_id, status=status,
            at=store.now(), **more,
        ),
    )  # fmt: skip


def meeting_group(store: Store, house_id: int, name: str = "Noon Group", **more: Any) -> int:
    """A recovery meeting on Sundays at noon."""
    usual = {"weekday": 6, "starts_at": "12:00", **more}
    return row(store, MeetingGroup(house_id=house_id, name=name, **usual))


def attendance(store: Store, house_id: int, stay_id: int, on: date = SUNDAY, **more: Any) -> int:
    """A recovery meeting that somebody went to."""
    return row(
        store,
        Attendance(
            house_id=house_id,
            stay_id=stay_id,
            attended_on=on,
            **{"group_text": "Noon Group", "fellowship": "AA", **more},
        ),
    )


def rotation(store: Store, house_id: int, **more: Any) -> int:
    """A balanced rotation by the week, from a Monday on."""
    values = {"name": "House chores", "anchor_on": MONDAY, "seed": 7} | more
    return row(store, Rotation(house_id=house_id, **values))


def chore(store: Store, house_id: int, rotation_id: int, name: str = "Kitchen", **more: Any) -> int:
    """A chore for every day, by 9 PM."""
    values = {
        "position": 1,
        "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "starts_on": MONDAY,
        "due_at": "21:00",
    } | more
    return row(store, Chore(house_id=house_id, rotation_id=rotation_id, name=name, **values))


def chore_assignment(store: Store, house_id: int, chore_id: int, stay_id: int, **more: Any) -> int:
    """Who has a chore in the week from the Monday on, due every day of it."""
    values = {
        "period_start": MONDAY,
        "period_end": SUNDAY,
        "days": "0,1,2,3,4,5,6",
        "minutes": 20,
        "weight": 2,
    } | more
    made = ChoreAssignment(house_id=house_id, chore_id=chore_id, stay_id=stay_id, **values)
    return row(store, made)


def chore_step(store: Store, house_id: int, chore_id: int, text: str, position: int = 1) -> int:
    """One step to done of a chore."""
    made = ChoreStep(house_id=house_id, chore_id=chore_id, position=position, text=text)
    return row(store, made)


def chore_exclusion(store: Store, house_id: int, stay_id: int, **more: Any) -> int:
    """An injury since Monday: no chore at all."""
    values = {"kind": "injury", "from_on": MONDAY, **more}
    return row(store, ChoreExclusion(house_id=house_id, stay_id=stay_id, **values))


def chore_mark(
    store: Store, house_id: int, assignment_id: int, on: date = SUNDAY, **more: Any
) -> int:
    """Somebody says now that a turn is done."""
    values = {"on_date": on, "at": store.now(), **more}
    return row(store, ChoreMark(house_id=house_id, assignment_id=assignment_id, **values))


def inspection(
    store: Store,
    house_id: int,
    assignment_id: int,
    result: str = "pass",
    on: date = SUNDAY,
    **more: Any,
) -> int:
    """A look at a turn, now."""
    values = {"on_date": on, "at": store.now(), "result": result, **more}
    return row(store, Inspection(house_id=house_id, assignment_id=assignment_id, **values))


def inspection_line(
    store: Store, house_id: int, inspection_id: int, item: str, *, done: bool, position: int = 1
) -> int:
    """One step as it was found."""
    return row(
        store,
        InspectionLine(
            house_id=house_id, inspection_id=inspection_id, position=position, item=item, done=done
        ),
    )


def chore_trade(
    store: Store, house_id: int, assignment_id: int, stay_id: int, other_stay_id: int, **more: Any
) -> int:
    """Somebody asks somebody else to cover all the days of a chore that are left."""
    values = {"kind": "cover", **more}
    return row(
        store,
        ChoreTrade(
            house_id=house_id, assignment_id=assignment_id, stay_id=stay_id,
            other_stay_id=other_stay_id, **values,
        ),
    )  # fmt: skip


def chore_consequence(store: Store, house_id: int, stay_id: int, **more: Any) -> int:
    """A talk, after one missed chore, on Sunday."""
    values = {
        "on_date": SUNDAY,
        "missed": 1,
        "step": 1,
        "proposed": "A talk",
        "decision": "taken",
    } | more
    return row(store, ChoreConsequence(house_id=house_id, stay_id=stay_id, **values))
