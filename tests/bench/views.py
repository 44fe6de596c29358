"""G8, G9: what the screens ask, at a large operator beside one house's first year."""

import importlib
import inspect
import os
import pkgutil
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from datetime import time as datetime_time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event, text

import sobrhouse.queries
from sobrhouse.domain.meeting_series import Plan
from sobrhouse.domain.outside import OutsidePaper
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests.bench.figures import Figure, interleaved, median
from tests.bench.houses import ONE, PASSPHRASE, Size, database

Query = Callable[..., Any]
Statement = tuple[str, Any]

NO_VIEW = {
    "table_counts",  # counts every row of every table, for the support file
    "sign_list",  # the whole log, for a file
    "meeting_plan",  # a whole feed beside the directory, before it comes in
    "chore_turns_list",  # every turn there ever was, for a file
    "names_on_record",  # every name once, for the comparing of a list that is brought in
    "resident_file",  # all that is held about one person, table by table, for a file
    "own_copy",  # the same, for the person
    "kept_packet",  # one row by its key, of a house that printed something
    "milestones_of",  # a part of the packet's one reading
    "certificate",  # one row by its key, of a house that destroyed something
    "last_restored",  # walks the log, once an older file was found in its place
    "code_is_kept",  # walks the log, of records that have no house yet
}
NEWEST = {
    "pass_id": "pass", "meeting_id": "house_meeting", "group_id": "meeting_group",
    "supporter_id": "supporter", "consent_id": "consent",
}  # fmt: skip
UNSEEN_MS = 1.0  # below this a query may grow as it likes: nobody can see it


class Operator:
    """One database, open, with one of its houses and residents to ask about."""

    def __init__(self, size: Size) -> None:
        self.path = database(size)
        dek = Keys.open(key_file(self.path)).unlock_with_passphrase(PASSPHRASE).dek
        self.store = Store.open(self.path, dek)
        self.statements: list[Statement] = []
        self.known = self._known()

    def _known(self) -> dict[str, Any]:
        now = self.store.now()
        pick = (
            "SELECT stay.id AS stay_id, house_id, resident_id, bed_id FROM stay"
            " JOIN bed_assignment ON bed_assignment.stay_id = stay.id"
            " WHERE discharged_on IS NULL AND end_on IS NULL ORDER BY house_id DESC, stay.id"
        )
        with self.store._reader.connect() as connection:
            row = connection.execute(text(pick)).mappings().first()
            newest = {
                name: connection.execute(
                    text(f"SELECT max(id) FROM {table} WHERE house_id = :house_id"), dict(row)
                ).scalar()
                for name, table in NEWEST.items()
            }
            known = dict(row)
            chores = _chores(connection, known, now.date())
            paper = _paper(connection, known)
        today = now.date()
        monday = today - timedelta(days=today.weekday())
        week = {"week_start": monday, "start": monday, "end": monday + timedelta(days=6)}
        person = {"text": "mar", "first": "Maria", "last": "Reyes", "birth_on": date(1990, 5, 1)}
        listed = {"names": ("maria reyes", "sam okafor"), "births": (date(1990, 5, 1),)}
        zone = ZoneInfo("America/New_York")
        day = timedelta(days=1)
        leave = {"depart_at": now + day, "return_by": now + 2 * day}
        support = {"kind": "sponsor", "buddies": False}
        plan = Plan("House meeting", "FREQ=WEEKLY;BYDAY=SU", monday, datetime_time(19, 30))
        meeting = {"weekday": 6, "plan": plan, "from_on": today, "part": "chair", "ahead": False}
        return {
            "since": now - day,
            **newest,
            **leave,
            **meeting,
            "now": now,
            "today": today,
            "on": today,
            "day": today,
            "night": today - day,
            "week_starts_on": 0,
            "zone": zone,
            **week,
            **person,
            **listed,
            **known,
            **chores,
            **support,
            **paper,
        }

    def bound(self, query: Query) -> dict[str, Any]:
        """The arguments of a query; one that we do not know is not measured, and that is said."""
        wanted = list(inspect.signature(query).parameters.values())[1:]
        names = [p.name for p in wanted if p.default is p.empty and p.name != "actor"]
        if unknown := set(names) - set(self.known):
            raise RuntimeError(f"{query.__name__} wants {', '.join(sorted(unknown))}")
        days = {"first": self.known["start"], "last": self.known["end"],
                "since": self.known["start"]}  # fmt: skip
        of_days = {p.name for p in wanted if p.annotation is date}
        return {
            name: days[name] if name in days and name in of_days else self.known[name]
            for name in names
        }

    def asked(self, query: Query) -> float:
        """Milliseconds that the query takes through the program."""
        arguments = self.bound(query)
        begun = time.perf_counter()
        self.store.read(SYSTEM, query, **arguments)
        return (time.perf_counter() - begun) * 1e3

    @contextmanager
    def overheard(self) -> Iterator[list[Statement]]:
        """The statements that are run meanwhile."""
        heard: list[Statement] = []

        def hear(_connection, _cursor, statement, parameters, _context, _many):
            heard.append((statement, parameters))

        event.listen(self.store._reader, "before_cursor_execute", hear)
        try:
            yield heard
        finally:
            event.remove(self.store._reader, "before_cursor_execute", hear)

    def sql(self, queries: list[Query], *, cold: bool = False) -> float:
        """Milliseconds that the statements of these queries take on the driver alone."""
        with self.overheard() as heard:
            for query in queries:
                self.asked(query)
        if cold:
            self.store._reader.dispose()
            forget_pages(self.path)
        connection = self.store._reader.raw_connection()
        try:
            cursor = connection.cursor()
            begun = time.perf_counter()
            for statement, parameters in heard:
                cursor.execute(statement, parameters).fetchall()
            return (time.perf_counter() - begun) * 1e3
        finally:
            connection.close()


def _paper(connection: Any, known: dict[str, Any]) -> dict[str, Any]:
    """What queries about paper are asked with."""
    code = connection.execute(text("SELECT max(paper_code) FROM form_print")).scalar()
    return {
        "resident_ids": (known["resident_id"],), "paper": OutsidePaper.PROGRESS, "count": 3,
        "code": code, "keys": ("sign-in", "roll-call", "chores", "calls"),
    }  # fmt: skip


def _chores(connection: Any, known: dict[str, Any], today: date) -> dict[str, Any]:
    """What queries about chores are asked with: a turn of today, a housemate, a plan from Monday
    on.
    """
    held = connection.execute(
        text(
            "SELECT id AS assignment_id, chore_id FROM chore_assignment WHERE house_id = :house_id"
            " AND replaces_id IS NULL AND voided_at IS NULL AND period_start <= :today"
            " AND period_end >= :today AND days = '0,1,2,3,4,5,6' ORDER BY id LIMIT 1"
        ),
        {**known, "today": today.isoformat()},
    ).mappings().one()  # fmt: skip
    other = connection.execute(
        text(
            "SELECT min(id) FROM stay WHERE house_id = :house_id AND discharged_on IS NULL"
            " AND id <> :stay_id"
        ),
        known,
    ).scalar_one()
    turn = SimpleNamespace(**held, on=today)
    first_on = today + timedelta(days=7 - today.weekday())
    return {
        **held, "turn": turn, "other_stay_id": other, "first_on": first_on, "weeks": 12,
        "last_on": today,
    }  # fmt: skip


def forget_pages(path: os.PathLike[str]) -> None:
    """Drop the file from the page cache, as after a start of the machine."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def pages_read() -> int:
    """How many pages of 4 KiB this process has read from a disk so far (Linux tells)."""
    told = Path("/proc/self/io")
    lines = told.read_text("ascii").splitlines() if told.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("read_bytes")) // 4096


def read_alone(path: Path, pages: int) -> float:
    """Milliseconds that the disk takes for so many pages of the file, none of them kept."""
    forget_pages(path)
    chance, size = random.Random(pages), path.stat().st_size // 4096
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_RANDOM)
        begun = time.perf_counter()
        for _ in range(pages):
            os.pread(handle, 4096, chance.randrange(size) * 4096)
        return (time.perf_counter() - begun) * 1e3
    finally:
        os.close(handle)


def queries(*modules: str) -> list[Query]:
    """The public queries of these modules, or of all of them."""
    names = modules or [module.name for module in pkgutil.iter_modules(sobrhouse.queries.__path__)]
    found: list[Query] = []
    for name in names:
        module = importlib.import_module(f"sobrhouse.queries.{name}")
        found += [
            value
            for value in vars(module).values()
            if inspect.isfunction(value)
            and hasattr(value, "needs")
            and value.__module__ == module.__name__
            and value.__name__ not in NO_VIEW
        ]
    return found


def today(rounds: int, *, houses: int, years: int) -> list[Figure]:
    """The Today page: through the program, and its SQL alone, warm and cold."""
    one, large = Operator(ONE), Operator(Size(houses, years))
    page = queries("today")

    def whole(operator: Operator) -> float:
        return sum(operator.asked(query) for query in page)

    small, big = interleaved(rounds, lambda: whole(one), lambda: whole(large))
    warm = [large.sql(page) for _ in range(rounds)][1:]
    cold, pages = [], 0
    for _ in range(5):
        before = pages_read()
        cold.append(large.sql(page, cold=True))
        pages = pages_read() - before
    alone = median([read_alone(large.path, pages) for _ in range(5)])
    disk = f"{pages} pages; as many read alone, here and there in the file: {alone:.1f} ms"
    note = f"{Size(houses, years)} beside {ONE}"
    return [
        Figure("G8", "Today through the program", median(big), median(small), "ms", 1.2, note),
        Figure("G8", "Today's SQL, warm", median(warm), None, "ms", 1.0),
        Figure("G8", "Today's SQL, cold", median(cold), None, "ms", 10.0, disk),
    ]


def every_view(rounds: int, *, houses: int, years: int) -> list[Figure]:
    """Each query that a screen asks; one that takes less than a millisecond may grow."""
    one, large = Operator(ONE), Operator(Size(houses, years))
    return [view(query, one, large, rounds) for query in queries()]


def view(query: Query, one: Operator, large: Operator, rounds: int) -> Figure:
    """One query at both operators."""
    small, big = interleaved(rounds, lambda: one.asked(query), lambda: large.asked(query))
    name = f"{query.__module__.rpartition('.')[2]}.{query.__name__}"
    ours, floor = median(big), median(small)
    if ours < UNSEEN_MS:
        return Figure("G9", name, ours, None, "ms", UNSEEN_MS)
    return Figure("G9", name, ours, floor, "ms", 5.0)
