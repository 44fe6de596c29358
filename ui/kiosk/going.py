"""Going out: where, and when back; the button says what it will do, and nothing is kept before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from sobrhouse.domain.phrases import near_date, nice_date, nice_time
from sobrhouse.queries.kiosk import LastOut
from sobrhouse.queries.meetings_today import MeetingToday
from sobrhouse.words import _, n_
from ui.kiosk.parts import Card, Mark, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.tonight import how_soon, meeting_words
from ui.kiosk.touch import GAP, Face, Touch

ROUNDED = 5  # minutes: "back by 9:15 PM", not 9:12
BY_CURFEW, OTHER = "curfew", "other"
_SPANS = (30, 60, 120, 180)
_ICONS = {
    "work": "briefcase", "job": "briefcase", "meeting": "users", "doctor": "stethoscope",
    "store": "shopping-cart", "gym": "dumbbell", "family": "heart-handshake", "walk": "footprints",
    "school": "graduation-cap", "church": "church", "court": "scale", "probation": "scale",
    "treatment": "hand-heart", "group": "users", "bank": "banknote", "food": "utensils",
}  # fmt: skip


@dataclass(slots=True)
class Plan:
    """What was chosen so far; a person who leaves takes it along."""

    where: str = ""
    when: int | str = ""  # minutes, "curfew", "other"
    at: datetime | None = None  # of "other"

    def back_at(self, now: datetime, curfew_at: datetime | None) -> datetime | None:
        """The instant that the choice means."""
        if isinstance(self.when, int):
            return rounded_up(later(now, timedelta(minutes=self.when)))
        return curfew_at if self.when == BY_CURFEW else self.at if self.when == OTHER else None


@dataclass(frozen=True, slots=True)
class GoingFacts:
    """What the screen needs to know; times in the house's zone. `meeting` is a house meeting that
    is near or has begun.
    """

    now: datetime
    places: Sequence[str]
    curfew_at: datetime | None
    last: LastOut | None
    plan: Plan
    meeting: MeetingToday | None = None


@dataclass(frozen=True, slots=True)
class GoingDeeds:
    """What can be done from here."""

    go: Callable[[str, datetime], None]
    other: Callable[[], None]
    ask_pass: Callable[[], None]
    back: Callable[[], None]


def later(at: datetime, by: timedelta) -> datetime:
    """So much later as time passes, on the clock of the same place: in the night the clocks go back
    both 1:30s come, and in spring no time that the night leaves out.
    """
    return (at.astimezone(UTC) + by).astimezone(at.tzinfo)


def instant(at: datetime) -> datetime:
    """For comparing: two times of one zone are compared as the clock shows them, which goes wrong
    in the hour that comes twice.
    """
    return at.astimezone(UTC)


def rounded_up(at: datetime) -> datetime:
    """The next full five minutes."""
    bare = at.replace(second=0, microsecond=0)
    over = (bare.minute % ROUNDED) or (ROUNDED if bare == at else 0)
    return later(bare, timedelta(minutes=ROUNDED - over))


def said_time(at: datetime, now: datetime) -> str:
    """The hour; with the day where it is another one."""
    if at.date() == now.date():
        return nice_time(at)
    return f"{nice_time(at)}, {nice_date(at.date(), now.date())}"


def icon_of(place: str) -> str:
    """The picture beside a place that the house named."""
    words_in = place.casefold().split()
    return next((_ICONS[word] for word in words_in if word in _ICONS), "map-pin")


class Going(Screen):
    """Where, when, and one button that tells the result."""

    seconds = 45

    def __init__(self, room: Room, facts: GoingFacts, deeds: GoingDeeds) -> None:
        super().__init__(room)
        self._facts, self._deeds, self.plan = facts, deeds, facts.plan
        self.places: dict[str, Touch] = {}
        self.times: dict[int | str, Touch] = {}
        last = facts.last
        if last is not None:
            self.body.addWidget(self._same(last))
            self.body.addSpacing(8 if room.low else 12)
        self.body.addWidget(words(_("Where are you going?"), "h1"))
        self.body.addSpacing(6)
        self.body.addLayout(self._places(tall=room.button if last or room.low else 96))
        self.body.addSpacing(8 if room.low else 14)
        self.body.addWidget(words(_("When will you be back?"), "h1"))
        self.body.addSpacing(6)
        self.body.addLayout(self._times())
        self.body.addStretch(1)
        self.notice = self._notice()
        self.body.addWidget(self.notice_box)
        self.body.addSpacing(8)
        self.body.addLayout(self._foot())
        self._show()

    def _same(self, last: LastOut) -> Touch:
        back = last.back_at.astimezone(self._facts.now.tzinfo)
        where = ", ".join(filter(None, (_(last.destination), last.with_whom)))
        said = _("Same as last time: {place}, back {time}").format(
            place=where, time=said_time(back, self._facts.now)
        )
        self.same = Touch(said, Face("out", "rotate-ccw"), tall=self.room.button)
        self.same.clicked.connect(lambda _on=False: self._deeds.go("", last.back_at))
        return self.same

    def _places(self, tall: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for place, where in enumerate(self._facts.places):
            tile = Touch(_(where), Face("plain", icon_of(where)), tall=tall)
            tile.clicked.connect(lambda _on=False, where=where: self.choose(where=where))
            self.places[where] = tile
            grid.addWidget(tile, place // 4, place % 4)
        for place in range(4):
            grid.setColumnStretch(place, 1)
        return grid

    def _times(self) -> QHBoxLayout:
        offered: list[tuple[int | str, str]] = [(30, _("{n} min").format(n=30))]
        offered += [(m, n_("{n} hour", "{n} hours", m // 60).format(n=m // 60)) for m in _SPANS[1:]]
        curfew = self._facts.curfew_at
        if curfew is not None and instant(curfew) > instant(self._facts.now):
            offered.append((BY_CURFEW, _("By curfew")))
        offered.append((OTHER, _("Other time")))
        for when, said in offered:
            tile = Touch(said, Face("plain"), tall=self.room.button)
            tile.clicked.connect(lambda _on=False, when=when: self.choose(when=when))
            self.times[when] = tile
        line = row(*self.times.values())
        for place in range(len(self.times)):
            line.setStretch(place, 1)
        return line

    def _notice(self) -> Touch:
        self.notice_words = words("", "label", wrap=True)
        self._sign = Mark("moon", "support", 32), Mark("users", "danger", 32)
        ask = Touch(_("Ask for a pass"), Face("plain", "calendar-plus"), tall=self.room.button)
        ask.clicked.connect(self._deeds.ask_pass)
        ask.setFixedWidth(320)
        line = row(*self._sign, self.notice_words, ask, gap=16)
        line.setStretch(2, 1)
        self.notice_box = Card(line, soft=True)
        self.notice_box.body.setContentsMargins(20, 6, 6, 6)
        return ask

    def _foot(self) -> QHBoxLayout:
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=self.room.button)
        away.clicked.connect(self._deeds.back)
        tall = self.room.button if self._facts.last or self.room.low else 96
        self.go = Touch(_("Sign out"), Face("out", "log-out", "action"), tall=tall)
        self.go.clicked.connect(self._on_go)
        foot = row(away, self.go, gap=20)
        foot.setStretch(0, 18)
        foot.setStretch(1, 82)
        return foot

    # Choosing

    def choose(self, where: str = "", when: int | str = "") -> None:
        """A place, or a time, was touched."""
        self.plan.where = where or self.plan.where
        if when == OTHER:
            self._deeds.other()
            return
        self.plan.when = when or self.plan.when
        self._show()

    @property
    def back_at(self) -> datetime | None:
        """When the person would be back, as chosen so far."""
        return self.plan.back_at(self._facts.now, self._facts.curfew_at)

    def _show(self) -> None:
        for where, tile in self.places.items():
            tile.choose(where == self.plan.where)
        for when, tile in self.times.items():
            tile.choose(when == self.plan.when)
        back, now, curfew = self.back_at, self._facts.now, self._facts.curfew_at
        said = _("Sign out")
        if back is not None:
            said = _("Sign out. Back by {time}").format(time=said_time(back, now))
        self.go.setText(said)
        self.go.setAccessibleName(said)
        self.go.setEnabled(bool(self.plan.where and back is not None))
        self._show_notice(
            back is not None and curfew is not None and instant(back) > instant(curfew)
        )

    def _show_notice(self, late: bool) -> None:
        """Back after the curfew, or away over a house meeting; the first is the heavier."""
        meeting, curfew, back = self._facts.meeting, self._facts.curfew_at, self.back_at
        missed = meeting is not None and (back is None or instant(back) > instant(meeting.at))
        self.notice_box.setVisible(late or missed)
        self.notice.setVisible(late)
        for sign, shown in zip(self._sign, (late, not late), strict=True):
            sign.setVisible(shown)
        if late and curfew is not None:
            ask = _("Curfew is {time}. Ask for a pass?")
            self.notice_words.setText(ask.format(time=nice_time(curfew)))
        elif missed and meeting is not None:
            soon = how_soon(meeting, self._facts.now)
            self.notice_words.setText(f"{meeting_words(meeting)}. {soon}")

    def _on_go(self) -> None:
        back = self.back_at
        if back is not None and self.plan.where:
            self._deeds.go(self.plan.where, back)


@dataclass(frozen=True, slots=True)
class Span:
    """A time being chosen: where it begins, and between which bounds it may move."""

    at: datetime
    low: datetime
    high: datetime
    now: datetime
    days: bool = False


class Moment(Screen):
    """Another time, by steps of a quarter, an hour or a day."""

    seconds = 45

    def __init__(
        self,
        room: Room,
        question: str,
        span: Span,
        go: Callable[[datetime], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(room)
        self._span, self.at = span, span.at
        self.steps: dict[int, Touch] = {}
        self.body.addWidget(words(question, "h1", wrap=True))
        self.body.addStretch(1)
        self.day, self.time = words("", "label", middle=True), words("", "figure", middle=True)
        self.body.addWidget(self.day)
        self.body.addWidget(self.time)
        self.body.addSpacing(20)
        if span.days:
            self.body.addLayout(row(self._step(-1440, _("1 day earlier")),
                                    self._step(1440, _("1 day later"))))  # fmt: skip
            self.body.addSpacing(GAP)
        self.body.addLayout(
            row(self._step(-60, _("1 hour earlier")), self._step(60, _("1 hour later")))
        )
        self.body.addSpacing(GAP)
        self.body.addLayout(
            row(self._step(-15, _("15 min earlier")), self._step(15, _("15 min later")))
        )
        self.body.addStretch(1)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        self.use = Touch(_("Use this time"), Face("primary", "check", "action"), tall=room.button)
        self.use.clicked.connect(lambda _on=False: go(self.at))
        foot = row(away, self.use, gap=20)
        foot.setStretch(0, 1)
        foot.setStretch(1, 3)
        self.body.addLayout(foot)
        self._show()

    def _step(self, minutes: int, said: str) -> Touch:
        icon = "minus" if minutes < 0 else "plus"
        made = Touch(said, Face("plain", icon), tall=76 if self.room.low else 92)
        made.clicked.connect(lambda _on=False: self._move(minutes))
        self.steps[minutes] = made
        return made

    def _move(self, minutes: int) -> None:
        """Hours and quarters as time passes; a day keeps the time on the clock."""
        step, span = timedelta(minutes=minutes), self._span
        moved = later(self.at + step, timedelta()) if self._is_day(step) else later(self.at, step)
        self.at = min(span.high, max(span.low, moved, key=instant), key=instant)
        self._show()

    @staticmethod
    def _is_day(step: timedelta) -> bool:
        return not step % timedelta(days=1)

    def _show(self) -> None:
        self.day.setText(near_date(self.at.date(), self._span.now.date()))
        self.time.setText(nice_time(self.at))
        for minutes, step in self.steps.items():
            at, span = instant(self.at), self._span
            step.setEnabled(at > instant(span.low) if minutes < 0 else at < instant(span.high))
