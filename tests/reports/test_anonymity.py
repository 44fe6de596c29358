"""The great search: a house with planted full names, notes and secrets, and every paper that the
program can make, read back; none of them is on any (safety.md 2, Twelve-Step anonymity).
"""

import importlib
import inspect
import io
import pkgutil
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from sobrhouse import reports
from sobrhouse.cli import (
    report,
    report_blank,
    report_chores,
    report_measures,
    report_power_cut,
    report_support,
)
from sobrhouse.cli.opening import Opened
from sobrhouse.cli.report_options import OPTIONS as READ
from sobrhouse.cli.which_house import find_house
from sobrhouse.domain.blank_forms import NAMED
from sobrhouse.domain.consents import Category, joined
from sobrhouse.domain.outside import OutsidePaper, through_the_gate
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.audit_check import log_reach
from sobrhouse.queries.beds import board
from sobrhouse.queries.census import census_day
from sobrhouse.queries.discharge import discharge
from sobrhouse.queries.disclosure_account import disclosure_account
from sobrhouse.queries.form_values import form_values
from sobrhouse.queries.held import own_copy, resident_file
from sobrhouse.queries.meeting_papers import meeting_beside, meeting_paper
from sobrhouse.queries.outside import outside_facts, standing_consents
from sobrhouse.queries.packet_values import packet_values
from sobrhouse.queries.phone_list import phone_list
from sobrhouse.queries.profile import profile
from sobrhouse.queries.purges import certificate, purges
from sobrhouse.queries.residents import residents_here
from sobrhouse.queries.rounds import round_now
from sobrhouse.reports.audit_check import AuditCheck
from sobrhouse.reports.badges import Badge
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pass_form import PassPaper
from sobrhouse.reports.people_list import PaperList
from sobrhouse.reports.recovery_code import RecoverySheet
from tests import make_papers
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.make_papers import consent as give_consent
from tests.reports.made import OPTIONS, STAMP
from tests.reports.planted import OWN, QUIET, SECRETS, Planted, answer_otherwise
from tests.reports.reading import read

if TYPE_CHECKING:
    from tests.reports.every_paper import Made

KINDS = {
    "chores": report_chores.KINDS, "sponsors": report_support.KINDS,
    "milestones": report_measures.KINDS,
}  # fmt: skip
ONES = ("Uri", "Sam")  # with something of their own to leak on a paper of one person
OF_ONE = {"courtcard", "recovery-capital", "circle"}  # that have a paper of one person too
# What somebody wants quiet may stand on what is given to them alone, and on the list of staff.
MAY_TELL_QUIET = {"certificates", "residents_list"}
# What the command line does not print, as the office makes it.
Direct = Callable[[Any, Planted], bytes]


def entry_points() -> dict[str, Any]:
    """Each public function of the papers that gives a file, by name, with its module."""
    found = {}
    for info in pkgutil.walk_packages(reports.__path__, "sobrhouse.reports."):
        module = importlib.import_module(info.name)
        for name, made in inspect.getmembers(module, inspect.isfunction):
            returns = inspect.signature(made).return_annotation
            own = made.__module__ == module.__name__ and not name.startswith("_")
            if own and returns in (bytes, "bytes"):
                found[name] = module
    return found


class Press:
    """Keeps every file that is made, by the function that made it: each with full names, and with
    the same foot without a form's code, so that the same content gives the same file.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.made: dict[str, list[bytes]] = {}
        for name, module in entry_points().items():
            patch.setattr(module, name, self._kept(name, getattr(module, name)))

    def _kept(self, name: str, draw: Callable[..., bytes]) -> Callable[..., bytes]:
        @wraps(draw)
        def kept(*args: Any, **more: Any) -> bytes:
            pdf = draw(*map(_with_full_names, args), **more)
            if pdf:  # else it is bound into a file with others, which is kept whole
                self.made.setdefault(name, []).append(pdf)
            return pdf

        return kept


def _with_full_names(given: Any) -> Any:
    options = isinstance(given, PaperOptions)
    return replace(given, names="full", stamp=STAMP, codes=()) if options else given


def from_the_command_line(there: Planted) -> None:
    """Every paper of `report`, of every kind, of the house and where there is one of a person."""
    store = there.store
    house = Opened(store, OWNER, None, None, "")  # type: ignore[arg-type] # nothing asks for keys
    where = find_house(house, None)
    parser = ArgumentParser()
    report.add_arguments(parser)
    for what, (make, _said) in report._PAPERS.items():
        ways: list[list[str]] = [["--kind", kind] for kind in KINDS.get(what, ())] or [[]]
        if what in OF_ONE:
            ways = [["--resident", name] for name in ONES] + [[]]
        if "--blank" in READ[what]:
            ways.append(["--blank"])
        for way in ways:
            args: Namespace = parser.parse_args([what, *way, "--out", "x.pdf"])
            if what == "minutes" or (what == "courtcard" and not way):
                continue  # the one has not begun, the other asks whose
            make(house, where, args)
    for forms in (["all"], [form.key for form in NAMED]):
        args = parser.parse_args(["blank", *forms, "--out", "x.pdf"])
        report_blank.blank(house, where, args)
    args = parser.parse_args(["power-cut", "--out", "x.pdf"])
    report_power_cut.power_cut(house, where, args)


def from_the_office(there: Planted) -> None:
    """The papers that only the office prints."""
    store, house = there.store, there.house
    people = store.read(OWNER, residents_here, house, SUNDAY)
    names = [PaperName(p.name, p.full_name, p.bed) for p in people]
    make = {name: getattr(module, name) for name, module in entry_points().items()}
    make["bed_board"](store.read(OWNER, board, house, SUNDAY), OPTIONS)
    make["residents_list"](people, SUNDAY, OPTIONS)
    make["power_cut_sheet"](names, SUNDAY, OPTIONS)
    make["sign_out_sheet"](OPTIONS)
    make["blank_pass"](OPTIONS)
    keys = [form.key for form in NAMED]
    values = store.read(OWNER, form_values, house, keys, store.now())
    for key in keys:
        make["draw_named"](key, values, OPTIONS)
    make["badge_sheet"]([Badge(name.short, "A1B2") for name in names], OPTIONS)
    make["round_sheet"](store.read(OWNER, round_now, house, store.now()), OPTIONS)
    zone = find_house(Opened(store, OWNER, None, None, ""), None).zone  # type: ignore[arg-type]
    make["pass_form"](PassPaper(None, zone, SUNDAY), OPTIONS)
    make["people_list"](PaperList("Residents", "", ("A",), ((names[0].full,),)), STAMP)
    make["recovery_code_sheet"](RecoverySheet("7K2M-QRTX", "Maple Street House", "Made today."))
    for name in ONES:
        who = store.read(OWNER, profile, there.people[name], house, SUNDAY)
        make["face_sheet"](who, STAMP, SUNDAY)
    papers_for_outside(there, make["outside_paper"])
    papers_that_stay(there, make)
    row = store.read(OWNER, meeting_beside, house, store.now(), ahead=True)
    assert row is not None and row.meeting_id is not None  # the agenda has written it down
    make["minutes"](store.read(OWNER, meeting_paper, house, row.meeting_id), OPTIONS)
    make["packet_pdf"](
        store.read(OWNER, packet_values, house, SUNDAY - timedelta(days=6), SUNDAY, store.now()),
        OPTIONS,
    )


def papers_that_stay(there: Planted, make: dict[str, Callable[..., bytes]]) -> None:
    """What is printed about one person, or about the house and its log, for the house itself."""
    store, house = there.store, there.house
    make["phone_list"](store.read(OWNER, phone_list, house, SUNDAY), OPTIONS)
    make["census_sheet"](store.read(OWNER, census_day, house, SUNDAY), OPTIONS)
    for name in ONES:
        who = there.people[name]
        make["resident_file"](store.read(OWNER, resident_file, house, who, SUNDAY), OPTIONS)
        make["own_copy"](store.read(OWNER, own_copy, house, who, SUNDAY), OPTIONS)
        make["discharge_summary"](store.read(OWNER, discharge, house, who, SUNDAY), OPTIONS)
        account = store.read(OWNER, disclosure_account, house, SUNDAY, SUNDAY, who)
        make["disclosure_account"](account, OPTIONS)
    for anchor in ("", "7K2M-QRTX-9A0B"):
        found = store.verify_log(anchor=anchor or None)
        reach = replace(store.read(OWNER, log_reach, house), last_at=None)
        data = AuditCheck(9, 9, "7K2M-QRTX-9A0B", found.faults, store.now(), "Dana", reach, anchor)
        make["audit_check"](data, OPTIONS)
    if not store.read(OWNER, purges):
        make_papers.purge(store)
        make_papers.purge(store, record_class="visitor", subject_id=house)
    for purge in store.read(OWNER, purges):
        told = store.read(OWNER, certificate, purge.purge_id, ZoneInfo("America/New_York"))
        told = replace(told, anchor="7K2M-QRTX-9A0B")
        make["destruction"](told, OPTIONS)


def papers_for_outside(there: Planted, draw: Callable[..., bytes]) -> None:
    """Each of them about people who agreed to everything that a consent can name."""
    store, house = there.store, there.house
    everything = {"categories": joined(Category), "signer_name": "The resident"}
    for name in ("Uri", "Quinn"):
        who = there.people[name]
        if not store.read(OWNER, standing_consents, house, who, SUNDAY):
            give_consent(store, house, who, **everything)
        consents = store.read(OWNER, standing_consents, house, who, SUNDAY)
        for paper in OutsidePaper:
            found = store.read(
                OWNER, outside_facts, house, who, paper, SUNDAY - timedelta(days=90), SUNDAY,
                store.now(),
            )  # fmt: skip
            going = through_the_gate(found, consents[0].given, SUNDAY, "Dana Ruiz")
            draw(going, OPTIONS)


def words_of(pdf: bytes) -> str:
    """All that can be read in a file, its facts too, without what lines and letters break."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        facts = " ".join(str(said) for said in file.docinfo.values())
    return squeezed(read(pdf) + facts)


def squeezed(said: str) -> str:
    return re.sub(r"[\W_]+", "", said).casefold()


def found_in(words: str, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    """The secrets that stand in what was read."""
    return [secret for secret in secrets if squeezed(secret) in words]


def every_paper(there: Planted) -> dict[str, list[bytes]]:
    """Every paper of the house, by the function that made it."""
    with pytest.MonkeyPatch.context() as patch:
        press = Press(patch)
        from_the_command_line(there)
        from_the_office(there)
    return press.made


@pytest.fixture(scope="module")
def read_back(planted: "Made") -> dict[str, list[str]]:
    """What can be read on each of them."""
    return {name: [words_of(pdf) for pdf in made] for name, made in planted.files.items()}


def test_every_paper_that_there_is_was_made(read_back: dict[str, list[str]]) -> None:
    """A new function of the papers that gives a file must be called above."""
    assert set(read_back) == set(entry_points())


def test_no_full_name_no_note_and_nothing_kept_is_on_any_paper(
    read_back: dict[str, list[str]],
) -> None:
    leaks = {
        (name, secret)
        for name, papers in read_back.items()
        for words in papers
        for secret in found_in(words)
        if not (name in MAY_TELL_QUIET and secret in QUIET)
    }
    assert leaks == set()


def test_what_may_be_read_is_there(read_back: dict[str, list[str]]) -> None:
    """The search reads papers that have something on them."""
    (listed,) = read_back["sponsor_list"]
    for said in ("Wilhelmina Q.", "Ron B.", "Barnaby W.", "Marcus Tate", "Ty Cole"):
        assert squeezed(said) in listed, said
    assert squeezed("Alma V.") in read_back["mentor_board"][0]
    assert squeezed("Hubert S.") in read_back["milestone_sheet"][0]
    assert squeezed("Wilhelmina Q., 1") in read_back["weekly_report"][0]
    assert squeezed("1 ride") in read_back["weekly_report"][0]
    assert squeezed(f"In their own words: {OWN}") in read_back["people_pages"][0]
    assert squeezed("Sponsor: Wilhelmina Q.") in read_back["people_pages"][0]


def test_a_paper_that_prints_them_would_be_found(there: Planted) -> None:
    """The control: the same search of a list that has every one of them, also cut over lines."""
    module = entry_points()["people_list"]
    for n in (1, 2):
        rows = tuple((f"x{secret}" * n,) for secret in SECRETS)
        data = PaperList("Residents", "", ("A",), rows)
        assert found_in(words_of(module.people_list(data, STAMP))) == list(SECRETS)
    notes = importlib.import_module("sobrhouse.reports.notes")
    sheet = importlib.import_module("sobrhouse.reports.sheet")
    narrow = sheet.Sheet(sheet.Head("Maple", "Notes"), STAMP)
    notes.draw_notes(narrow, "Notes", [("x" * 9, "", "word " * 30 + s) for s in SECRETS])
    assert found_in(words_of(narrow.save())) == list(SECRETS)


def test_what_residents_fill_in_and_how_they_were_in_touch_changes_no_paper(
    there: Planted, planted: "Made"
) -> None:
    """Other steps, other answers, another kind of contact: every paper is the same as before."""
    answer_otherwise(there)
    after = every_paper(there)
    assert {name for name in after if after[name] != planted.files[name]} == set()
