"""Keys: the data key of a house, wrapped once for each staff member and once for the recovery code.

The data key is random and never changes with a passphrase: changing one wraps the same 32 bytes
anew, however large the database is (safety.md 4.1).
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sobrhouse.domain import recovery_codes
from sobrhouse.domain.passphrases import check_passphrase, same_letters
from sobrhouse.problems import NotFound, Problem, WrongPassphrase
from sobrhouse.storage.keys.documents import FORMAT, Document, read_document, with_slots
from sobrhouse.storage.keys.places import FilePlace, KeyPlace
from sobrhouse.storage.keys.sealing import KEY_BYTES
from sobrhouse.storage.keys.slots import (
    FLOOR,
    RECOVERY,
    STAFF,
    Costs,
    Slot,
    damaged,
    make_slot,
    open_slot,
)
from sobrhouse.words import _

SlotChange = Callable[[Sequence[Slot]], Sequence[Slot]]


def key_file(database: Path) -> Path:
    """Where the key file of a database stands: beside it, house.db and house.keys."""
    return database.with_suffix(".keys")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The data key, and by whose slot it came out."""

    dek: bytes
    slot_id: str
    label: str


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What anybody may know of a slot."""

    slot_id: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody of the staff who is here and typed their passphrase."""

    slot_id: str
    label: str
    passphrase: str


class Keys:
    """The key slots of one database, in a file beside it or in its table on a server."""

    def __init__(self, place: KeyPlace, document: Document) -> None:
        self._place = place
        self._header, self._slots = read_document(document)

    @classmethod
    def create(
        cls, place: Path | KeyPlace, staff_label: str, passphrase: str,
        practice: bool = False, costs: Costs | None = None,
    ) -> tuple["Keys", bytes, str]:
        """Keys for a new database, its data key, and the recovery code, which is kept nowhere."""
        check_passphrase(passphrase)
        where = _place_of(place)
        dek, code = os.urandom(KEY_BYTES), recovery_codes.new_code()
        header: Document = {"format": FORMAT, "file": os.urandom(8).hex(), "practice": practice}
        staff = make_slot(header, STAFF, staff_label.strip(), _secret(passphrase), dek, costs)
        document = with_slots(header, [staff, _recovery_slot(header, code, dek)])
        where.make(document)
        return cls(where, document), dek, code

    @classmethod
    def open(cls, place: Path | KeyPlace) -> "Keys":
        """The keys that stand at `place`: NotFound, Damaged or NewerFile if they are no use."""
        where = _place_of(place)
        return cls(where, where.load())

    @property
    def practice(self) -> bool:
        """Whether the database is a practice house, whose passphrase everybody may know."""
        return bool(self._header["practice"])

    @property
    def file_id(self) -> str:
        """The database's own mark, which tells one house's keys from another's."""
        return str(self._header["file"])

    @property
    def slots(self) -> tuple[SlotInfo, ...]:
        """All slots in the order in which they were made."""
        return tuple(SlotInfo(s.slot_id, s.kind, s.label) for s in self._slots)

    @property
    def staff_slots(self) -> tuple[SlotInfo, ...]:
        """The slots that a passphrase opens."""
        return tuple(slot for slot in self.slots if slot.kind == STAFF)

    def unlock_with_passphrase(self, passphrase: str, label: str | None = None) -> Unlocked:
        """The data key; `label` names whose slot, without it each staff slot is tried."""
        tried = [slot for slot in self._slots if slot.kind == STAFF]
        if label is not None:
            wanted = _same_name(label)
            tried = [slot for slot in tried if _same_name(slot.label) == wanted]
            if not tried:
                raise NotFound(
                    _("Nobody called {name} can open this house. Check the name.").format(
                        name=label.strip()
                    ),
                    field="staff",
                )
        for slot in tried:
            dek = open_slot(self._header, slot, _secret(passphrase))
            if dek is not None:
                return Unlocked(dek, slot.slot_id, slot.label)
        raise wrong_passphrase()

    def unlock_with_code(self, code: str) -> bytes:
        """The data key; a slip is noticed at once, another house's code later."""
        letters = recovery_codes.read_code(code).encode()
        for slot in self._slots:
            if slot.kind == RECOVERY:
                dek = open_slot(self._header, slot, letters)
                if dek is not None:
                    return dek
        raise WrongPassphrase(
            _("That recovery code does not open this house. Look for a newer printed page."),
            field="code",
        )

    def add_slot(
        self, dek: bytes, label: str, passphrase: str, costs: Costs | None = None
    ) -> str:
        """A slot for one more staff member; gives its id."""
        check_passphrase(passphrase)
        self._free_label(label)
        slot = make_slot(self._header, STAFF, label.strip(), _secret(passphrase), dek, costs)
        self._change(lambda slots: [*slots, slot])
        return slot.slot_id

    def change_passphrase(
        self, slot_id: str, old: str, new: str, costs: Costs | None = None
    ) -> None:
        """Wrap the data key of one slot anew; the old passphrase must open it first."""
        check_passphrase(new, field="new")
        dek = open_slot(self._header, self._slot(slot_id), _secret(old))
        if dek is None:
            raise wrong_passphrase(field="old")
        self.replace_passphrase(dek, slot_id, new, costs)

    def replace_passphrase(
        self, dek: bytes, slot_id: str, new: str, costs: Costs | None = None
    ) -> None:
        """Give one slot another passphrase by the data key, after the recovery code opened it."""
        check_passphrase(new, field="new")
        label = self._slot(slot_id).label
        fresh = make_slot(self._header, STAFF, label, _secret(new), dek, costs, slot_id)
        self._change(lambda slots: [fresh if s.slot_id == slot_id else s for s in slots])

    def rename_slot(self, slot_id: str, label: str) -> None:
        """Follow a staff member's new name."""
        if _same_name(self._slot(slot_id).label) != _same_name(label):
            self._free_label(label)
        name = label.strip()
        self._change(
            lambda slots: [replace(s, label=name) if s.slot_id == slot_id else s for s in slots]
        )

    def remove_slot(self, slot_id: str) -> None:
        """Take one staff member's way in away; the last one stays."""
        self._slot(slot_id)
        if len(self.staff_slots) == 1:
            raise Problem(_("This is the last passphrase of the house, so it stays."))
        self._change(lambda slots: [s for s in slots if s.slot_id != slot_id])

    def new_recovery_code(self, dek: bytes) -> str:
        """A fresh recovery code; the one printed before opens nothing from now on."""
        code = recovery_codes.new_code()
        slot = _recovery_slot(self._header, code, dek)
        self._change(lambda slots: [*(s for s in slots if s.kind != RECOVERY), slot])
        return code

    def exchanged(
        self, dek: bytes, present: Sequence[Present], costs: Costs | None = None
    ) -> tuple[Document, str]:
        """The document for another data key, with slots for those present, and its recovery code.

        Nothing is written. WrongPassphrase where one of them does not open their present slot.
        """
        for person in present:
            slot = self._slot(person.slot_id)
            if open_slot(self._header, slot, _secret(person.passphrase)) is None:
                raise wrong_passphrase()
        header: Document = {**self._header, "file": os.urandom(8).hex()}
        code = recovery_codes.new_code()
        slots = [
            make_slot(header, STAFF, p.label, _secret(p.passphrase), dek, costs, p.slot_id)
            for p in present
        ]
        return with_slots(header, [*slots, _recovery_slot(header, code, dek)]), code

    def _slot(self, slot_id: str) -> Slot:
        for slot in self._slots:
            if slot.slot_id == slot_id and slot.kind == STAFF:
                return slot
        raise NotFound(_("That staff member has no passphrase in this house."))

    def _free_label(self, label: str) -> None:
        if not label.strip():
            raise Problem(_("Type a name for the staff member."), field="name")
        if any(_same_name(slot.label) == _same_name(label) for slot in self.staff_slots):
            raise Problem(
                _("There is a {name} on the staff already. Add a letter to tell them apart.")
                .format(name=label.strip()),
                field="name",
            )

    def _change(self, change: SlotChange) -> None:
        def rewrite(document: Document) -> Document:
            header, slots = read_document(document)
            if header != self._header:
                raise damaged("the keys here now are another database's")
            return with_slots(header, change(slots))

        self._header, self._slots = read_document(self._place.change(rewrite))


def wrong_passphrase(field: str = "passphrase") -> WrongPassphrase:
    """The one sentence for a passphrase that opens no slot."""
    return WrongPassphrase(
        _("That passphrase does not open this house. Nothing was changed. "
          "Check Caps Lock, then type it again."),
        field=field,
    )


def _place_of(place: Path | KeyPlace) -> KeyPlace:
    return FilePlace(place) if isinstance(place, Path) else place


def _secret(passphrase: str) -> bytes:
    return same_letters(passphrase).encode("utf-8", "surrogatepass")


def _same_name(label: str) -> str:
    return " ".join(same_letters(label).casefold().split())


def _recovery_slot(header: Document, code: str, dek: bytes) -> Slot:
    """The floor is plenty here: 130 random bits are not guessed at any price."""
    letters = recovery_codes.read_code(code).encode()
    return make_slot(header, RECOVERY, "", letters, dek, FLOOR)
