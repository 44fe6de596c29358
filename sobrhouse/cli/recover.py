"""The command `recover`: a new passphrase by the printed recovery code, which is then replaced."""

from argparse import ArgumentParser, Namespace

from sobrhouse.cli.opening import keys_of, secret, secret_twice, target
from sobrhouse.cli.passphrase import NEW
from sobrhouse.domain.passphrases import check_passphrase
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.passphrases import note_recovery, note_recovery_code
from sobrhouse.storage.keys.keys import Keys, SlotInfo
from sobrhouse.storage.store import Store
from sobrhouse.words import N_, _

NAME = "recover"
HELP = N_("Give a staff member another passphrase by the printed recovery code.")
CODE = "SOBRHOUSE_RECOVERY_CODE"


def add_arguments(_parser: ArgumentParser) -> None:
    """None: the code is asked for, and never stands in a command."""


def run(args: Namespace) -> int:
    """Open by the code, wrap the key anew, record it, show the code that holds from now on."""
    database = target(args)
    keys = keys_of(database)
    dek = keys.unlock_with_code(secret(CODE, _("Recovery code: ")))
    slot = _slot(keys, args.staff)
    new = secret_twice(NEW, _("New passphrase for {name}: ").format(name=slot.label))
    check_passphrase(new, field="new")
    store = Store.open(database, dek)
    try:
        actor = store.actor(slot_id=slot.slot_id)
        code = keys.new_recovery_code(dek)
        print(_("New recovery code. Print it or write it down now, it is not shown again:"))
        print(code, flush=True)
        keys.replace_passphrase(dek, slot.slot_id, new)
        store.write(actor, note_recovery, actor.id)
        store.write(SYSTEM, note_recovery_code)
    finally:
        store.close()
    print(_("{name} has a new passphrase. The old recovery code opens nothing now.").format(
        name=actor.name
    ))
    return 0


def _slot(keys: Keys, staff: str | None) -> SlotInfo:
    """Whose passphrase is to be replaced; `--staff` says it where there are several."""
    names = ", ".join(slot.label for slot in keys.staff_slots)
    found = [
        slot for slot in keys.staff_slots
        if staff is None or slot.label.casefold() == staff.strip().casefold()
    ]
    if not found:
        raise NotFound(_("Nobody of that name is on the staff. There are: {names}.").format(
            names=names
        ))
    if len(found) > 1:
        raise Problem(_("Say whose passphrase with --staff NAME. There are: {names}.").format(
            names=names
        ))
    return found[0]
