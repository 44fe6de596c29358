"""The words of the page of a damaged house: what happened, what is safe, what is done."""

from dataclasses import dataclass

from sobrhouse.domain.stages import Stage
from sobrhouse.words import N_, _
from ui.office.safety.damage_values import Damage

STAGE_WORDS = {
    Stage.BACKUP: N_("Checking the backup"),
    Stage.COPY: N_("Copying, so that the damaged file stays as it is"),
    Stage.READ: N_("Bringing over what is newer and can be read"),
    Stage.CHECK: N_("Checking what came out"),
    Stage.SWAP: N_("Putting it in place"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that the page says of one kind of damage."""

    title: str
    line: str
    happened: str
    safe: str
    done: str
    card: str
    of: str
    asked: str
    hint: str
    verb: str


def words_of(damage: Damage) -> Said:
    """The sentences for this damage, in the language of now."""
    if damage is Damage.GONE:
        return _of_gone()
    return _of_keys(damage) if damage.of_keys else _of_pages(damage)


def _of_gone() -> Said:
    return Said(
        _("The records are not there"),
        _("A backup can take their place. If the file was moved, put it back and start again."),
        _("The file with the records was moved, deleted or emptied. Its keys are still here."),
        _("Your backups are files of their own. Nothing was changed."),
        _("The backup is checked and put in place. What was recorded after it is in no file that "
          "is here."),
        _("The backup"),
        _("Backup of {day}, {time}"),
        _("An owner's passphrase, or the recovery code"),
        _("So that nobody else puts another file in its place."),
        _("Put the backup in place"),
    )  # fmt: skip


def _of_pages(damage: Damage) -> Said:
    happened = (
        _("The computer stopped, and some of what was saved last cannot be read from the disk.")
        if damage is Damage.LOG
        else _(
            "Part of the file with the records cannot be read. This comes from the disk, not from "
            "anything that you did."
        )
    )
    return Said(
        _("The records are damaged"),
        _("They can be put right with a backup. It takes a minute or two."),
        happened,
        _("Nothing was touched. From now on nothing is written to the damaged file. Until it is "
          "right, note sign-ins and the rest on paper."),
        _("The damaged file is set aside, untouched. The backup takes its place, and all that is "
          "newer and can still be read is brought over. What is lost is told to you by number."),
        _("The backup"),
        _("Backup of {day}, {time}"),
        _("An owner's passphrase, or the recovery code"),
        _("So that nobody else puts another file in its place."),
        _("Put the records right"),
    )  # fmt: skip


def _of_keys(damage: Damage) -> Said:
    happened = (
        _("The file that holds the keys is not beside the records any more.")
        if damage is Damage.NO_KEYS
        else _("The file that holds the keys is damaged or was changed.")
    )
    return Said(
        _("The keys cannot be read"),
        _("A copy of the keys lies beside each backup. It can take their place."),
        happened,
        _("The records themselves are whole and locked. Nothing was touched."),
        _("The copy is tried with what you type. Only where it opens these very records it takes "
          "the place of the key file, and the damaged one is set aside."),
        _("The copy of the keys"),
        _("Beside the backup of {day}, {time}"),
        _("Your passphrase, or the recovery code"),
        _("The passphrase as it was when that backup was made."),
        _("Put the keys back"),
    )  # fmt: skip
