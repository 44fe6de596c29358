"""What a resident keeps to themselves is in no answer of any query for staff: each one is asked in
a planted house, and all answers are searched.
"""

import importlib
import inspect
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from types import SimpleNamespace as Names
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.names import match_name
from sobrhouse.domain.staff import Permission
from sobrhouse.services import sponsorships, steps, support_choices
from sobrhouse.services.assessments import put_assessment
from sobrhouse.services.network_people import Known, put_person
from sobrhouse.services.sponsorships import Ended, Tie
from sobrhouse.storage.store import Store
from tests import make_circle
from tests.conftest import NOW, OWNER, Clock, Template
from tests.services.circle import TODAY, Circle, day
from tests.test_access import query_names

ANSWERS = (1, 6, 2, 5, 1, 6, 2, 5, 1, 6)
PLANTED = {
    "who supports": ("Zebedee", "5550133", "Kept apart", "Yorick", "Ended softly"),
    "steps": ("(7, 'shared')",),
    "answers": ("1, 6, 2, 5, 1, 6, 2, 5, 1, 6",),
    "people": ("Cousin Vega", "Uncle Rigel"),
}
TABLES = ("Sponsorship", "StepProgress", "Assessment", "NetworkPerson")


def planted(store: Store, *, shared: bool) -> Names:
    """Marcus has a sponsor, had one, works on steps, filled in BARC-10 and knows two people."""
    circle = Circle(store)
    who, share = circle.people["Marcus"], "name" if shared else "existence"
    circle.do(sponsorships.add_sponsorship, who, Tie(
        kind="sponsor", started_on=day(30), name="Zebedee Quill", phone="5550133",
        note="Kept apart", share=share))  # fmt: skip
    hollis = make_circle.supporter(store, circle.house, "Hollis N.", capacity=1)
    circle.do(sponsorships.add_sponsorship, who, Tie(
        kind="temporary_sponsor", started_on=day(3), supporter_id=hollis, share=share))  # fmt: skip
    past = circle.do(sponsorships.add_sponsorship, who, Tie(
        kind="mentor", started_on=day(90), name="Yorick", share=share))  # fmt: skip
    circle.do(sponsorships.end_sponsorship, past, Ended(day(60), "other", "Ended softly"))
    circle.do(_own_words, circle, who, shared)
    for field in ("shares_steps", "shares_answers"):
        circle.do(support_choices.choose, who, field, shared)
    return Names(circle=circle, store=store)


def _own_words(work: Any, circle: Circle, who: int, shared: bool) -> None:
    work.require(Permission.RECORD_DAILY)
    steps.put_step(work, who, 7, "shared")
    put_assessment(work, circle.house, circle.stays["Marcus"], who, ANSWERS, "kiosk", TODAY)
    put_person(work, who, Known("Uncle Rigel", "family", private=not shared))
    put_person(work, who, Known("Cousin Vega", "family", "supports" if shared else "avoid",
                                private=not shared))  # fmt: skip


@pytest.fixture(scope="module")
def houses(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Names]]:
    """One house that keeps everything, and one that shares it."""
    made = []
    for shared in (False, True):
        path = tmp_path_factory.mktemp("kept") / "house.db"
        shutil.copy(template.path, path)
        shutil.copy(template.path.with_suffix(".keys"), path.with_suffix(".keys"))
        made.append(planted(Store.open(path, template.dek, Clock()), shared=shared))
    yield made
    for house in made:
        house.store.close()


def values(house: Names) -> dict[tuple[str, Any], Any]:
    """What a query may ask for, by the name and kind of its parameter."""
    c = house.circle
    ids = {"house_id": c.house, "resident_id": c.people["Marcus"], "stay_id": c.stays["Marcus"],
           "supporter_id": c.bill}  # fmt: skip
    days = {"today": TODAY, "day": TODAY, "on": TODAY, "last": TODAY, "last_on": TODAY,
            "first": day(120), "since": day(120), "week_start": day(6), "start": day(6),
            "end": TODAY}  # fmt: skip
    return (
        {(name, int): value for name, value in ids.items()}
        | {(name, date): value for name, value in days.items()}
        | {("now", datetime): NOW, ("since", datetime): NOW - timedelta(days=120),
           ("names", Sequence[str]): (match_name("Marcus", "Tate"),),
           ("births", Sequence[date]): (), ("kind", str): "sponsor", ("buddies", bool): False,
           ("zone", ZoneInfo): ZoneInfo("America/New_York")}
    )  # fmt: skip


def asked(house: Names) -> tuple[dict[str, str], set[str]]:
    """Every query for staff with its answer in letters; and those that want more than a house, a
    person or a day.
    """
    known, answers, left = values(house), {}, set()
    for module, name in query_names():
        query = getattr(importlib.import_module(module), name)
        if not OWNER.may(query.needs):  # the kiosk: for their own eyes
            continue
        wanted = {
            p.name: p.annotation for p in inspect.signature(query).parameters.values()
            if p.default is p.empty and p.name not in ("session", "actor")
        }  # fmt: skip
        if not set(wanted.items()) <= known.keys():
            left.add(module)
            continue
        given = {name: known[name, kind] for name, kind in wanted.items()}
        person = " of a person" if wanted.keys() & {"resident_id", "stay_id"} else ""
        answers[f"{module}.{name}{person}"] = repr(house.store.read(OWNER, query, **given))
    return answers, left


def test_no_query_for_staff_tells_what_a_resident_keeps(houses):
    answers, left = asked(houses[0])
    assert len(answers) > 80
    for what, words in PLANTED.items():
        found = {query for query, said in answers.items() for word in words if word in said}
        assert not found, what
    listed = {q for q, said in answers.items() if q.endswith("person") and "Hollis" in said}
    assert not listed, "tells which of the house's list it is"
    reads_more = [m for m in left for table in TABLES
                  if hasattr(importlib.import_module(m), table)]  # fmt: skip
    assert not reads_more, "asks for what is not known here; say it in `values`"


def test_the_same_search_finds_what_is_shared(houses):
    answers, _left = asked(houses[1])
    said = "\n".join(answers.values())
    for what, words in PLANTED.items():
        assert all(word in said for word in words), what
    assert any(q.endswith("person") and "Hollis" in said for q, said in answers.items())
