"""What came of putting a damaged house right: what stands, what came over, what is lost."""

from PySide6.QtWidgets import QWidget

from sobrhouse.words import _, n_
from ui import theme
from ui.office.first_run.step import reason
from ui.office.safety.damage_values import Damage, Righted
from ui.widgets.boxes import vbox
from ui.widgets.cards import Card
from ui.widgets.labels import Label


class DamageDone(QWidget):
    """Said once here, and kept in the audit log."""

    def __init__(self, damage: Damage, done: Righted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if damage.of_keys:
            self.title = _("The keys are back")
            self.line = _("Your records open again. Nothing in them was changed.")
        else:
            self.title = (
                _("The records are back") if damage is Damage.GONE
                else _("The records are right again")
            )  # fmt: skip
            self.line = (
                _("Some of what was recorded last is lost. It stands below and in the audit log.")
                if done.lost
                else _("Everything that was recorded is there.")
            )
        card = Card(_("What was done"))
        card.body.setSpacing(theme.space(3))
        for row in _rows(damage, done):
            card.add(row)
        parts: list[QWidget] = [card]
        if not damage.of_keys:
            parts.append(_lost(done))
        vbox(*parts, 1, gap=3, parent=self)


def _rows(damage: Damage, done: Righted) -> list[QWidget]:
    if damage.of_keys:
        return [reason("key-round", "ok", _("The copy stands in place"),
                       _("It came from beside {name}.").format(name=done.backup.name))]  # fmt: skip
    if damage is Damage.GONE:
        return [reason("history", "info", _("The backup stands in place"), done.backup.name)]
    newer = n_("{n:,} newer entry of the log was brought over.",
               "{n:,} newer entries of the log were brought over.", done.entries)  # fmt: skip
    rows = n_("{n:,} record is newer than the backup.",
              "{n:,} records are newer than the backup.", done.rows)  # fmt: skip
    return [
        reason("history", "info", _("The backup stands in place"), done.backup.name),
        reason("circle-check", "ok", _("What is newer came over"),
               f"{newer.format(n=done.entries)} {rows.format(n=done.rows)}"),
        reason("hard-drive", "mute", _("The damaged file is set aside"),
               _("It is kept untouched beside the records as {name}. Keep it until you have looked "
                 "through the last days.").format(name=done.aside)),
    ]  # fmt: skip


def _lost(done: Righted) -> Card:
    card = Card(_("What is lost"))
    for sentence in done.lost:
        card.add(Label(sentence, "body", wrap=True, selectable=True))
    if done.as_before:
        said = n_("{n} record could not be read and stands as the backup had it.",
                  "{n} records could not be read and stand as the backup had them.",
                  done.as_before)  # fmt: skip
        card.add(Label(said.format(n=done.as_before), "body", wrap=True))
    if not done.lost:
        card.add(Label(_("Nothing is lost."), "body"))
    else:
        card.add(Label(_("Ask who was on duty, look at paper, and record it again by hand."),
                       "muted", wrap=True))  # fmt: skip
    return card
