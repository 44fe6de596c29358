"""Instants as text: what SQLAlchemy stores, and what the audit log has always hashed."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from sobrhouse.storage.audit import canonical
from sobrhouse.storage.instants import instant_of, instant_text
from sobrhouse.storage.tables.base import UTCDateTime

NEW_YORK = ZoneInfo("America/New_York")
TWICE = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK)  # the hour that comes twice
INSTANTS = (
    datetime(2026, 11, 29, 20, 15, 3, 7, tzinfo=UTC),
    datetime(2026, 11, 29, 20, 15, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    datetime(999, 1, 2, tzinfo=UTC),
    TWICE,
    TWICE.replace(fold=1),
)


@pytest.mark.parametrize("instant", INSTANTS)
def test_the_text_is_the_one_that_sqlalchemy_stores(instant):
    dialect = SQLiteDialect_pysqlite()
    kind = UTCDateTime().dialect_impl(dialect)
    text = instant_text(instant)
    assert text == kind.bind_processor(dialect)(instant)
    assert instant_of(text) == kind.result_processor(dialect, None)(text)
    assert instant_of(text) == instant.astimezone(UTC)
    assert instant_of(text).tzinfo is UTC


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a time zone"):
        instant_text(INSTANTS[0].replace(tzinfo=None))


def test_the_log_spells_a_payload_as_it_always_did():
    def plain(value):
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    said = {"z": [1, None, True, 2.5, 'é\n"ñ'], "a": {"of": INSTANTS[0], "by": INSTANTS[4]}, "": {}}
    usual = json.dumps(
        said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain
    )
    assert canonical(said) == usual
    assert canonical({"on": date(2026, 1, 2), "of": b"ab"}) == '{"of":"2 bytes","on":"2026-01-02"}'
    assert canonical(("a", 1, None)) == '["a",1,null]'
