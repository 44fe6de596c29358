"""What the actions of the audit log are called; an unknown one is shown as it is stored."""

from sobrhouse.words import N_, _

_NOUNS = {
    "application": N_("Waitlist"), "backup": N_("Backup"), "bed": N_("Bed"), "care": N_("Care"),
    "contact": N_("Contact"), "condition": N_("Condition"), "employment": N_("Work or school"),
    "legal_matter": N_("Supervision"), "database": N_("Records"), "draft": N_("Draft"),
    "house": N_("House"), "list": N_("List"), "note": N_("Note"), "phase": N_("Phase"),
    "practice": N_("Practice house"), "referral_source": N_("Referral source"),
    "report": N_("Paper"), "resident": N_("Resident"), "room": N_("Room"),
    "setting": N_("Setting"), "sobriety": N_("Sobriety date"), "staff": N_("Staff"),
    "stay": N_("Stay"), "todo": N_("To-do list"),
    "blackout": N_("Days without passes"),
    "curfew": N_("Curfew"),
    "sign": N_("Sign log"),
    "pass": N_("Pass"),
    "round": N_("Round"),
    "visitor": N_("Visitor"),
    "snooze": N_("Row of Today"),
    "meeting": N_("House meeting"), "series": N_("Meetings that come again"),
    "kiosk": N_("Kiosk"), "message": N_("Message"), "support": N_("Call for support"),
}  # fmt: skip
_DONE = {
    "added": N_("added"), "changed": N_("changed"), "decided": N_("decided"),
    "moved_in": N_("moved in"), "moved_out": N_("moved out"), "ordered": N_("put in order"),
    "skipped": N_("skipped"), "taken_back": N_("taken back"), "waits_again": N_("waits again"),
    "made": N_("made"), "corrected": N_("corrected"), "given": N_("given"),
    "held": N_("kept free"), "held_again": N_("kept free again"),
    "hold_cancelled": N_("not kept free after all"), "hold_changed": N_("kept until another day"),
    "hold_ended": N_("not kept free any more"), "left": N_("left"),
    "nights_voided": N_("nights taken back"), "put_back": N_("put back"),
    "removed": N_("removed"), "restored": N_("restored"), "retired": N_("retired"),
    "swapped": N_("swapped"), "taken_out": N_("out of use"), "transferred": N_("moved"),
    "dropped": N_("dropped"), "kept": N_("kept"), "voided": N_("taken back"),
    "recovery_code_changed": N_("new recovery code"), "exported": N_("exported"),
    "begun": N_("begun"), "ended": N_("ended"), "reopened": N_("opened again"),
    "import_undone": N_("import undone"), "imported": N_("imported"),
    "photo_set": N_("photo changed"), "counts_again": N_("counts again"),
    "out": N_("signed out"), "in": N_("signed in"), "undone": N_("taken back"),
    "transcribed": N_("typed in from paper"), "seen": N_("seen"),
    "access_changed": N_("access changed"), "confirmed": N_("confirmed in person"),
    "pin_refused": N_("wrong PIN"), "closed": N_("closed"),
    "language_set": N_("language chosen"), "passphrase_changed": N_("passphrase changed"),
    "pin_cleared": N_("PIN taken away"), "pin_set": N_("PIN set"),
    "recovered": N_("let in by the recovery code"), "renamed": N_("renamed"),
    "move_out_taken_back": N_("move-out taken back"), "done": N_("done"), "viewed": N_("viewed"),
    "printed": N_("printed"), "saved": N_("saved as PDF"),
    "asked": N_("asked for"),
    "approved": N_("approved"),
    "denied": N_("denied"),
    "cancelled": N_("cancelled"),
    "undecided": N_("decision taken back"),
    "returned": N_("came back"),
    "marked": N_("marked"),
    "finished": N_("finished"),
    "came": N_("came"),
    "own_set": N_("own curfew"),
    "set": N_("waits until later"), "pins_given": N_("PINs given"),
    "own_removed": N_("own curfew removed"),
    "own_restored": N_("own curfew put back"),
    "opened": N_("opened"), "entered": N_("right PIN"), "pin_tried": N_("PIN tried"),
    "pin_wrong": N_("wrong PIN"), "pin_locked": N_("locked after ten wrong PINs"),
    "pin_chosen": N_("PIN chosen"), "choosing": N_("may choose a PIN"),
    "choosing_ended": N_("may not choose a PIN any more"), "lock_cleared": N_("lock cleared"),
    "badge_made": N_("new badge"), "badge_put_back": N_("badge before counts again"),
    "staff_pin_wrong": N_("wrong staff PIN"), "sent": N_("sent"), "read": N_("read"),
    "not_seen": N_("waits again"),
    "carried": N_("taken along"), "set_aside": N_("set aside"),
    "changed_again": N_("changed again"), "moved": N_("moved"),
    "called": N_("called"), "called_off": N_("called off"), "not_begun": N_("not begun after all"),
    "unmarked": N_("mark taken away"), "roll_taken": N_("roll taken"),
    "agenda_set": N_("usual agenda set"),
}  # fmt: skip


def action_words(action: str) -> str:
    """ "Bed: moved" for bed.transferred."""
    noun, _dot, done = action.partition(".")
    if noun not in _NOUNS or done not in _DONE:
        return action
    return f"{_(_NOUNS[noun])}: {_(_DONE[done])}"
