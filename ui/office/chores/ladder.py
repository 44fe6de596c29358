"""Missed chores: what the ladder proposes for whom, the decision of a person, and appeals."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.domain.chore_ladder import APPEAL_WORDS, DECISION_WORDS, missed_words
from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.chore_ladder import (
    AppealRow,
    ConsequenceRow,
    MissedTurn,
    Proposal,
    ladder,
    open_appeals,
)
from sobrhouse.services import chore_ladder
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.sections import Item, Section
from ui.widgets.boxes import stack
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label

TAKEN, OTHER, CHANGED = "taken", "other", "changed"
LONGEST = 300


def turn_line(turn: MissedTurn, today: date) -> str:
    """ "Kitchen, clean up, Fri, Nov 20: left early"."""
    said = _("{chore}, {day}").format(chore=turn.chore, day=nice_date(turn.on, today))
    return _("{what}: {why}").format(what=said, why=turn.note) if turn.note else said


def decision_line(row: ConsequenceRow, today: date) -> str:
    """ "A talk. Decided Nov 20 by Dana Ruiz"."""
    what = row.decided or _(DECISION_WORDS[row.decision])
    said = _("{what}. Decided {day} by {name}").format(
        what=what, day=nice_date(row.on, today), name=row.by
    )
    if row.outcome:
        ended = _("appeal: {outcome}").format(outcome=_(APPEAL_WORDS[row.outcome]).lower())
        return _("{what}, {why}").format(what=said, why=ended)
    return _("{what}, appealed").format(what=said) if row.appeal else said


class DecideForm(MakingForm):
    """What follows from the missed chores of one person."""

    def __init__(self, proposal: Proposal, today: date) -> None:
        super().__init__(_("Write down the decision"))
        self.put(Label(missed_words(proposal.missed, proposal.days), "strong"))
        for turn in proposal.turns:
            self.put(Label(turn_line(turn, today), "body", wrap=True))
        for row in proposal.before:
            self.put(Label(decision_line(row, today), "muted", wrap=True))
        taken = _("As proposed: {what}").format(what=proposal.words)
        choices = [(TAKEN, taken), *((c, _(w)) for c, w in DECISION_WORDS.items() if c != TAKEN)]
        self.add(ChoiceField("decision", _("What follows"), choices))
        self.add(LineField("decided", _("What exactly"), required=True, max_length=LONGEST))
        self.add(LineField("note", _("What was talked about"), max_length=LONGEST,
                           hint=_("It stays with the decision.")))  # fmt: skip
        self.fill({"decision": TAKEN})
        self["decision"].edited.connect(self._fit)
        self._fit()

    def take_draft(self, texts: Any) -> None:
        super().take_draft(texts)
        self._fit()

    def _fit(self) -> None:
        self["decided"].setVisible(self["decision"].read() == OTHER)


class SettleForm(MakingForm):
    """How an appeal ends."""

    def __init__(self, appeal: AppealRow, today: date) -> None:
        super().__init__(_("Answer the appeal"))
        self.put(Label(decision_line(appeal.row, today), "body", wrap=True))
        self.put(Label(_("They say: {words}").format(words=appeal.row.appeal), "strong", wrap=True))
        choices = [(code, _(words)) for code, words in APPEAL_WORDS.items()]
        self.add(ChoiceField("outcome", _("The answer"), choices))
        self.add(LineField("decided", _("What follows instead"), required=True,
                           max_length=LONGEST))  # fmt: skip
        self.fill({"outcome": "upheld"})
        self["outcome"].edited.connect(self._fit)
        self._fit()

    def take_draft(self, texts: Any) -> None:
        super().take_draft(texts)
        self._fit()

    def _fit(self) -> None:
        self["decided"].setVisible(self["outcome"].read() == CHANGED)


class LadderPart(QObject):
    """Opens the list and its forms in the panel, and does what they ask."""

    def __init__(self, desk: Desk, panel: FormPanel, manage: bool) -> None:
        super().__init__(panel)
        self.desk, self.panel, self.manage = desk, panel, manage

    def show(self) -> None:
        """What is proposed, and appeals that wait."""

        def with_proposals(proposals: tuple[Proposal, ...]) -> None:
            self.desk.ask(self.panel, open_appeals, self.desk.house_id,
                          done=partial(self._show, proposals))  # fmt: skip

        self.desk.ask(self.panel, ladder, self.desk.house_id, self.desk.today(),
                      done=with_proposals)  # fmt: skip

    def _show(self, proposals: tuple[Proposal, ...], appeals: tuple[AppealRow, ...]) -> None:
        told = Label(_("The house's ladder only proposes. A person decides each time."), "muted",
                     wrap=True)  # fmt: skip
        decide = Section(_("To decide"), _("Nothing is proposed. No chore was missed lately."))
        decide.show_items([
            Item(p.name, f"{missed_words(p.missed, p.days)}. {p.words}",
                 partial(self.decide, p) if self.manage else None)
            for p in proposals
        ])  # fmt: skip
        answers = Section(_("Appeals to answer"), _("None."))
        answers.show_items([
            Item(a.name, a.row.appeal, partial(self.settle, a) if self.manage else None)
            for a in appeals
        ])  # fmt: skip
        self.panel.show_other("chore_ladder", _("Missed chores"),
                              stack(told, decide, answers, gap=3))  # fmt: skip

    def decide(self, proposal: Proposal) -> None:
        """The form of a decision."""
        form = DecideForm(proposal, self.desk.today())

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, chore_ladder.decide_consequence, proposal.stay_id,
                values["decision"], values.get("decided") or "", values["note"] or "",
                said=_("Decided: {name}").format(name=proposal.name),
                undo=lambda made: Step(chore_ladder.take_back_consequence, (made,)),
                done=self._on_done, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_decide", proposal.name, form, made, proposal.stay_id)

    def settle(self, appeal: AppealRow) -> None:
        """The form that answers an appeal."""
        form, row = SettleForm(appeal, self.desk.today()), appeal.row

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, chore_ladder.settle_appeal, row.consequence_id, values["outcome"],
                values.get("decided") or "", said=_("Appeal answered: {name}").format(
                    name=appeal.name),
                undo=lambda before: Step(
                    chore_ladder.reopen_appeal, (row.consequence_id, before)),
                done=self._on_done, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_settle", appeal.name, form, made, row.consequence_id)

    def _on_done(self, _result: object) -> None:
        self.panel.finish()
        self.show()

    def appeal(self, row: ConsequenceRow) -> None:
        """The form in which somebody's words against a decision are written down."""
        form = MakingForm(_("Write down the appeal"))
        form.put(Label(decision_line(row, self.desk.today()), "body", wrap=True))
        form.add(LineField("words", _("What they say"), required=True, max_length=LONGEST))

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self.panel, chore_ladder.record_appeal, row.consequence_id, values["words"],
                said=_("Appeal written down"),
                undo=lambda before: Step(
                    chore_ladder.record_appeal, (row.consequence_id, before)),
                done=self.panel.finish, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form("chore_appeal", _("Appeal"), form, made, row.consequence_id)
