"""The agenda on the screen of a meeting: tick a line, add one, change it, move it."""

from functools import partial

from PySide6.QtCore import Signal

from sobrhouse.queries.meeting_rows import AgendaRow, MeetingRun
from sobrhouse.services import agendas
from sobrhouse.words import _
from ui.desk import Desk, Quiet, Step
from ui.office.meetings.run.part import OPEN, TICKED, Line, LineVerb, MeetingPart, menu_of
from ui.widgets.labels import ElidedLabel, Label


class AgendaPart(MeetingPart):
    """The lines of the agenda; Enter or Space ticks one, the dot opens its menu."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    quoted = Signal(str)  # words for the minutes

    def __init__(self, desk: Desk) -> None:
        nothing = _("No line yet. Add what you want to talk about.")
        super().__init__(desk, _("Agenda"), nothing, _("Add"), "Alt+N")
        self.new.clicked.connect(self.add_wanted)
        self.reads = ElidedLabel("")
        self.head.insertWidget(1, self.reads, 1)
        self.head.setSpacing(12)
        self._shown: tuple[AgendaRow, ...] | None = None

    def show_run(self, run: MeetingRun, *, may: bool) -> None:
        """The agenda as it stands, and who reads what."""
        who = _("{name} reads").format(name=run.reader) if run.reader else ""
        self.reads.set_text(": ".join(filter(None, (who, run.reading))))
        if run.agenda == self._shown and may == self.may:
            return
        self.show_may(may)
        self._shown = run.agenda
        self.fill([(item.item_id, self._line(item)) for item in run.agenda])

    def _line(self, item: AgendaRow) -> Line:
        title = f"{item.position}. {_(item.title)}"
        gray = "; ".join(item.text.splitlines())
        if item.carried:
            gray = "; ".join(filter(None, (_("from last time"), gray)))
        state = _("done") if item.done else _("not done")
        line = Line(f"{title}, {state}", title, gray, mark=TICKED if item.done else OPEN)
        if item.minutes:
            line.right(Label(_("{n} min").format(n=item.minutes), "muted"))
        if self.may:
            line.clicked.connect(partial(self.tick, item))
            line.menu_wanted.connect(menu_of(line, self._verbs(item)))
        return line

    def _verbs(self, item: AgendaRow) -> tuple[LineVerb, ...]:
        quote: tuple[LineVerb, ...] = ()
        if item.text:
            words = f"{_(item.title)}:\n{item.text}"
            quote = ((_("Put into the minutes"), "notebook-pen",
                      partial(self.quoted.emit, words)),)  # fmt: skip
        return (
            *quote,
            (_("Change"), "pencil", partial(self.change_wanted.emit, item)),
            (_("Move up"), "arrow-up", partial(self.move_line, item, -1)),
            (_("Move down"), "arrow-down", partial(self.move_line, item, 1)),
            (_("Take off"), "trash-2", partial(self.take_off, item)),
        )

    # Steps

    def tick(self, item: AgendaRow) -> None:
        """It was dealt with, or was not."""
        said = _("Not done: {what}") if item.done else _("Done: {what}")
        self.do(
            agendas.tick_item, item.item_id, not item.done,
            said=Quiet(said.format(what=_(item.title))),
            undo=lambda before: Step(agendas.tick_item, (item.item_id, before)),
        )  # fmt: skip

    def move_line(self, item: AgendaRow, steps: int) -> None:
        """One line up or down."""
        self.do(
            agendas.move_item, item.item_id, steps,
            said=Quiet(_("Moved: {what}").format(what=_(item.title))),
            undo=lambda back: Step(agendas.move_item, (item.item_id, back)),
        )  # fmt: skip

    def take_off(self, item: AgendaRow) -> None:
        """It is not talked about."""
        self.do(
            agendas.take_off_item, item.item_id,
            said=_("Taken off: {what}").format(what=_(item.title)),
            undo=lambda _none: Step(agendas.put_back_item, (item.item_id,)),
        )  # fmt: skip
