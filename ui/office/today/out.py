"""Today's people: who is out, who is just back, whose bed is kept, who is new."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import day_name, near_date, nice_days, nice_duration, nice_time
from sobrhouse.domain.signins import minutes_off
from sobrhouse.queries.beds import BedCard
from sobrhouse.queries.presence import Absence
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.queries.today import Today
from sobrhouse.words import _
from ui.turns import Steps
from ui.widgets.boxes import ScrollBox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, PersonRow
from ui.widgets.chips import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label

DUE_SOON = timedelta(minutes=20)
_CHIP = 104  # px, so that the chips of all rows line up


class OutCard(Card):
    """Out now, each with where and until when; below them who is just back, away or new."""

    opened = Signal(int)
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.log = Button(_("Sign log"), "ghost", small=True)
        super().__init__(_("Out now"), count=0, action=self.log, parent=parent)
        self.log.clicked.connect(self.log_wanted)
        self.rows = ScrollBox()
        self.add(self.rows, 1)

    def show_people(self, today: Today) -> Steps:
        """First who is late or due first."""
        self.set_count(len(today.out))
        groups: list[tuple[str, Iterator[PersonRow]]] = [
            ("", (self._out(line, today) for line in today.out)),
            (_("Just back"), (self._back(line, today) for line in today.just_back)),
            (_("Away, bed kept"), (self._away(card, today.day) for card in today.away)),
            (_("New here"), (self._newcomer(person, today.day) for person in today.newcomers)),
        ]

        def rows() -> Iterator[QWidget]:
            if not today.out:
                yield self._everybody_in(today)
            for title, people in groups:
                for at, row in enumerate(people):
                    if title and not at:
                        yield Label(title, "small")
                    yield row

        yield from self.rows.filling(rows())

    def _everybody_in(self, today: Today) -> QWidget:
        if today.just_back or today.away or today.newcomers:
            return Label(_("Nobody is signed out."), "muted")
        return EmptyState(
            "house",
            _("Nobody is signed out"),
            _("Who goes out stands here, with where and until when."),
        )

    def _row(self, who: int, name: str, second: str, right: str, chip: Chip) -> PersonRow:
        row = PersonRow(who, name, second, right, chip, chip_width=_CHIP)
        row.clicked.connect(lambda: self.opened.emit(who))
        return row

    def _out(self, line: Absence, today: Today) -> PersonRow:
        place = _(line.destination) if line.destination else _("Place not given")
        clock = _clock(line.expected_at, today.now)
        return self._row(line.resident_id, line.name, place, clock, _state(line, today))

    def _back(self, line: Absence, today: Today) -> PersonRow:
        now = today.now
        off = minutes_off(line.expected_at, line.in_at, now)
        place = _(line.destination)
        if off is not None and off < 0:
            words = _("{place}, {time} early").format(place=place, time=nice_duration(off))
        else:
            words = place
        if line.late and _is_asked(line, today):
            chip = Chip(_("Late? Ask"), "warn")
        elif line.late:
            chip = Chip(_("In, late {time}").format(time=nice_duration(line.late)), "warn")
        else:
            chip = Chip(_("In"), "ok")
        return self._row(line.resident_id, line.name, words, _clock(line.in_at, now), chip)

    def _away(self, card: BedCard, today: date) -> PersonRow:
        assert card.sleeper is not None
        assert card.hold is not None
        until = near_date(card.hold.until, today) if card.hold.until else _("no day set")
        return self._row(
            card.sleeper.resident_id,
            card.sleeper.name,
            card.hold.reason,
            until,
            Chip(_("Away"), "info"),
        )

    def _newcomer(self, person: ResidentRow, today: date) -> PersonRow:
        words = _("Bed {bed}, moved in {when}").format(
            bed=person.bed or "–", when=near_date(person.moved_in, today)
        )
        days = (today - person.moved_in).days
        chip = Chip(_("Day {n}").format(n=days + 1), "brand")
        return self._row(person.resident_id, person.name, words, "", chip)


def _is_asked(line: Absence, today: Today) -> bool:
    """Whether a clock in doubt says that they are late, and nobody has looked at it."""
    return line.row_id in today.doubted and not line.acked


def _state(line: Absence, today: Today) -> Chip:
    now = today.now
    if line.late is not None and _is_asked(line, today):
        return Chip(_("Late? Ask"), "warn")
    if line.late is not None:
        days = line.late // (24 * 60)
        late = nice_days(days) if days else nice_duration(line.late)
        return Chip(_("Late {time}").format(time=late), "bad")
    if line.pass_id is not None:
        return Chip(_("Pass"), "info")
    if line.expected_at is None:
        return Chip(_("No time set"), "mute")
    if line.expected_at - now <= DUE_SOON:
        return Chip(_("Due soon"), "warn")
    return Chip(_("On time"), "ok")


def _clock(moment: datetime | None, now: datetime) -> str:
    """ "6:30 PM"; with the weekday where it is not today's."""
    if moment is None:
        return ""
    local = moment.astimezone(now.tzinfo)
    clock = nice_time(local)
    return clock if local.date() == now.date() else f"{day_name(local.date())} {clock}"
