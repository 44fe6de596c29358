"""The menu that writes a contact down: its button, how they were in touch, and it is logged."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.support import TOUCH_WORDS
from sobrhouse.queries.sponsorships import TieRow
from sobrhouse.services import sponsor_contacts
from sobrhouse.services.sponsor_contacts import Touch
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.sponsors import support_words as words
from ui.widgets.buttons import MenuButton, add_action
from ui.widgets.fields import CheckField, ChoiceField, DateField, NumberField
from ui.widgets.form import MakingForm
from ui.widgets.labels import Label


class TouchSteps:
    """Logs contacts of one resident, now or on another day."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        self.desk, self.panel = desk, panel
        self.name = ""  # the resident's, for what a toast says
        self.paper: date | None = None  # the first day of a sheet that is being typed in

    def button(self, tie: TieRow) -> MenuButton:
        """ "Log contact": one click opens it, the second logs."""
        named = _("Log contact: {name}").format(name=words.tie_name(tie))
        button = MenuButton(_("Log contact"), None, small=True, name=named, keys="L")
        self.fill(button.menu(), tie)
        return button

    def fill(self, menu: QMenu, tie: TieRow) -> None:
        """All the ways to be in touch, and another day."""
        for kind, word in TOUCH_WORDS.items():
            add_action(menu, _(word), words.TOUCH_ICONS[kind], partial(self.log, tie, kind))
        menu.addSeparator()
        add_action(menu, _("On another day"), "calendar-days", partial(self.another_day, tie))

    def log(self, tie: TieRow, kind: str) -> None:
        """It was today; or, while a sheet is typed in, on a day of that sheet."""
        if self.paper is not None:
            self.another_day(tie, kind)
        else:
            self._do(self.panel, tie, Touch(kind))

    def another_day(self, tie: TieRow, kind: str | None = None) -> None:
        """The form for a contact of another day, or with how long it was."""
        form = MakingForm(_("Log contact"))
        form.put(Label(_("Only that it was, and how. Never what was said."), "muted", wrap=True))
        form.add(ChoiceField("kind", _("How"), words.options(TOUCH_WORDS)))
        form.add(DateField("on", _("Day"), self.desk.today, past=True, required=True))
        form.add(NumberField("minutes", _("Minutes"), low=1, high=1440,
                             hint=_("Leave it empty if nobody knows.")))  # fmt: skip
        form.add(CheckField("paper", _("From the paper call sheet")))
        filled: dict[str, Any] = {"on": self.paper or self.desk.today()}
        if kind is not None:
            filled["kind"] = kind
        form.fill({**filled, "paper": self.paper is not None})

        def made(values: dict[str, Any]) -> None:
            touch = Touch(
                values["kind"], values["on"], values["minutes"],
                "paper" if values["paper"] else "staff",
            )  # fmt: skip
            self._do(self.panel, tie, touch, done=self.panel.finish, refused=self.panel.refuse)

        title = _("Contact with {name}").format(name=words.tie_name(tie))
        if not tie.shared:
            title = _("Contact of {name}").format(name=self.name)
        self.panel.open_form("touch", title, form, made, tie.sponsorship_id)

    def take_back(self, contact_id: int) -> None:
        """It was written down by mistake."""
        self.desk.do(
            self.panel, sponsor_contacts.take_back_contact, contact_id,
            said=_("Contact of {name} taken off").format(name=self.name),
            undo=lambda done: Step(sponsor_contacts.put_back_contact, (done,)),
        )  # fmt: skip

    def _do(
        self, owner: QWidget, tie: TieRow, touch: Touch,
        done: Callable[[Any], None] | None = None, refused: Any = None,
    ) -> None:  # fmt: skip
        self.desk.do(
            owner, sponsor_contacts.log_contact, tie.sponsorship_id, touch, done=done,
            refused=refused, said=words.touch_said(touch.kind, self.name),
            undo=lambda made: Step(sponsor_contacts.take_back_contact, (made,)),
        )  # fmt: skip
