"""The tables of Settings, Retention: people who left, and what was destroyed."""

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.retention import DEFAULTS, Standing
from sobrhouse.queries.purges import PurgeRow
from sobrhouse.queries.retention import KeptRow
from sobrhouse.words import _
from ui.desk import Desk
from ui.widgets.empty import EmptyState
from ui.widgets.rows import Column
from ui.widgets.table import Table

_CHIPS = {Standing.DUE: "warn", Standing.HELD: "bad", Standing.SUPPORTS: "info"}


def kept_table(desk: Desk) -> Table[KeptRow]:
    """Who left, since when, and until when their record is kept."""
    table = Table(
        (
            Column[KeptRow](_("Name"), lambda r: r.name, kind="person",
                            who=lambda r: r.resident_id, stretch=True),
            Column[KeptRow](_("Records"), lambda r: _(DEFAULTS[r.record_class].title),
                            kind="muted", width=105),
            Column[KeptRow](_("Last in use"), lambda r: nice_date(r.last_on, desk.today()),
                            sort=lambda r: r.last_on, width=122),
            Column[KeptRow](_("May go from"), lambda r: nice_date(r.verdict.due_on, desk.today()),
                            sort=lambda r: r.verdict.due_on, width=128),
            Column[KeptRow](_("Standing"), _standing, kind="chip",
                            chip=lambda r: _CHIPS.get(r.verdict.standing, "mute"), width=118),
        ),
        lambda r: r.resident_id,
        name="retention_people",
        label=_("People who left"),
        search=None,
        row="rowCompact",
        nothing=EmptyState(
            "shield-check", _("Nobody here"),
            _("Nobody's records are in this state today."),
        ),
    )  # fmt: skip
    table.setMinimumHeight(230)
    return table


def _standing(row: KeptRow) -> str:
    return {
        Standing.DUE: _("Due"),
        Standing.HELD: _("Legal hold"),
        Standing.SUPPORTS: _("Supports others"),
    }.get(row.verdict.standing, _("Kept"))


def purge_table(desk: Desk) -> Table[PurgeRow]:
    """What was destroyed, when and by whom."""
    table = Table(
        (
            Column[PurgeRow](
                _("Destroyed"),
                lambda r: nice_date(r.at.astimezone(desk.zone()).date(), desk.today()),
                kind="strong", sort=lambda r: r.at, width=122,
            ),
            Column[PurgeRow](_("Records"), lambda r: _(DEFAULTS[r.record_class].title), width=120),
            Column[PurgeRow](_("No."), lambda r: f"{r.purge_id}", kind="number", width=70),
            Column[PurgeRow](_("Rows"), lambda r: f"{r.rows:,}", kind="number", width=80),
            Column[PurgeRow](_("By"), lambda r: f"{r.by}, {r.second}", stretch=True),
        ),
        lambda r: r.purge_id,
        name="retention_purges",
        label=_("Destroyed records"),
        search=None,
        row="rowCompact",
        nothing=EmptyState(
            "file-text", _("Nothing was destroyed yet"),
            _("What is destroyed stands here, with its certificate."),
        ),
    )  # fmt: skip
    table.setMinimumHeight(200)
    return table
