"""The second step of bringing meetings in: what would become of each, and the one verb."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.house_place import Place, near
from sobrhouse.domain.meeting_feeds import FeedPlan
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, GroupFacts
from sobrhouse.domain.meeting_phrases import clock_words, day_words, place_words
from sobrhouse.problems import Problem
from sobrhouse.words import N_, _, n_
from ui.office.fields.filter_row import Choices
from ui.widgets.ask import choose_file
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.choices import Check
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.rows import Column
from ui.widgets.table import Table

_MILES = (2, 5, 10, 25, 50)
_CHIPS = {"new": "ok", "changed": "info", "back": "info", "same": "mute", "off": "mute",
          "gone": "warn", "out": "bad", "doubt": "warn"}
_ORDER = ("out", "doubt", "new", "changed", "back", "gone", "off", "same")
COLUMN_NAMES: Mapping[str, str] = {
    "name": N_("name"), "fellowship": N_("fellowship"), "weekday": N_("day"),
    "starts_at": N_("time"), "length_minutes": N_("length"), "timezone": N_("time zone"),
    "place": N_("place"), "address": N_("address"), "area": N_("area"),
    "latitude": N_("place on the map"), "longitude": N_("place on the map"),
    "format": N_("how people meet"), "closed": N_("who may come"),
    "accessible": N_("wheelchair access"), "language": N_("language"),
    "types": N_("kind of meeting"), "topic": N_("topic"), "notes": N_("notes"),
    "link": N_("link"), "link_notes": N_("about the link"), "dial_in": N_("phone to dial in"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen beside the file: new ones kept off the board, and vanished ones to go."""

    hidden: frozenset[str]
    take_off: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview."""

    number: int
    what: str
    name: str
    facts: GroupFacts | None
    about: str


class FeedPreview(QWidget):
    """Every meeting with what would happen, two choices, and the button that does it."""

    back = Signal()
    confirmed = Signal(object)
    formats_chosen = Signal(object)
    fellowship_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: FeedPlan | None = None
        self._place: Place | None = None
        self.fault = Banner("", "bad", closable=True)
        self.fault.hide()
        self.codes = Banner("", "info")
        self.codes.hide()
        self.file = Label("", "strong")
        self.summary = ElidedLabel("", "muted")
        self.fellowship = Choices(_("Fellowship"), [
            (code, _(name)) for code, name in FELLOWSHIP_NAMES.items()])
        self.fellowship.activated.connect(
            lambda _at: self.fellowship_chosen.emit(self.fellowship.value()))
        self.board = Choices(_("New meetings"), _board_choices(None))
        self.gone = Check("")
        self.table: Table[Line] = Table(
            _columns(), lambda r: r.number, name="feed_preview", label=_("Meetings of the file"),
            search=_("Filter the meetings"))
        self.table.top.addStretch(1)
        self.table.top.setStretch(0, 2)
        self._build()

    def _build(self) -> None:
        head = hbox(self.file, self.summary, gap=3)
        head.setStretch(1, 1)
        choices = hbox(
            Label(_("Fellowship"), "muted"), self.fellowship,
            Label(_("New meetings"), "muted"), self.board, 1, gap=2)
        card = Card()
        card.add(self.table, 1)
        back = Button(_("Back"), "ghost", "arrow-left")
        back.clicked.connect(self.back)
        self.go = Button(_("Bring in"), "primary")
        self.go.clicked.connect(self._on_go)
        foot = hbox(back, 1, self.gone, self.go, gap=3)
        box = vbox(self.fault, self.codes, head, choices, card, foot, gap=2, parent=self)
        box.setStretch(4, 1)

    def take_place(self, place: Place | None) -> None:
        """Where the house is: then new meetings can be chosen by distance."""
        self._place = place

    def show_plan(self, plan: FeedPlan, file: str) -> None:
        """Show what would be done now."""
        first = self._plan is None or self.file.text() != file
        self._plan = plan
        self.fault.hide()
        self.file.setText(file)
        self.summary.set_text(summary(plan))
        self.table.show_rows(lines_of(plan))
        self.fellowship.choose(next(
            (m.facts.fellowship for m in plan.feed.meetings), "AA"))
        if first:
            self._offer_board(plan)
            self.gone.setChecked(False)
        self._offer_gone(len(plan.vanished))
        self._offer_formats(plan.feed.unnamed_formats)
        self.go.setEnabled(True)

    def refuse(self, problem: Problem) -> None:
        """It was refused as a whole."""
        self.fault.say(problem.sentence + " " + _("Nothing was changed."))
        self.fault.show()

    def busy(self, busy: bool) -> None:
        """While it is brought in nothing can be pressed twice."""
        self.go.setEnabled(not busy)

    def _offer_board(self, plan: FeedPlan) -> None:
        placed = any(m.facts.latitude is not None for m in plan.new)
        self.board.clear()
        for value, words in _board_choices(self._place if placed else None):
            self.board.addItem(words, value)

    def _offer_gone(self, n: int) -> None:
        self.gone.setText(n_(
            "Take off {n} meeting that the file does not name any more",
            "Take off {n} meetings that the file does not name any more", n).format(n=f"{n:,}"))
        self.gone.setVisible(bool(n))

    def _offer_formats(self, codes: tuple[str, ...]) -> None:
        more = ", …" if len(codes) > 6 else ""
        self.codes.say(
            _("The file uses codes that it does not explain: {codes}. Everything else is read.")
            .format(codes=", ".join(codes[:6]) + more),
            _("Choose the list of formats"), self._on_choose_formats)
        self.codes.setVisible(bool(codes))

    def _on_choose_formats(self) -> None:
        kinds = _("Files of meetings ({kinds})").format(kinds="*.json")
        if path := choose_file(self, _("Choose the list of formats"), kinds):
            self.formats_chosen.emit(Path(path))

    def _on_go(self) -> None:
        if self._plan is None:
            return
        off = tuple(g.group_id for g in self._plan.vanished) if self.gone.isChecked() else ()
        self.confirmed.emit(Wanted(self._hidden(self._plan), off))

    def _hidden(self, plan: FeedPlan) -> frozenset[str]:
        """The keys of new meetings that stay off the board."""
        limit: Any = self.board.value()
        if limit is None:
            return frozenset()
        place = self._place
        return frozenset(
            meeting.key for meeting in plan.new
            if limit == 0 or place is None or not near(meeting.facts, place, limit))


def _board_choices(place: Place | None) -> list[tuple[float | None, str]]:
    choices: list[tuple[float | None, str]] = [
        (None, _("On the week board and at the kiosk")), (0, _("Only in the directory"))]
    if place is not None:
        choices += [(n, _("On the board within {n} miles").format(n=n)) for n in _MILES]
    return choices


def lines_of(plan: FeedPlan) -> tuple[Line, ...]:
    """Every line of the preview, what needs a look first."""
    feed = plan.feed
    found: list[tuple[str, str, GroupFacts | None, str]] = []
    found += [("out", left.where, None, left.why) for left in feed.left_out]
    found += [("doubt", seen.where, None, seen.why) for seen in feed.noticed]
    found += [("new", m.facts.name, m.facts, place_words(m.facts)) for m in plan.new]
    for change in plan.changed:
        what = "back" if change.back else "changed"
        about = " ".join(part for part in (
            _changes(change.values), _keeps(change.kept),
            _("The house wrote it down before.") if change.adopted else "") if part)
        found.append((what, change.meeting.facts.name, change.meeting.facts, about))
    found += [("gone", g.facts.name, g.facts, _("The file does not name it any more."))
              for g in plan.vanished]
    found += [("off", g.facts.name, g.facts, _("The house took it off the list."))
              for g in plan.off]
    found += [("same", c.meeting.facts.name, c.meeting.facts, _keeps(c.kept)) for c in plan.same]
    found.sort(key=lambda line: _ORDER.index(line[0]))
    return tuple(Line(n, *line) for n, line in enumerate(found))


def what_happens(line: Line) -> str:
    """What becomes of a meeting, in a word or two."""
    return {
        "new": _("New meeting"), "changed": _("Changed"), "back": _("Comes back"),
        "same": _("As before"), "off": _("Stays off"), "gone": _("Not named"),
        "out": _("Left out"), "doubt": _("To know")}[line.what]


def summary(plan: FeedPlan) -> str:
    """How many of each, in a line."""
    parts = []
    if plan.new:
        n = len(plan.new)
        parts.append(n_("{n} new meeting", "{n} new meetings", n).format(n=f"{n:,}"))
    if plan.changed:
        n = len(plan.changed)
        parts.append(n_("{n} changed", "{n} changed", n).format(n=f"{n:,}"))
    if plan.same:
        parts.append(n_("{n} as before", "{n} as before", len(plan.same)).format(
            n=f"{len(plan.same):,}"))
    if plan.feed.left_out:
        n = len(plan.feed.left_out)
        parts.append(n_("{n} left out", "{n} left out", n).format(n=f"{n:,}"))
    if plan.kept:
        parts.append(n_("in {n} the house's own words stay", "in {n} the house's own words stay",
                        plan.kept).format(n=f"{plan.kept:,}"))
    return " · ".join(parts)


def _changes(values: Mapping[str, Any]) -> str:
    return _("New: {what}.").format(what=_named(values)) if values else ""


def _keeps(columns: tuple[str, ...]) -> str:
    return _("The house's own stays: {what}.").format(what=_named(columns)) if columns else ""


def _named(columns: Any) -> str:
    return ", ".join(dict.fromkeys(_(COLUMN_NAMES[column]) for column in columns))


def _columns() -> tuple[Column[Line], ...]:
    def day(line: Line) -> str:
        return day_words(line.facts.weekday) if line.facts else ""

    def clock(line: Line) -> str:
        return clock_words(line.facts.starts_at) if line.facts else ""

    return (
        Column(_("What happens"), what_happens, kind="chip", chip=lambda r: _CHIPS[r.what],
               sort=lambda r: _ORDER.index(r.what), width=128),
        Column(_("Day"), day, width=124,
               sort=lambda r: (r.facts.weekday if r.facts.weekday is not None else 7)
               if r.facts else 8),
        Column(_("Time"), clock, width=92, sort=lambda r: r.facts.starts_at if r.facts else ""),
        Column(_("Meeting"), lambda r: r.name, kind="strong", width=260),
        Column(_("To know"), lambda r: r.about, kind="muted", stretch=True, width=200),
    )
