"""The certificate of destruction: what was destroyed, when, on what ground and by which two people.

It tells no name, since the program does not know it any more; there is a line to write it by hand.
"""

from collections.abc import Mapping

from sobrhouse.domain.phrases import civil_date, nice_time
from sobrhouse.domain.purging import files_set_aside, title_of
from sobrhouse.domain.retention import DEFAULTS, RecordClass
from sobrhouse.queries.purges import Certificate
from sobrhouse.reports import text as t
from sobrhouse.reports.entries import draw_facts, draw_title
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import signatures
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

MOST_DAYS = 40  # backups that are named; more only say how many


def destruction(data: Certificate, options: PaperOptions) -> bytes:
    """One page, or a second one where many tables were touched."""
    day = civil_date(data.purge.at.astimezone(data.zone).date())
    head = Head(data.house or options.stamp.house, _("Certificate of destruction"), day,
                _("No. {n}").format(n=data.purge.purge_id))  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(8)
    sheet.paragraph(_said(data), t.BODY)
    draw_title(sheet, _("On what ground"))
    draw_facts(sheet, _ground(data))
    draw_title(sheet, _("Rows that were deleted"))
    sheet.gap(3)
    sheet.paragraph(_rows(data.purge.deleted), t.BODY)
    if data.purge.changed:
        draw_title(sheet, _("Rows of others, in which the name or the link was taken out"))
        sheet.gap(3)
        sheet.paragraph(_rows(data.purge.changed), t.BODY)
    draw_title(sheet, _("How it was done"))
    sheet.gap(3)
    sheet.paragraph(_how(data), t.BODY)
    draw_title(sheet, _("Backups from before"))
    sheet.gap(3)
    sheet.paragraph(_backups(data), t.BODY)
    signatures(sheet, (data.purge.by, data.purge.second))
    return sheet.save()


def _said(data: Certificate) -> str:
    purge = data.purge
    rows = n_("{n} row", "{n} rows", purge.rows).format(n=f"{purge.rows:,}")
    log = n_("{n} entry of the log", "{n} entries of the log", purge.log_rows)
    said = (
        _("The names of visitors to this house, {rows}, and the content of {log} were destroyed.")
        if purge.record_class is RecordClass.VISITOR
        else _("Everything that the house held about one person, {rows}, and the content of {log} "
               "were destroyed.")
    )  # fmt: skip
    return said.format(rows=rows, log=log.format(n=f"{purge.log_rows:,}"))


def _ground(data: Certificate) -> list[tuple[str, str]]:
    purge = data.purge
    at = purge.at.astimezone(data.zone)
    when = f"{civil_date(at.date())}, {nice_time(at)}"
    facts = [
        (_("Records"), _(DEFAULTS[purge.record_class].title)),
        (_("Last day in use"), civil_date(purge.last_on)),
        (_("Kept for"), n_("{n} year", "{n} years", purge.rule.years).format(n=purge.rule.years)),
        (_("Could be destroyed from"), civil_date(purge.due_on)),
        (_("Because of"), purge.rule.basis),
        (_("Destroyed"), when),
        (_("By"), purge.by),
        (_("Second person"), purge.second),
        (_("Legal hold"), _("None stood on it.")),
    ]
    if purge.record_class is not RecordClass.VISITOR:
        facts.insert(1, (_("Number in the records"), str(purge.subject_id)))
        facts.insert(2, (_("Name, by hand"), "_" * 44))
    return facts


def _rows(counts: Mapping[str, int]) -> str:
    """Rows of each table in one paragraph, so that the signatures stand on the same page."""
    named = sorted(((title_of(table), n) for table, n in counts.items()),
                   key=lambda row: (-row[1], row[0]))  # fmt: skip
    return ";  ".join(f"{name} {n:,}" for name, n in named) + "."


def _how(data: Certificate) -> str:
    words = [
        _(
            "The rows were deleted in one step, and the space that they had was overwritten. In "
            "the audit log it still stands that something was done, when and by whom, under the "
            "number alone; the log still holds together, and its newest code is {code}."
        ).format(code=data.anchor)
    ]
    words.append(
        _("The database was then written anew, so that nothing of it lies in free space.")
        if data.packed
        else _(
            "The database has not been written anew yet. Choose Finish in Settings, "
            "Retention, then print this page again."
        )
    )
    return " ".join(words)


def _backups(data: Certificate) -> str:
    days = [civil_date(day) for day in data.backups]
    if not days:
        return _(
            "No backup from before is known to the program. A copy that somebody made by hand "
            "still has the records: destroy it too."
        ) + f" {files_set_aside()}"
    words = _(
        "Backups that were made before still have the records, encrypted. The program removes "
        "them as newer ones take their place, on a drive when it is plugged in; the last goes "
        "when twelve newer months have a backup. Those that it still keeps are of: {days}. "
        "Copies that somebody made by hand are not known to it: destroy them too. If one of them "
        "is ever restored, destroy the records again."
    )
    words = f"{words} {files_set_aside()}"
    named = "; ".join(days[:MOST_DAYS])
    if len(days) > MOST_DAYS:
        left = len(days) - MOST_DAYS
        named += "; " + n_("and {n} more", "and {n} more", left).format(n=left)
    return words.format(days=named)
