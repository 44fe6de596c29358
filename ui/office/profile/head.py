"""The head of a profile: who it is, how they stand, and how long they are sober."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from sobrhouse.domain import residents as rules
from sobrhouse.domain import sobriety
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day
from sobrhouse.queries.profile import Profile
from sobrhouse.words import _
from ui import theme
from ui.office.people import resident_words as words
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import hbox, vbox
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label

ROOMY = 640


class ProfileHead(QFrame):
    """Avatar, name with chips, one gray line; days sober at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._avatar = Avatar(0, "", 64)
        self.name = ElidedLabel("", "title")
        self.standing = Chip("", "ok")
        self.phase = Chip("", "mute")
        self.missing = Chip("", "warn")
        self.hold = Chip(_("Legal hold"), "bad")
        self.hold.hide()
        self.line = ElidedLabel("", "muted")
        self.days = Label("", "figure")
        self.counted = Label("", "strong")
        self.next = Label("", "muted")
        self._side = QWidget()
        self._build()

    def _build(self) -> None:
        names = hbox(self.name, self.standing, self.hold, self.phase, self.missing, 1, gap=3)
        middle = vbox(names, self.line, gap=1)
        right = hbox(self.days, vbox(self.counted, self.next, gap=0), gap=3, parent=self._side)
        right.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row = hbox(self._avatar, gap=4, margins=(18, 9, 18, 9), parent=self)
        row.addLayout(middle, 1)
        row.addWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() > ROOMY * theme.scale()
        self.phase.setVisible(wide and bool(self.phase.text()))
        self.next.setVisible(wide)

    def show_person(self, data: Profile, photo: QPixmap | None, today: date) -> None:
        """Show who it is."""
        self._avatar.show_person(data.person.resident_id, data.name, photo)
        self.name.set_text(data.name)
        stay = data.stay
        self.standing.show_as(words.standing_words(
            data.standing, today, leaves_on=stay.planned_discharge_on if stay else None,
            away=stay.away if stay else "", away_until=stay.away_until if stay else None),
            words.CHIPS[data.standing])
        self.phase.setText(stay.phase if stay else "")
        self.missing.setText(rules.missing_words(data.missing))
        self.missing.setToolTip(", ".join(data.missing))
        self.missing.setVisible(bool(data.missing) and stay is not None)
        self.line.set_text(" ".join(f"{part}." for part in _facts(data, today)))
        self._show_days(data, today)
        self._fit()

    def show_hold(self, words: str) -> None:
        """That a legal hold keeps the record, and whose; "" where none does."""
        self.hold.setVisible(bool(words))
        self.hold.setToolTip(words)
        self.hold.setAccessibleDescription(words)

    def _show_days(self, data: Profile, today: date) -> None:
        sober = data.sober
        self._side.setVisible(sober.since is not None)
        self.days.setText(f"{sober.days:,}")
        self.counted.setText(sobriety.count_label(sober.days))
        self.next.setText(sobriety.next_words(sober.next, today))
        said = f"{sober.days} {self.counted.text()}, {self.next.text()}"
        self._side.setAccessibleName(said)


def _facts(data: Profile, today: date) -> list[str]:
    person, stay = data.person, data.stay
    facts = [_("Goes by {name}").format(name=person.preferred_name or person.legal_first)]
    if person.pronouns:
        facts.append(person.pronouns)
    if stay is not None:
        facts.append(_("Bed {bed}").format(bed=stay.bed) if stay.bed_id else _("No bed yet"))
        facts.append(_("Moved in {day}").format(day=month_day(stay.move_in_on)))
    elif data.stays:
        last = data.stays[0]
        assert last.discharged_on is not None
        facts.append(_("Lived here from {start} to {end}").format(
            start=month_day(last.move_in_on), end=month_day(last.discharged_on)))
    elif data.waits is not None:
        facts.append(_("Waiting since {day}").format(
            day=month_day(data.waits.received_on, today)))
    facts += [person.languages, nice_phone(person.phone)]
    return [fact.rstrip(".") for fact in facts if fact]
