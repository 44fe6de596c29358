"""What forms with names on them are printed from: who lives here and what is planned, of the days
they are about; and all that a house needs on paper when the power is out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sobrhouse.domain.blank_forms import FORMS, Days, Printed
from sobrhouse.domain.blank_forms import printed as for_days
from sobrhouse.domain.chore_papers import ChoreChart, LookRound
from sobrhouse.domain.houses import house_day
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.support_papers import CallSheet
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.chore_papers import chore_chart, look_round
from sobrhouse.queries.meeting_papers import RollLine, empty_roll
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.phone_list import PhoneList, phone_list
from sobrhouse.queries.profile import Profile, profile
from sobrhouse.queries.residents import residents_here
from sobrhouse.queries.rounds import RoundSheet, round_of
from sobrhouse.queries.support_papers import call_sheet
from sobrhouse.storage.access import needs
from sobrhouse.words import speaking


@dataclass(frozen=True, slots=True)
class FormValues:
    """What forms with names are drawn from; what none of them needs is not asked for. `forms` are
    all that are printed, in their order, each with its days.
    """

    on: date
    week: date
    forms: tuple[Printed, ...] = ()
    names: tuple[PaperName, ...] = ()
    roll: tuple[RollLine, ...] = ()
    round: RoundSheet | None = None
    chores: ChoreChart | None = None
    look: LookRound | None = None
    calls: CallSheet | None = None
    people: tuple[Profile, ...] = ()  # for emergency sheets
    phones: PhoneList | None = None


@needs(Permission.PRINT_PAPERS)
def form_values(
    session: Session, house_id: int, keys: Collection[str], now: datetime,
    day: date | None = None, language: str = "",
) -> FormValues:  # fmt: skip
    """The values of these forms, for `day` and its week or, without one, for today; what they say
    in words is in the language of the paper.
    """
    with speaking(language):
        return _values(session, house_id, keys, now, day)


def _values(
    session: Session, house_id: int, keys: Collection[str], now: datetime, day: date | None
) -> FormValues:
    facts = paper_facts(session, house_id)
    zone = ZoneInfo(facts.zone)
    today = now.astimezone(zone).date()
    on = day or today
    week = week_of(on, facts.week_starts_on)
    days = {key: week for key in keys if FORMS[key].days is Days.WEEK}
    days["round"] = day or house_day(now, zone)  # after midnight it is still last evening's
    return FormValues(
        on, week,
        tuple(for_days(key, days.get(key, on)) for key in keys),
        _names(session, house_id, on) if "sign-in" in keys else (),
        empty_roll(session, house_id, on) if "roll-call" in keys else (),
        round_of(session, house_id, days["round"], now) if "round" in keys else None,
        chore_chart(session, house_id, week, now) if "chores" in keys else None,
        look_round(session, house_id, on, now) if "inspection" in keys else None,
        call_sheet(session, house_id, week, today) if "calls" in keys else None,
    )  # fmt: skip


@needs(Permission.PRINT_PAPERS)
def power_cut_values(
    session: Session, house_id: int, keys: Collection[str], now: datetime, language: str = "",
    *, actor: Actor,
) -> FormValues:  # fmt: skip
    """The values of today's forms, and everybody as their emergency sheet and phone list say."""
    values = form_values(session, house_id, keys, now, language=language)
    here = residents_here(session, house_id, values.on)
    people = tuple(
        profile(session, row.resident_id, house_id, values.on, actor=actor)
        for row in sorted(here, key=lambda row: (row.name.casefold(), row.resident_id))
    )
    return FormValues(
        values.on, values.week, values.forms, values.names, values.roll, values.round,
        people=people, phones=phone_list(session, house_id, values.on),
    )  # fmt: skip


def _names(session: Session, house_id: int, on: date) -> tuple[PaperName, ...]:
    return tuple(
        PaperName(row.name, row.full_name, row.bed)
        for row in residents_here(session, house_id, on)
    )
