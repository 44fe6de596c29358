"""The list of residents on paper: who lives here, with bed, phase and days sober."""

from collections.abc import Sequence
from datetime import date

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import month_day
from sobrhouse.domain.sobriety import next_words
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.people_list import PaperList, people_list
from sobrhouse.words import _


def residents_list(rows: Sequence[ResidentRow], today: date, options: PaperOptions) -> bytes:
    """Everybody who lives here now, by name, or by bed where names stay off the paper."""
    columns = (
        _("Resident"), _("Bed"), _("Phase"), _("Moved in"), _("Days sober"), _("Next milestone"),
        _("Phone"),
    )  # fmt: skip
    if options.names == "bed":
        rows = sorted(rows, key=lambda r: (r.room, r.bed))
    data = PaperList(
        _("Residents"),
        _("Who lives here, {day}").format(day=month_day(today)),
        columns,
        tuple(_row(row, today, options) for row in rows),
        frozenset({4}),
    )
    return people_list(data, options.stamp, options.size)


def _row(row: ResidentRow, today: date, options: PaperOptions) -> tuple[str, ...]:
    name = options.called(PaperName(row.name, row.full_name, row.bed))
    sober = row.sober
    return (
        name,
        row.bed,
        row.phase,
        month_day(row.moved_in, today),
        "" if sober.since is None else f"{sober.days:,}",
        next_words(sober.next, today),
        "" if options.names == "bed" else nice_phone(row.phone),
    )
