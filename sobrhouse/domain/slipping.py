"""Slipping out of the circle: fewer meetings than before, no more contact, late back more often.

Each sign is a fact about the last two weeks beside the weeks before them. One alone says little, so
somebody is only spoken of when two come together. There is no figure on a person.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.domain.phrases import nice_days
from sobrhouse.words import _, n_

NOW = timedelta(days=14)
BEFORE = timedelta(days=28)  # the weeks before, of which a usual two weeks are made
LEAST_BEFORE = 14  # days here before the last two weeks, without which nobody knows what is usual
SIGNS = 2  # that come together before somebody is spoken of


@dataclass(frozen=True, slots=True)
class Weeks:
    """How often something was: in the last two weeks, and in the `days` before them."""

    now: int
    before: int
    days: int

    @property
    def usual(self) -> int:
        """What two weeks were like before, rounded."""
        return (2 * self.before * NOW.days + self.days) // (2 * self.days) if self.days else 0


@dataclass(frozen=True, slots=True)
class Sign:
    """One fact, by its code: meetings, contact or late."""

    code: str
    weeks: Weeks
    days_without: int | None = None  # since the last contact

    @property
    def words(self) -> str:
        """The fact as a sentence."""
        now, usual = self.weeks.now, self.weeks.usual
        if self.code == "contact":
            if self.days_without is None:
                return _("No contact with a sponsor, mentor or buddy in two weeks.")
            return _("No contact with a sponsor, mentor or buddy for {days}.").format(
                days=nice_days(self.days_without)
            )
        if self.code == "late":
            return n_(
                "Back late {n} time in two weeks, before that {usual}.",
                "Back late {n} times in two weeks, before that {usual}.",
                now,
            ).format(n=now, usual=usual)
        if not now:
            return _("No recovery meeting in two weeks, before that {usual}.").format(usual=usual)
        return n_(
            "{n} recovery meeting in two weeks, before that {usual}.",
            "{n} recovery meetings in two weeks, before that {usual}.",
            now,
        ).format(n=now, usual=usual)


def spans(today: date) -> tuple[date, date]:
    """The first day of the weeks before, and that of the last two weeks."""
    recent = today - NOW + timedelta(days=1)
    return recent - BEFORE, recent


def settled(today: date) -> date:
    """Whoever moved in after this day is not here long enough to compare."""
    return spans(today)[1] - timedelta(days=LEAST_BEFORE)


def days_before(moved_in: date, today: date) -> int:
    """On how many days of the weeks before somebody lived here; 0 where too few to compare."""
    first, recent = spans(today)
    lived = (recent - max(first, moved_in)).days
    return lived if lived >= LEAST_BEFORE else 0


def fewer_meetings(weeks: Weeks) -> Sign | None:
    """Half as many recovery meetings as before or fewer, where there were at least two."""
    usual = weeks.before * NOW.days  # each side times the days, so that nothing is rounded
    if weeks.days and usual >= 2 * weeks.days and 2 * weeks.now * weeks.days <= usual:
        return Sign("meetings", weeks)
    return None


def no_contact(weeks: Weeks, last_on: date | None, today: date) -> Sign | None:
    """No contact in the last two weeks with anybody who supports them, where there was before."""
    if not weeks.days or weeks.now or weeks.before < 2:
        return None
    return Sign("contact", weeks, None if last_on is None else (today - last_on).days)


def late_back(weeks: Weeks) -> Sign | None:
    """Late twice or more in the last two weeks, and more often than before."""
    if weeks.days and weeks.now >= 2 and weeks.now * weeks.days > weeks.before * NOW.days:
        return Sign("late", weeks)
    return None


def slipping(*signs: Sign | None) -> tuple[Sign, ...]:
    """The signs, where enough of them come together to ask somebody how it goes."""
    found = tuple(sign for sign in signs if sign is not None)
    return found if len(found) >= SIGNS else ()
