"""The check of the audit log on paper: what was checked, when, with what result, and the code that
binds the log from now on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.queries.audit_check import LogReach
from sobrhouse.reports import text as t
from sobrhouse.reports.entries import draw_entries, draw_facts, draw_title
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import signatures
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_, p_

MOST_FAULTS = 200  # a log that does not hold has perhaps thousands; these tell where it begins


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a walk along the whole log found; `looked_for` is the code that was typed, if any."""

    rows: int
    head_seq: int
    anchor: str
    faults: tuple[str, ...]
    checked_at: datetime
    by: str
    reach: LogReach
    looked_for: str = ""
    code_missing: bool = False


def audit_check(data: AuditCheck, options: PaperOptions) -> bytes:
    """One page, or more where much is wrong. Kept away from the computer, it proves later what
    the log was on this day.
    """
    zone = data.reach.zone
    when = nice_date(data.checked_at.astimezone(zone).date())
    head = Head(options.stamp.house, _("Check of the audit log"), when)
    sheet = Sheet(head, options.stamp, options.size)
    draw_title(sheet, _("Result"))
    sheet.gap(4)
    sheet.paragraph(_result(data), t.set_bold(t.BODY))
    draw_title(sheet, _("What was checked"))
    draw_facts(sheet, _facts(data, zone))
    draw_title(sheet, _("How it was checked"))
    sheet.gap(3)
    sheet.paragraph(_how(), t.BODY)
    if data.faults:
        _draw_faults(sheet, data.faults)
    draw_title(sheet, _("Keep this page away from the computer"))
    sheet.gap(3)
    sheet.paragraph(_keep(), t.BODY)
    signatures(sheet, (_("Checked by"), _("Seen by")))
    return sheet.save()


def _result(data: AuditCheck) -> str:
    if data.code_missing and len(data.faults) == 1:
        return _(
            "The code that was looked for is not in this log. All else holds together: no entry "
            "is missing, changed or out of its order."
        )
    if data.faults:
        return n_(
            "The audit log does not hold together: {n} fault.",
            "The audit log does not hold together: {n} faults.", len(data.faults),
        ).format(n=f"{len(data.faults):,}")  # fmt: skip
    said = _("The audit log holds together. No entry is missing, changed or out of its order.")
    if data.looked_for:
        said += " " + _("The code from the printed paper is in it.")
    return said


def _facts(data: AuditCheck, zone: ZoneInfo) -> list[tuple[str, str]]:
    reach = data.reach
    facts = [
        (_("Entries read"), f"{data.rows:,}"),
        (_("Newest entry"), f"{data.head_seq:,}"),
        (_("Its code"), data.anchor),
        (_("First entry made"), _moment(reach.first_at, zone)),
        (_("Newest entry made"), _moment(reach.last_at, zone)),
        (_("Code looked for"), data.looked_for or _("None")),
        (p_("when it was", "Checked"), _moment(data.checked_at, zone)),
        (_("By"), data.by),
    ]
    return [fact for fact in facts if fact[1]]


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    if at is None:
        return ""
    local = at.astimezone(zone)
    return f"{nice_date(local.date())}, {nice_time(local)}"


def _how() -> str:
    return _(
        "Every entry was read from the first to the newest. Each carries a number, the seal of the "
        "entry before it and a seal of its own, made with a key that is in this database. A "
        "number that is missing, a seal that does not fit or words that are not those that were "
        "sealed would be named below."
    )


def _keep() -> str:
    return _(
        "Whoever has the key and the tools could write the whole log anew. Then the code above "
        "would not be in it. To check that later, type the code in Settings, Audit log, or run "
        "audit verify with it."
    )


def _draw_faults(sheet: Sheet, faults: Sequence[str]) -> None:
    draw_title(sheet, _("What does not hold"))
    shown = [(f"{number}.", fault) for number, fault in enumerate(faults[:MOST_FAULTS], 1)]
    draw_entries(sheet, shown, 30.0)
    left = len(faults) - len(shown)
    if left > 0:
        sheet.gap(4)
        more = n_("And {n} more.", "And {n} more.", left).format(n=f"{left:,}")
        sheet.paragraph(more, t.BODY)
