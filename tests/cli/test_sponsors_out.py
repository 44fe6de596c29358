"""The command `export sponsors`: who supports, by names that nobody is found by."""

import csv
import io

import pytest

from sobrhouse.cli import main
from sobrhouse.exchange.spreadsheets import read_bytes
from sobrhouse.services import sponsorships, supporters
from sobrhouse.services.sponsorships import Tie
from sobrhouse.storage.tables import AuditEntry
from tests import make_circle
from tests.conftest import PASSPHRASE
from tests.services.circle import Circle, day

PLANTED = ("Wilson", "Quill", "Zebedee", "Asked for quiet", "5550133")


@pytest.fixture
def circle(store, monkeypatch):
    """Bill supports Jay, and Ana, who keeps it to herself; Marcus has somebody of his own."""
    monkeypatch.setenv("SOBRHOUSE_PASSPHRASE", PASSPHRASE)
    circle = Circle(store)
    people, bill = circle.people, circle.bill
    circle.do(supporters.change_supporter, bill, "name", "Bill Wilson", 1)
    circle.do(supporters.change_supporter, bill, "phone_agreed", True, 1)
    circle.do(supporters.change_supporter, bill, "phone", "+15550104471", 2)
    circle.do(supporters.change_supporter, bill, "note", "Asked for quiet", 3)
    make_circle.mentor_check(store, circle.house, bill, unmet="One year sober")
    for who, share in (("Jay", "name"), ("Ana", "existence")):
        circle.do(sponsorships.add_sponsorship, people[who], Tie(
            kind="sponsor", started_on=day(3), supporter_id=bill, share=share))  # fmt: skip
    circle.do(sponsorships.add_sponsorship, people["Marcus"], Tie(
        kind="sponsor", started_on=day(3), name="Zebedee Quill", phone="5550133",
        share="existence"))  # fmt: skip
    return circle


def export(circle, what, name):
    path = circle.store.path.parent / name
    assert main(["--db", str(circle.store.path), "export", what, "--out", str(path)]) == 0
    return path


def test_the_list_goes_out_anonymity_safe_and_is_recorded(circle, capsys):
    text = export(circle, "sponsors", "out.csv").read_text("utf-8-sig")
    assert capsys.readouterr().out == "2 people who support written to out.csv.\n"
    heads, bill, cora = csv.reader(io.StringIO(text))
    row = dict(zip(heads, bill, strict=True))
    assert (row["Name"], row["Phone"], cora[0]) == ("Bill W.", "(555) 010-4471", "Cora D.")
    assert (row["Willing to be"], row["Sober since"]) == ("Sponsor, Mentor", "2020-06-01")
    assert (row["How many they take"], row["Supports now"], row["Introduced to"]) == ("2", "2", "0")
    assert (row["Whom they support"], row["State"]) == ("Jay P.", "Active")
    assert (row["Criteria looked at"], row["Not met"]) == ("2026-11-22", "One year sober")
    assert [word for word in PLANTED if word in text] == []
    log = circle.rows(AuditEntry)[-1]
    assert log["action"] == "list.exported" and '"what":"sponsors"' in log["payload"]


def test_the_same_as_a_workbook(circle):
    (sheet,) = read_bytes(export(circle, "sponsors", "out.xlsx").read_bytes())
    assert [line.cells[0] for line in sheet.lines] == ["Name", "Bill W.", "Cora D."]


def test_the_list_of_residents_says_who_has_a_sponsor_and_who_only_where_shared(circle):
    text = export(circle, "residents", "out.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {r["Legal first name"]: r["Sponsor"] for r in rows} == {
        "Ana": "Yes", "Jay": "Bill W.", "Marcus": "Yes"}
    assert [word for word in PLANTED if word in text] == []
