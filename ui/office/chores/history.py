"""What became of a turn, in lines: said, seen, taken back, asked of somebody else; newest first."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sobrhouse.domain.chores import State, state_words
from sobrhouse.domain.phrases import full_stop
from sobrhouse.queries.chore_card import InspectionRow, MarkRow, TurnCard
from sobrhouse.queries.chore_trades import TradeRow
from sobrhouse.words import _, p_
from ui.office.chores.words import moment


def history(card: TurnCard, zone: ZoneInfo, today: date) -> list[str]:
    """The lines."""
    found: list[tuple[datetime, str]] = []
    found += [(row.at, _mark(row, zone, today)) for row in card.marks]
    found += [(row.at, _seen(row, zone, today)) for row in card.inspections]
    found += [(row.asked_at, _trade(row)) for row in card.trades]
    return [words for _at, words in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _mark(row: MarkRow, zone: ZoneInfo, today: date) -> str:
    when = moment(row.at, zone, today)
    said = {
        "kiosk": _("Marked done at the kiosk, {when}"),
        "paper": _("Done. Transcribed from paper by {name}, {when}"),
    }.get(row.way, _("Marked done by {name}, {when}")).format(name=row.by, when=when)
    if row.voided:
        said = _("{what} (taken back)").format(what=said)
    return f"{full_stop(said)} {row.note}" if row.note else said


def _seen(row: InspectionRow, zone: ZoneInfo, today: date) -> str:
    when = moment(row.at, zone, today)
    said = _("{state}, transcribed from paper by {name}, {when}") if row.way == "paper" else _(
        "{state}, {name}, {when}")  # fmt: skip
    said = said.format(
        state=state_words(State(row.result)), name=row.by, when=when
    )
    if row.voided:
        said = _("{what} (taken back: {why})").format(what=said, why=row.void_why)
    return " ".join(full_stop(part) for part in (said, *_more(row, zone, today)))


def _more(row: InspectionRow, zone: ZoneInfo, today: date) -> Iterator[str]:
    if row.note:
        yield row.note
    if row.missing:
        yield _("Not done: {what}").format(what=", ".join(row.missing))
    if row.redo_by is not None:
        yield _("Again by {when}").format(when=moment(row.redo_by, zone, today))


def _trade(row: TradeRow) -> str:
    if row.kind == "swap":
        said = _("{name} asks {other} to swap").format(name=row.name, other=row.other)
    else:
        said = _("{name} asks {other} to cover").format(name=row.name, other=row.other)
    answer = {
        "agreed": p_("to a swap", "agreed"),
        "declined": p_("to a swap", "declined"),
        "withdrawn": p_("to a swap", "taken back"),
    }.get(row.answer, _("not answered yet"))
    return f"{said}: {answer}"
