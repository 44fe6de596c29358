"""Key documents: the slots of one database as they are written down, and read back with doubt."""

from collections.abc import Sequence
from typing import Any

from sobrhouse.problems import NewerFile
from sobrhouse.storage.keys.slots import Slot, damaged, fingerprint, slot_from_json
from sobrhouse.words import _

Document = dict[str, Any]

FORMAT = 1
MOST_SLOTS = 500


def with_slots(header: Document, slots: Sequence[Slot]) -> Document:
    """The document of these slots, with the sum that tells an accident from a wrong passphrase."""
    document = {**header, "slots": [slot.to_json() for slot in slots]}
    return {**document, "sum": fingerprint(document)}


def read_document(document: Document) -> tuple[Document, tuple[Slot, ...]]:
    """Header and slots; Damaged where not as `with_slots` left it, NewerFile beyond us."""
    version = document.get("format")
    if isinstance(version, int) and version > FORMAT and not _was_ours(document):
        raise NewerFile(
            _("A later version of sobrhouse made this key file. Nothing was touched. "
              "Open it with that version.")
        )
    rest = {name: value for name, value in document.items() if name != "sum"}
    try:
        genuine = fingerprint(rest) == document.get("sum")
    except (ValueError, RecursionError) as error:
        raise damaged("the key file cannot be summed") from error
    entries = rest.pop("slots", None)
    if not genuine or version != FORMAT or not isinstance(entries, list):
        raise damaged("the key file's sum does not fit")
    if not isinstance(rest.get("file"), str) or not isinstance(rest.get("practice"), bool):
        raise damaged("the key file's header cannot be read")
    if not 0 < len(entries) <= MOST_SLOTS:
        raise damaged("the key file has no slots, or too many")
    slots = tuple(slot_from_json(entry) for entry in entries)
    if len({slot.slot_id for slot in slots}) != len(slots):
        raise damaged("two slots have one id")
    return rest, slots


def _was_ours(document: Document) -> bool:
    """Whether only the version itself is not what was written: a disk's slip, no later program."""
    rest = {name: value for name, value in document.items() if name != "sum"}
    try:
        return fingerprint({**rest, "format": FORMAT}) == document.get("sum")
    except (ValueError, RecursionError):
        return False
