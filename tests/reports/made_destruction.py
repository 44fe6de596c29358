"""A made certificate of destruction: the values that the tests of paper draw."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sobrhouse.domain.retention import RecordClass, Rule
from sobrhouse.queries.purges import Certificate, PurgeRow

PURGE = PurgeRow(
    7, RecordClass.RESIDENT, 112, datetime(2026, 11, 23, 0, 12, tzinfo=UTC), date(2017, 8, 9),
    date(2024, 8, 10), Rule(RecordClass.RESIDENT, 7, "State rule 12-204: six years, and one more"),
    {"resident": 1, "stay": 2, "sign_out": 1840, "chore_assignment": 96, "note": 31, "consent": 2,
     "attendance": 412, "contact": 4, "pin_throttle": 1, "blob": 1},
    {"house_meeting": 11, "note": 3, "packet_print": 26}, 2211, "Dana Ruiz", "Joyce Bell",
)  # fmt: skip
CERTIFICATE = Certificate(
    PURGE, "", tuple(date(2026, 11, 22) - timedelta(days=9 * n) for n in range(23)), True,
    "7K2M-QRTX-9A0B", ZoneInfo("America/New_York"),
)  # fmt: skip
VISITS = Certificate(
    PurgeRow(
        8, RecordClass.VISITOR, 1, datetime(2026, 11, 23, 0, 12, tzinfo=UTC), date(2024, 11, 20),
        date(2026, 11, 21), Rule(RecordClass.VISITOR, 2, "House rule"), {"visitor": 1}, {}, 1,
        "Dana Ruiz", "Joyce Bell",
    ),
    "Maple Street House", (), False, "7K2M-QRTX-9A0B", ZoneInfo("America/New_York"),
)  # fmt: skip
