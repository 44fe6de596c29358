"""The packet in the Reports place: its values, its sets, and packets that were printed before."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.packets import MadePacket, PacketChoice, Section
from sobrhouse.domain.phrases import nice_date, nice_time, span
from sobrhouse.queries.packet_values import PacketValues, packet_values
from sobrhouse.queries.packets import PrintRow, SetRow, kept_packet, printed_packets
from sobrhouse.words import _, n_
from ui.office.packets.drawing import draw_packet_again, draw_packet_of
from ui.office.packets.sets import PacketSets
from ui.office.papers.steps import Paper, Wish
from ui.widgets.buttons import add_action
from ui.widgets.page import Verb

if TYPE_CHECKING:
    from ui.office.reports.place import ReportsPage

PACKET = "packet"
_FRESH = timedelta(minutes=1)  # who is late changes by itself; anything else is told as news
LISTED = 10  # of the packets that were printed before


class PacketPlace(QObject):
    """Asks for what a packet is made from, and knows which was printed before."""

    def __init__(self, page: ReportsPage) -> None:
        super().__init__(page)
        self.page, self.desk, self.choices = page, page.desk, page.choices
        self.again: PrintRow | None = None  # what was printed before and is in view
        self.printed: tuple[PrintRow, ...] = ()
        self._asked = False  # for the sets, once
        self._values: PacketValues | None = None  # so that a tick need not read the week again
        self._read_at = self.desk.now()
        self.sets = PacketSets(self.desk, self.choices.packet, self.choices.choice, page)
        self.sets.came.connect(self._on_sets)
        self.choices.again.clicked.connect(self.show_last_week)
        self.choices.all.clicked.connect(self.open_all)
        self.choices.all.setVisible(len(self.desk.houses) > 1)
        self.choices.before.menu().aboutToShow.connect(self._on_menu)
        page.steps.made.connect(self._on_made)
        page.steps.recorded.connect(self._on_recorded)

    def verbs(self) -> tuple[Verb, ...]:
        """What the palette, the keys and More have of it."""
        more = [
            Verb("packet_again", _("Print last week's packet again, exactly"), "rotate-ccw",
                 "Ctrl+Shift+L", run=self.show_last_week),
        ]  # fmt: skip
        if len(self.desk.houses) > 1:
            more.append(Verb("packets_of_all", _("Packets of all houses…"), "house",
                             run=self.open_all))  # fmt: skip
        if self.sets.may:
            more.append(Verb("save_set", _("Save these choices as a set…"), "plus",
                             run=self.sets.save))  # fmt: skip
        return tuple(more)

    # The packet of the chosen week

    def ready(self) -> bool:
        """Whether the sets are there; else they are asked for, and the packet is made then."""
        if not self._asked:
            self._asked = True
            self.sets.ask()
            self._ask_printed()
            return False
        return True

    def _on_sets(self, sets: tuple[SetRow, ...]) -> None:
        if self.page.shown is not None or self.again is not None:
            return
        usual = next((row for row in sets if row.usual), None)
        if usual is not None and self.choices.packet.set_id == 0:
            self.choices.packet.set_id = usual.set_id
            self.choices.show_choice(usual.choice)
            self.choices.packet.show_choice(usual.choice)
        self.page.make_anew()

    def ask(self, turn: int) -> None:
        """Ask for all that the chosen sections show."""
        choice = self.choices.choice()
        self.choices.packet.show_choice(choice)
        self.choices.packet.show_pages(None)
        if not choice.sections:
            self.page.could_not(_("Nothing is ticked. Tick at least one section on the left."))
            return
        week, now = self.choices.week, self.desk.now()
        read, fresh = self._values, self._read_at <= now < self._read_at + _FRESH
        if read is not None and fresh and read.week_start == week:
            self._on_values(turn, choice, read)
            return
        self._read_at = now
        self.desk.ask(
            self, packet_values, self.desk.house_id, week, self.desk.today(), now,
            done=partial(self._on_values, turn, choice),
            failed=partial(self.page.on_problem, turn),
        )  # fmt: skip

    def forget(self) -> None:
        """Something changed: what was read before is asked for anew."""
        self._values = None

    def _on_values(self, turn: int, choice: PacketChoice, values: PacketValues) -> None:
        if self.page.is_newest(turn):
            self._values = values
            name = packet_name(values.week_end, self.desk.house_name())
            make = partial(draw_packet_of, values, choice, self.desk.house_id)
            self.page.steps.make(Wish(
                _("Weekly packet"), name, make, choice.names.value, choice.size.value,
                large=choice.large,
            ))  # fmt: skip

    def _on_made(self, paper: Paper) -> None:
        if self.page.paper == PACKET:
            self.choices.packet.show_pages({Section(part): n for part, n in paper.parts})
            if self.again is not None:
                said = self._told(self.again, paper.remark)
                self.page.note.say(said, _("Make it anew"), self._on_anew)
                self.page.note.show()

    # What was printed before

    @Slot()
    def show_last_week(self) -> None:
        """The packet of last week as it was printed, or a sentence that there is none."""
        week = self.choices.last_week()
        self.desk.ask(self, printed_packets, self.desk.house_id, week, 1, done=self._on_last)

    def _on_last(self, rows: tuple[PrintRow, ...]) -> None:
        if rows:
            self.show_again(rows[0])
        else:
            self.desk.tell(_(
                "Last week's packet was not printed or saved here, so it cannot be printed again. "
                "Choose last week with the arrow and print it."
            ))  # fmt: skip

    def show_again(self, row: PrintRow) -> None:
        """One that was printed before, drawn again from what was kept of it."""
        if self.page.paper != PACKET:
            self.page.show_paper(PACKET)
        turn = self.page.next_turn()
        self.page.wait()
        self.again = row
        self.desk.ask(
            self, kept_packet, self.desk.house_id, row.packet_id,
            done=partial(self._on_kept, turn, row), failed=partial(self.page.on_problem, turn),
        )  # fmt: skip

    def _on_kept(self, turn: int, row: PrintRow, made: MadePacket) -> None:
        if not self.page.is_newest(turn):
            return
        self.choices.show_kept(row.week_start, row.choice)
        self.choices.packet.show_choice(row.choice)
        title = _("Weekly packet")
        last = self.choices.last_day()
        self.page.steps.make(Wish(
            title, packet_name(last, self.desk.house_name()),
            partial(draw_packet_again, made, row.packet_id), row.choice.names.value,
            row.choice.size.value, large=row.choice.large,
        ))  # fmt: skip

    def _told(self, row: PrintRow, remark: str) -> str:
        who = row.by or _("somebody")
        if remark:
            said = _("{name} made this packet on {when}.").format(name=who, when=self._when(row))
            return f"{said} {remark}"
        return _(
            "This is the packet exactly as {name} made it on {when}: the same file, to the byte."
        ).format(name=who, when=self._when(row))

    def _when(self, row: PrintRow) -> str:
        local = row.at.astimezone(self.desk.zone())
        return f"{nice_date(local.date(), self.desk.today())}, {nice_time(local)}"

    def leave_again(self) -> None:
        """What is chosen now is made anew."""
        self.again = None
        self.page.note.hide()

    def _on_anew(self) -> None:
        self.leave_again()
        self.page.make_anew()

    def _on_recorded(self, _paper: Paper) -> None:
        self._ask_printed()

    def _ask_printed(self) -> None:
        self.desk.ask(self, printed_packets, self.desk.house_id, None, LISTED,
                      done=self._on_printed)  # fmt: skip

    def _on_printed(self, rows: tuple[PrintRow, ...]) -> None:
        self.printed = rows
        self.choices.before.setEnabled(bool(rows))

    def _on_menu(self) -> None:
        menu = self.choices.before.menu()
        menu.clear()
        for row in self.printed:
            week = span(row.week_start, self.choices.last_of(row.week_start))
            pages = n_("{n} page", "{n} pages", row.pages).format(n=row.pages)
            add_action(menu, f"{week}  ·  {self._when(row)}  ·  {row.by}  ·  {pages}", None,
                       partial(self.show_again, row))  # fmt: skip

    # All houses

    @Slot()
    def open_all(self) -> None:
        """The packets of several houses in one go."""
        from ui.office.packets.of_all import AllPackets

        AllPackets(self.desk, self.choices.choice(), self.choices.week, self.page).open()


def packet_name(day: date, house: str) -> str:
    """What a packet's file is called: its last day, the house, and what it is."""
    what = _("weekly packet")
    return paper_name(day, house, what)
