"""Settings, People: the staff accounts, for owners."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu

from sobrhouse.domain.passphrases import check_passphrase
from sobrhouse.domain.staff import Role
from sobrhouse.problems import Problem
from sobrhouse.queries.staff import StaffRow, staff_list
from sobrhouse.services import staff
from sobrhouse.services.pins import Purpose
from sobrhouse.words import N_, _, p_
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.settings.section import Section
from ui.office.step_up import step_up
from ui.widgets.ask import confirm
from ui.widgets.buttons import Button, add_action
from ui.widgets.fields import ChoiceField, LineField, TagsField
from ui.widgets.form import MakingForm
from ui.widgets.rows import Column
from ui.widgets.table import Table

ROLES = {
    Role.OWNER: N_("Owner: everything, all houses"),
    Role.MANAGER: N_("House manager: people and rules of own houses"),
    Role.STAFF: N_("Staff: daily records of own houses"),
    Role.AUDITOR: N_("Auditor: reads everything, changes nothing"),
}
SHORT_ROLES = {
    Role.OWNER: N_("Owner"), Role.MANAGER: N_("House manager"), Role.STAFF: N_("Staff"),
    Role.AUDITOR: N_("Auditor"),
}  # fmt: skip


class PeopleSection(Section):
    """Who works here: each with an own passphrase, a role, and houses."""

    topics = frozenset({"staff", "house"})

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(desk)
        self.panel = panel
        self.rows: tuple[StaffRow, ...] = ()
        self.table = Table(
            (
                Column[StaffRow](
                    _("Name"), lambda r: r.name, kind="person", who=lambda r: r.staff_id, width=220
                ),
                Column[StaffRow](_("Role"), lambda r: _(SHORT_ROLES[r.role]), width=150),
                Column[StaffRow](_("Houses"), _houses, kind="muted", stretch=True),
                Column[StaffRow](
                    _("Account"),
                    lambda r: p_("account", "Open") if r.active else _("Closed"),
                    kind="chip",
                    chip=lambda r: "ok" if r.active else "mute",
                    width=110,
                ),
            ),
            lambda r: r.staff_id,
            name="staff",
            label=_("Staff accounts"),
            search=None,
            nothing=None,
        )
        self.table.setMinimumHeight(320)
        self.table.activated.connect(self._open)
        self.table.menu_for = self._menu
        add = Button(_("Add somebody"), "primary", icon="user-plus", small=True)
        add.clicked.connect(self._new)
        card = self.card(
            _("Staff accounts"),
            _(
                "Everybody has an own passphrase, so the log says who did what. "
                "Press Enter to change a role, or use the menu of a row."
            ),
        )
        card.head.addWidget(add)
        card.add(self.table, 1)

    def reload(self) -> None:
        self.desk.ask(self, staff_list, done=self._show)

    def _show(self, rows: tuple[StaffRow, ...]) -> None:
        self.rows = rows
        self.table.show(rows)

    def _access(self, form: MakingForm) -> None:
        form.add(ChoiceField("role", _("Role"), [(r, _(words)) for r, words in ROLES.items()]))
        form.add(
            TagsField(
                "houses",
                _("Houses (managers and staff)"),
                [(str(h.house_id), h.name) for h in self.desk.houses],
            )
        )

    def _new(self) -> None:
        form = MakingForm(_("Add account"))
        form.add(LineField("name", _("Name"), required=True))
        self._access(form)
        form.add(
            LineField(
                "passphrase",
                _("Passphrase, typed by them"),
                secret=True,
                required=True,
                hint=_("At least 12 characters. Four words in a row work well."),
            )
        )
        form.add(LineField("again", _("Passphrase once more"), secret=True, required=True))
        form.fill({"role": Role.STAFF, "houses": (str(self.desk.house_id),)})
        self.panel.open_form("staff", _("Add somebody"), form, self._add)

    def _add(self, values: dict[str, Any]) -> None:
        try:
            check_passphrase(values["passphrase"])
            if values["again"] != values["passphrase"]:
                raise Problem(_("The two are not the same. Type both again."), field="again")
        except Problem as problem:
            self.panel.refuse(problem)
            return
        self._step_up(lambda: self._add_confirmed(values))

    def _add_confirmed(self, values: dict[str, Any]) -> None:
        keeping = self.desk.keeping
        if keeping is not None:
            houses = tuple(int(h) for h in values["houses"])
            self.desk.slow(
                self,
                partial(
                    keeping.add_staff, values["name"], values["role"], houses, values["passphrase"]
                ),
                done=partial(self._done, _("Account added")),
                failed=self.panel.refuse,
            )

    def _open(self, staff_id: object) -> None:
        row = next(r for r in self.rows if r.staff_id == staff_id)
        form = MakingForm(_("Save changes"))
        self._access(form)
        form.fill({"role": row.role, "houses": tuple(str(h) for h in row.houses)})

        def change(values: dict[str, Any]) -> None:
            self._step_up(lambda: self._change_access(row.staff_id, values))

        self.panel.open_form("staff_open", row.name, form, change, row.staff_id)

    def _change_access(self, staff_id: int, values: dict[str, Any]) -> None:
        self.desk.do(
            self,
            staff.change_access,
            staff_id,
            values["role"],
            tuple(int(h) for h in values["houses"]),
            done=self.panel.finish,
            refused=self.panel.refuse,
            said=_("Access changed"),
            undo=lambda was: Step(staff.change_access, (staff_id, Role(was.role), was.houses)),
        )

    def _step_up(self, then: Callable[[], None]) -> None:
        step_up(self.desk, self, Purpose.ACCESS, then, self.panel.stay)

    def _menu(self, ids: list[Any], menu: QMenu) -> None:
        row = next((r for r in self.rows if r.staff_id in ids), None)
        if row is None:
            return
        add_action(menu, _("Rename"), "pencil", lambda: self._rename(row))
        if row.has_pin:
            add_action(menu, _("Take the PIN away"), "key-round", lambda: self._clear_pin(row))
        if row.active and row.staff_id != self.desk.staff_id:
            add_action(menu, _("Close account"), "user-x", lambda: self._close(row))
        elif not row.active:
            add_action(menu, _("Open account again"), "user-check", lambda: self._reopen(row))

    def _rename(self, row: StaffRow) -> None:
        form = MakingForm(_("Save changes"))
        form.add(LineField("name", _("Name"), required=True))
        form.fill({"name": row.name})

        def change(values: dict[str, Any]) -> None:
            if self.desk.keeping is not None:
                self.desk.slow(
                    self,
                    partial(self.desk.keeping.rename, row.staff_id, values["name"]),
                    done=partial(self._done, _("Renamed")),
                    failed=self.panel.refuse,
                )

        self.panel.open_form("staff_name", row.name, form, change, row.staff_id)

    def _clear_pin(self, row: StaffRow) -> None:
        sure = confirm(
            self,
            _("Take the PIN of {name} away?").format(name=row.name),
            _("It cannot be put back. They set a new one in Settings, Keys, by their passphrase."),
            _("Take it away"),
            _("Keep it"),
        )
        if sure:
            self.desk.do(
                self,
                staff.clear_pin,
                row.staff_id,
                done=lambda _done: self.desk.wanted.emit("pin_gone", row.staff_id),
                said=_("{name} chooses a new PIN.").format(name=row.name),
            )

    def _close(self, row: StaffRow) -> None:
        sure = confirm(
            self,
            _("Close the account of {name}?").format(name=row.name),
            _("Their passphrase opens nothing any more. What they did stays in the log."),
            _("Close account"),
            _("Keep it"),
        )
        if sure and self.desk.keeping is not None:
            self.desk.slow(
                self,
                partial(self.desk.keeping.close_account, row.staff_id),
                done=partial(self._done, _("Account closed")),
            )

    def _reopen(self, row: StaffRow) -> None:
        form = MakingForm(_("Open account"))
        form.add(
            LineField(
                "passphrase",
                _("New passphrase, typed by them"),
                secret=True,
                required=True,
                hint=_("At least 12 characters. Four words in a row work well."),
            )
        )

        def reopen(values: dict[str, Any]) -> None:
            self._step_up(lambda: self._reopen_confirmed(row, values["passphrase"]))

        self.panel.open_form("staff_again", row.name, form, reopen, row.staff_id)

    def _reopen_confirmed(self, row: StaffRow, passphrase: str) -> None:
        if self.desk.keeping is not None:
            self.desk.slow(
                self,
                partial(self.desk.keeping.reopen_account, row.staff_id, row.name, passphrase),
                done=partial(self._done, _("Account open again")),
                failed=self.panel.refuse,
            )

    def _done(self, said: str, _result: object = None) -> None:
        self.panel.finish()
        self.desk.tell(said)
        self.desk.look()


def _houses(row: StaffRow) -> str:
    if row.role in (Role.OWNER, Role.AUDITOR):
        return _("All houses")
    return ", ".join(row.house_names)
