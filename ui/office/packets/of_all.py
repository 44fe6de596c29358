"""Packets of all houses: which houses, then all of them printed or saved in one go, with a Cancel
that leaves only whole files.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from sobrhouse.domain.packets import Names, PacketChoice, title_of
from sobrhouse.domain.phrases import span
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk, HouseLike
from ui.office.packets.many import ManyPackets, Out, Outcome
from ui.office.packets.place import packet_name
from ui.office.papers.memory import remembered
from ui.office.papers.steps import agree_to_full_names
from ui.widgets.announce import announce
from ui.widgets.ask import choose_folder
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.choices import Check
from ui.widgets.labels import Label
from ui.widgets.printing import has_printer, print_pages, printer_words, usual_printer, write_pdf

_WIDE = 520
_LIST_HIGH = 240


class AllPackets(QDialog):
    """Asks which houses; then tells how far it is, and at the end what came of it."""

    def __init__(self, desk: Desk, choice: PacketChoice, week: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.choice, self.week = desk, choice, week
        self.many = ManyPackets(desk, parent=self)
        self.setWindowTitle(_("Packets of all houses"))
        self.setMinimumWidth(round(_WIDE * theme.scale()))
        self._build()
        self.many.stepped.connect(self._on_step)
        self.many.ended.connect(self._on_ended)
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        self.boxes: dict[int, Check] = {}
        houses = ScrollBox(gap=1)
        for house in self.desk.houses:
            check = Check(house.name.replace("&", "&&"))
            check.setChecked(True)
            check.setAccessibleName(house.name)
            check.toggled.connect(self._enable)
            self.boxes[house.house_id] = check
            houses.add(check)
        wanted = len(self.boxes) * (theme.size("controlSmall") + theme.space(1)) + 8
        houses.setFixedHeight(min(wanted, round(_LIST_HIGH * theme.scale())))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.words = Label("", "body", wrap=True)
        self.stop = Button(_("Close"))
        self.save = Button(_("Save PDFs…"), icon="file-text")
        self.print = Button(_("Print all"), "primary", icon="printer")
        self.stop.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        printer = Label(printer_words(remembered(self.desk.data).printer), "muted", wrap=True)
        vbox(
            Label(_("Packets of all houses"), "h2"), Label(self._what(), "muted", wrap=True),
            houses, printer, self.bar, self.words, hbox(1, self.stop, self.save, self.print),
            gap=3, margins=(24, 20, 24, 20), parent=self,
        )  # fmt: skip
        self.bar.hide()
        self.words.hide()
        self._enable()

    def _what(self) -> str:
        week = span(self.week, self.week + timedelta(days=6))
        sections = ", ".join(title_of(section) for section in self.choice.sections)
        names = {
            Names.SHORT: _("Short names"), Names.FULL: _("Full names"), Names.BED: _("Bed only"),
        }[self.choice.names]  # fmt: skip
        return _("{week}. {names}. {sections}.").format(week=week, names=names, sections=sections)

    def chosen(self) -> list[HouseLike]:
        """The houses that are ticked."""
        return [h for h in self.desk.houses if self.boxes[h.house_id].isChecked()]

    @Slot()
    def _on_save(self) -> None:
        if not agree_to_full_names(self, self.choice.names.value):
            return
        folder = choose_folder(self, _("Where to save the packets"))
        if folder is not None:
            self._start(partial(_save, folder, self._names()), saved=True)

    @Slot()
    def _on_print(self) -> None:
        if not has_printer() or not agree_to_full_names(self, self.choice.names.value):
            return
        size, kept = self.choice.size.value, remembered(self.desk.data).printer
        if usual_printer(_("Weekly packet"), size, kept) is not None:
            self._start(partial(_print, size, kept), saved=False)

    def _names(self) -> dict[int, str]:
        """A name for each house's file, also where two houses are called the same."""
        names: dict[int, str] = {}
        for house in self.chosen():
            name = house.name
            while name in names.values():
                name = f"{house.name} {house.house_id}"
            names[house.house_id] = name
        return names

    def _start(self, out: Out, *, saved: bool) -> None:
        self.bar.setRange(0, len(self.chosen()))
        self.bar.setValue(0)
        self.bar.show()
        self._say(_("Making the packets"))
        self._saved = saved
        self.many.start(self.chosen(), self.week, self.choice, out, saved=saved)
        self._enable()

    def _on_step(self, n: int, of: int, house: str) -> None:
        self.bar.setValue(n)
        self._say(_("{n} of {m}: {house}").format(n=n, m=of, house=house))

    def _on_ended(self, outcome: Outcome) -> None:
        self.bar.hide()
        self._say(told(outcome, saved=self._saved))
        announce(self, self.words.text())
        self._enable()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _enable(self) -> None:
        busy, some = self.many.busy, bool(self.chosen())
        for check in self.boxes.values():
            check.setEnabled(not busy)
        self.save.setEnabled(some and not busy)
        self.print.setEnabled(some and not busy and has_printer())
        self.stop.set_text(_("Cancel") if busy else _("Close"))

    def reject(self) -> None:
        """Cancel what is going on; close only where nothing is."""
        if self.many.busy:
            self._say(_("Stopping"))
            self.many.cancel()
        else:
            super().reject()


def _save(folder: Path, names: dict[int, str], house: HouseLike, last: date, pdf: bytes) -> Path:
    return write_pdf(pdf, folder / packet_name(last, names[house.house_id]))


def _print(size: str, kept: str, _house: HouseLike, _last: date, pdf: bytes) -> int:
    printer = usual_printer(_("Weekly packet"), size, kept)
    assert printer is not None  # asked before it began
    return print_pages(pdf, printer)


def told(outcome: Outcome, *, saved: bool) -> str:
    """What came of it, in plain sentences."""
    n = len(outcome.done)
    if saved:
        words = n_("{n} packet is saved.", "{n} packets are saved.", n)
    else:
        words = n_("{n} packet is printed.", "{n} packets are printed.", n)
    parts = [words.format(n=n)]
    if outcome.stopped:
        parts.insert(0, _("Stopped."))
        if saved:
            parts.append(_("Each file is whole, and no other was written."))
    parts.extend(_failures(outcome.failed))
    return " ".join(parts)


def _failures(failed: Sequence[tuple[str, str]]) -> list[str]:
    return [_("{house}: {why}").format(house=house, why=why) for house, why in failed]
