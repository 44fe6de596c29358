"""Makes feeds of recovery meetings, whole and odd, and finds the real ones kept beside the code."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

# real feeds, where somebody has put them beside the checkout; they are not part of the program
REAL = Path(__file__).parents[3] / "shared" / "data" / "feeds"


def real(name: str) -> Path:
    """A real feed; the test is skipped where there is none."""
    path = REAL / name
    if not path.is_file():
        pytest.skip(f"no real feed {name} here")
    return path


def entry(slug: Any = "noon", name: Any = "Noon Group", **more: Any) -> dict[str, Any]:
    """A meeting as the Meeting Guide has it: on Sundays at noon."""
    return {"slug": slug, "name": name, "day": 0, "time": "12:00", "location": "Alano Club",
            "address": "12 Elm Street", "types": ["O"], **more}


def na_entry(number: Any = "7", name: Any = "Clean Slate", **more: Any) -> dict[str, Any]:
    """A meeting as BMLT has it: on Sundays at seven in the evening."""
    return {"id_bigint": number, "meeting_name": name, "weekday_tinyint": "1",
            "start_time": "19:00:00", "formats": "O", "location_text": "Grace Church",
            "location_street": "3 Oak Street", "location_municipality": "Albany", **more}


def as_json(*entries: Any) -> bytes:
    """A feed of these entries."""
    return json.dumps(list(entries)).encode()


def as_csv(*rows: list[Any], delimiter: str = ",") -> bytes:
    """A table of these rows."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


NAWS = ["Committee", "CommitteeName", "AreaRegion", "Room", "Closed", "WheelChr", "Day", "Time",
        "Language1", "Place", "Address", "City", "State", "Zip", "Directions", "Format1",
        "Format2", "Delete", "Longitude", "Latitude", "PhoneMeetingNumber", "VirtualMeetingLink",
        "VirtualMeetingInfo", "bmlt_id", "unpublished"]


def naws_row(**more: Any) -> list[Any]:
    """A row of a NAWS table: on Sundays at half past seven in the morning."""
    row = {"Committee": "G00123", "CommitteeName": "Early Birds", "Closed": "OPEN", "Day": "Sunday",
           "Time": "0730", "Place": "Grace Church", "Address": "3 Oak Street", "City": "Albany",
           "State": "NY", "Zip": "12203", "WheelChr": "TRUE", "bmlt_id": "77", **more}
    return [row.get(name, "") for name in NAWS]
