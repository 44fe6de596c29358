"""The resident's own copy as files: the PDF and the JSON, each with its row in the accounting of
disclosures before it is there.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sobrhouse.domain.held import Held, HeldPart, HeldRow
from sobrhouse.domain.held_support import NOT_HELD
from sobrhouse.domain.staff import Actor
from sobrhouse.exchange.outside import Writes, file_after_row
from sobrhouse.services.disclosures import Asker, HandOut
from sobrhouse.services.own_copies import hand_out_copy
from sobrhouse.words import _, language, speaking

PAPER = "own_copy"
FORMAT = 1  # of the JSON file


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of a copy, still in memory: of whom, what it is, and its bytes."""

    data: Held
    content: bytes
    kind: str  # "PDF" or "JSON"
    pages: int = 0


def own_copy_json(data: Held, house: str) -> bytes:
    """The copy for another program: UTF-8, every row with its table's name, values as they are
    stored (days and instants in ISO 8601, pictures in base64) and as people read them.
    """
    with speaking(data.language):
        return _json(data, house)


def _json(data: Held, house: str) -> bytes:
    whole = {
        "format": FORMAT,
        "program": "sobrhouse",
        "house": house,
        "language": language(),
        "made_at": data.at.isoformat(),
        "day": data.today.isoformat(),
        "person": data.full_name,
        "rows": data.rows,
        "parts": [_part(part) for part in data.parts],
        "not_in_it": {table: _(why) for table, why in sorted(NOT_HELD.items())},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _part(part: HeldPart) -> dict[str, Any]:
    rows = [_row(row) for row in part.rows]
    return {
        "table": part.table, "title": _(part.title), "taken_back": part.taken_back, "rows": rows,
    }  # fmt: skip


def _row(row: HeldRow) -> dict[str, Any]:
    values: dict[str, Any] = {} if row.on is None else {"day": row.on.isoformat()}
    says = {cell.column: {"label": cell.label, "value": cell.value} for cell in row.cells}
    for cell in row.cells:
        if str(cell.value) != cell.said and not cell.column.endswith("_blob_id"):
            says[cell.column]["words"] = cell.said
    return values | says


def handed_of(copy: Copy, method: str = "file") -> HandOut:
    """What the accounting says of it."""
    said = _("Everything held about them, {n} rows, as {kind}")
    return HandOut(
        resident_id=copy.data.resident_id,
        description=said.format(n=copy.data.rows, kind=copy.kind),
        method=method,
        paper=PAPER,
        pages=copy.pages,
        sha256=hashlib.sha256(copy.content).hexdigest(),
    )


def asker_of(data: Held) -> Asker:
    """The resident, who asks for what is held about them (§ 2.23)."""
    return Asker(recipient=data.full_name, purpose=_("The resident's own copy"))


def save_copy(store: Writes, actor: Actor, house_id: int, copy: Copy, path: Path) -> int:
    """Write it aside, record that it is handed out, then give the file its name; gives the row.
    Whatever fails, there is no file without its row, and no row that stands without its file.
    """
    handed = file_after_row(
        store, actor, path, copy.content, hand_out_copy, house_id, handed_of(copy),
        asker_of(copy.data),
    )  # fmt: skip
    return handed.disclosure_id
