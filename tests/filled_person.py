"""Somebody who left long ago, with a row of every table about them and one about a housemate that
names them: what a purge has to find.
"""

from datetime import date, timedelta
from typing import Any

from sobrhouse.domain.purging import DOOMED, SHARED, typed_columns
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.tables import Base
from sobrhouse.storage.work import Work
from tests.conftest import NOW
from tests.filled import Filler

LONG_AGO, DAY = date(2017, 3, 1), timedelta(days=1)
FIRST, LAST, GIVEN = "Zebulon", "Quagmire", "Zebby"
PLANTED = ("Zebulon", "Quagmire", "Zebby", "snickersnee")
PRIVATE = {doomed.table for doomed in DOOMED}
_BETWEEN = ("helping_event", "chore_apart", "chore_trade")
_ONCE = ("phase", "phase_curfew")  # a house has no two alike
_HOUSES = frozenset({
    "room", "bed", "phase", "meeting_group", "meeting_series", "house_meeting", "rotation",
    "chore", "chore_plan", "round", "motion", "import_batch", "referral_source",
})  # fmt: skip
_TOLD = (PRIVATE | set(SHARED) | set(typed_columns()) | _HOUSES) - {"resident"}


def fill(work: Work, known: dict[str, int], gone: int, mate: int) -> None:
    """Everything that can be known of the two, and between them."""
    work.require(Permission.START)
    told = f"I saw {FIRST} {LAST}, zebby q. and QUAGMIRE; Zeb's chore was Marcus's.\n{FIRST} left."
    theirs = Filler(work, known | {"resident": gone}, "snickersnee", LONG_AGO)
    others = Filler(work, known | {"resident": mate}, told, date(2026, 9, 1), typed_only=True)
    wanted = [t.name for t in Base.metadata.sorted_tables if t.name in _TOLD]
    _private(theirs, wanted)
    others.known |= {name: theirs.known[name] for name in _HOUSES}
    _named(others, wanted)
    _ties(Filler(work, others.known, "with Zebulon", LONG_AGO, typed_only=True), theirs.known)


def _private(theirs: Filler, wanted: list[str]) -> None:
    """A row of every table about who left."""
    picture = theirs.row("blob", keyed_hash="one", mime="image/jpeg", size=11,
                         bytes=b"snickersnee")  # fmt: skip
    given: dict[str, dict[str, Any]] = {
        "stay": {"move_in_on": LONG_AGO - 9 * DAY, "discharged_on": LONG_AGO - DAY,
                 "discharge_type": "voluntary", "planned_discharge_on": None},
        "application": {"stage": "moved_in"},
        "hold": {"ended_at": NOW.replace(year=2018), "ended_by": 1, "ended_why": "Over"},
        "consent": {"signed_way": "scan", "signature_blob_id": picture},
    }
    for name in wanted:
        theirs.words = "snickersnee" if name in PRIVATE else "house"
        if name not in _BETWEEN:
            theirs.row(name, **given.get(name, {}))


def _named(others: Filler, wanted: list[str]) -> None:
    """A row of every table about a housemate, or the house, with the name of who left in it."""
    more: dict[str, dict[str, Any]] = {
        "stay": {"move_in_on": LONG_AGO - DAY, "discharged_on": LONG_AGO,
                 "discharge_type": "voluntary", "planned_discharge_on": None},
        "application": {"stage": "moved_in"},
        "consent": {"signature_blob_id": None},
        "kiosk_access": {"pin_hash": None, "number": None, "badge_hash": None},
        **{name: {"name": "Ann Lee"} for name in ("contact", "supporter", "sponsorship")},
    }  # fmt: skip
    for name in wanted:
        if name in ("bed_assignment", "bed_hold"):
            more[name] = {"bed_id": others.row("bed", label=name)}
        if name not in (*_ONCE, *_BETWEEN, "hold"):
            others.row(name, **more.get(name, {}))


def _ties(tie: Filler, a: dict[str, int]) -> None:
    """What stands between the two of them."""
    b, gone = tie.known, a["resident"]
    mine, first, second = b["stay"], *sorted((a["stay"], b["stay"]))
    ended = {"ended_on": LONG_AGO, "end_kind": "moved_away", "name": ""}
    tie.row("helping_event", giver_stay_id=a["stay"], receiver_stay_id=mine)
    tie.row("helping_event", giver_stay_id=a["stay"], receiver_stay_id=None)
    tie.row("chore_apart", stay_id=first, other_stay_id=second)
    tie.row("chore_trade", stay_id=mine, other_stay_id=a["stay"])
    tie.row("sponsorship", kind="house_buddy", peer_resident_id=gone, **ended)
    tie.row("sponsor_contact")
    tie.row("sponsorship", kind="mentor", peer_resident_id=gone, **ended)
    tie.row("sponsorship", kind="coach", supporter_id=a["supporter"], **ended)
    tie.row("introduction", supporter_id=None, peer_stay_id=a["stay"], kind="house_buddy")
    tie.row("milestone_award", giver_resident_id=gone, giver_text="", milestone_code="d60")
    tie.row("inspection", inspector_stay_id=a["stay"])
    tie.row("chore_assignment", replaces_id=a["chore_assignment"], source="swap")
    tie.row("todo", resident_id=None, owner_stay_id=a["stay"], owner="Zebby Q.")
