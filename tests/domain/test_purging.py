"""The schema is walked: every table, every link and every column of typed words has its fate when a
record is destroyed.
"""

from sqlalchemy import CheckConstraint

from sobrhouse.domain.held_support import HELD
from sobrhouse.domain.purging import (
    ALSO,
    DOOMED,
    GO_WITH,
    LINKS,
    NOT_SEARCHED,
    SHARED,
    TITLES,
    typed_columns,
)
from sobrhouse.storage.tables import Base

TABLES = Base.metadata.tables
# Columns of text that are no words of people: codes, keys, times, addresses of the net.
CODED = frozenset({
    "id", "key", "kind", "way", "status", "state", "source", "source_key", "rule", "starts_at",
    "started_at", "time", "new_at", "due_at", "days", "weekdays", "categories", "fellowships",
    "fellowship", "kinds", "pathways", "hours", "languages", "language", "speaks", "types",
    "timezone", "paper_code", "form", "sha256", "notice_version", "paper", "milestone_code",
    "counted_by", "phone", "officer_phone", "host_phone", "contact_phone", "email", "link",
    "dial_in", "boot", "station", "sections", "icon", "area", "features", "criteria", "cause",
    "eligibility_json", "path_label", "faults", "basis", "report_every", "case_no", "pin_hash",
    "number", "badge_hash", "alias", "sort_name", "match_name", "floor", "label", "sender",
    "source_json", "recipient_address", "address", "name", "decision", "title",
    "verification", "format", "legal_first", "legal_last", "preferred_name", "pronouns",
    "mime", "keyed_hash", "step", "reason", "record_class", "counts", "pathway",
})  # fmt: skip


def test_whatever_is_held_goes_or_is_shared() -> None:
    gone = {doomed.table for doomed in DOOMED}
    assert {kept.table for kept in HELD} <= gone | set(SHARED)
    assert {doomed.table for doomed in ALSO} & {kept.table for kept in HELD} == set()
    assert gone <= set(TITLES)


def test_whatever_points_to_a_row_that_goes_has_its_fate() -> None:
    gone = {doomed.table: set(doomed.by) for doomed in DOOMED}
    for name, table in TABLES.items():
        for column in table.columns:
            for key in column.foreign_keys:
                target = key.column.table.name
                if target not in gone or column.name in gone.get(name, ()):
                    continue
                shared = SHARED.get(name)
                fate = (name, column.name)
                told = shared is not None and column.name in shared.columns
                assert (target in SHARED and target not in _whole()) or told or (
                    (fate in LINKS) != (fate in GO_WITH)), fate  # fmt: skip


def _whole() -> set[str]:
    """Tables of which rows really go."""
    return {doomed.table for doomed in DOOMED}


def test_an_unlinked_column_may_be_empty() -> None:
    for unlinked in (*LINKS.values(), *SHARED.values()):
        table = TABLES[unlinked.table]
        for column in unlinked.columns:
            assert table.c[column].nullable and table.c[column].foreign_keys
        assert set(unlinked.sets) | set(unlinked.unless) <= set(table.c.keys())


def test_every_column_of_words_is_searched_for_names_or_is_no_words() -> None:
    typed = typed_columns()
    for name, table in TABLES.items():
        if name in NOT_SEARCHED:
            continue
        listed = " ".join(
            str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)
        )
        for column in table.columns:
            if str(column.type) != "TEXT" or f"{column.name} IN (" in listed:
                continue
            assert column.name in typed.get(name, ()) or column.name in CODED, (name, column.name)
    for name, columns in typed.items():
        known = set(TABLES[name].c.keys()) | {"void_why", "amend_reason"}
        assert set(columns) <= known, name
