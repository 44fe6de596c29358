"""The rows of papers for outside, category by category: each row is one fact, with its day.

Nothing is counted here. What a paper counts, it counts from the rows that the gate let through.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain import care as care_words
from sobrhouse.domain.chores import State
from sobrhouse.domain.consents import Category
from sobrhouse.domain.gate import Fact
from sobrhouse.domain.names import full_name
from sobrhouse.domain.outside import WITH_BIRTH, Kind, Line, OutsidePaper
from sobrhouse.domain.phrases import civil_date, nice_days, week_of
from sobrhouse.domain.requirements import holding
from sobrhouse.domain.sobriety import date_label, days_sober, length_words
from sobrhouse.domain.weekly import PaperName
from sobrhouse.problems import NotFound
from sobrhouse.queries.care import CareOf
from sobrhouse.queries.chore_person import person_chores
from sobrhouse.queries.milestones import quiet_milestones
from sobrhouse.queries.passes import passes_of_stay
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.recovery_asked import (
    asked_between,
    excuses_of,
    first_weekday,
    phase_on,
    phases_between,
)
from sobrhouse.queries.recovery_week import count, went_of
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.queries.weekly_signs import signs_of
from sobrhouse.storage.tables import (
    HouseMeeting,
    HouseMeetingMark,
    Phase,
    PhaseHistory,
    Resident,
    SobrietyPeriod,
    Stay,
)
from sobrhouse.words import _

Facts = Iterator[Fact[Line]]
_SIX = timedelta(days=6)
_TAKEN = ("out", "returned")  # a pass that was really taken
_NOT_COUNTED = frozenset({State.EXCUSED, State.SKIPPED, State.DUE})


@dataclass(frozen=True, slots=True)
class About:
    """Whom and which days the rows are about; `stays` are those in this house, the newest last."""

    session: Session
    house_id: int
    person: Any
    stays: tuple[Any, ...]
    first: date
    last: date
    now: datetime
    zone: ZoneInfo
    paper: OutsidePaper

    @classmethod
    def read(
        cls, session: Session, house_id: int, resident_id: int, days: tuple[date, date],
        now: datetime, paper: OutsidePaper,
    ) -> "About":  # fmt: skip
        """NotFound where the person never lived in the house."""
        person = session.get(Resident, resident_id)
        stays = session.execute(
            select(Stay.id, Stay.move_in_on, Stay.discharged_on)
            .where(Stay.resident_id == resident_id, Stay.house_id == house_id,
                   Stay.voided_at.is_(None))
            .order_by(Stay.move_in_on, Stay.id)
        ).all()  # fmt: skip
        if person is None or person.voided_at is not None or not stays:
            raise NotFound(_("This person never lived in this house, so there is nothing to say."))
        zone = zone_of(session, house_id)
        return cls(session, house_id, person, tuple(stays), *days, now, zone, paper)

    @property
    def today(self) -> date:
        """The house's civil day."""
        return self.now.astimezone(self.zone).date()

    def lived(self) -> tuple[Any, ...]:
        """The stays that have a day among these days."""
        return tuple(
            s for s in self.stays
            if s.move_in_on <= self.last
            and (s.discharged_on is None or s.discharged_on >= self.first)
        )  # fmt: skip

    def lived_within(self) -> tuple[date, date]:
        """These days from the first to the last on which they lived here; all where none is."""
        lived = self.lived()
        if not lived:
            return self.first, self.last
        left = [s.discharged_on or self.last for s in lived]
        return max(self.first, lived[0].move_in_on), min(self.last, max(left))

    def fact(self, category: Category, line: Line, on: date | None = None) -> Fact[Line]:
        """One row about this person."""
        return Fact(self.person.id, category, line, on)

    def said(self, category: Category, label: str, text: str) -> Facts:
        """A label and what there is to say, unless that is nothing."""
        if text:
            yield self.fact(category, Line(Kind.SAID, label, text))

    def kept(self, category: Category) -> Fact[Line]:
        """That the house keeps such a record: only then may a paper say that there is none."""
        return self.fact(category, Line(Kind.KEPT))


def identity(about: About) -> Facts:
    """The name, the birth date where such a paper asks for it, and that they live or lived here."""
    p, own = about.person, Category.IDENTITY
    name = full_name(p.legal_first, p.legal_last, p.preferred_name)
    yield about.fact(own, Line(Kind.NAME, _("Name"), name))
    if about.paper is OutsidePaper.CERTIFICATE:
        return
    if p.birth_on is not None and about.paper in WITH_BIRTH:
        yield from about.said(own, _("Born"), civil_date(p.birth_on))
    stay = about.stays[-1]
    if stay.discharged_on is None:
        yield from about.said(own, _("Lives here since"), civil_date(stay.move_in_on))
        return
    days = _("{first} to {last}").format(
        first=civil_date(stay.move_in_on), last=civil_date(stay.discharged_on)
    )
    yield from about.said(own, _("Lived here"), days)


def standing(about: About) -> Facts:
    """The phase, and how they were marked at each house meeting."""
    own = Category.STANDING
    row = about.session.execute(
        select(Phase.name, PhaseHistory.start_on)
        .join(Phase, Phase.id == PhaseHistory.phase_id)
        .where(PhaseHistory.stay_id == about.stays[-1].id, PhaseHistory.voided_at.is_(None))
        .order_by(PhaseHistory.start_on.desc(), PhaseHistory.id.desc()).limit(1)
    ).first()  # fmt: skip
    if row is not None:
        phase = _("{phase}, since {day}").format(phase=row.name, day=civil_date(row.start_on))
        yield from about.said(own, _("Phase"), phase)
    yield about.kept(own)
    for on, status in _house_marks(about):
        yield about.fact(own, Line(Kind.HOUSE_MEETING, mark=status), on)


def _house_marks(about: About) -> Iterator[tuple[date, str]]:
    begins = datetime.combine(about.first, datetime.min.time(), about.zone)
    ends = datetime.combine(about.last + timedelta(days=1), datetime.min.time(), about.zone)
    rows = about.session.execute(
        select(HouseMeeting.planned_at, HouseMeetingMark.status)
        .join(HouseMeeting, HouseMeeting.id == HouseMeetingMark.meeting_id)
        .where(
            HouseMeetingMark.stay_id.in_([s.id for s in about.stays]),
            HouseMeeting.house_id == about.house_id,
            HouseMeeting.planned_at >= begins, HouseMeeting.planned_at < ends,
            HouseMeeting.voided_at.is_(None), HouseMeetingMark.void_at.is_(None),
        )
        .order_by(HouseMeeting.planned_at, HouseMeeting.id)
    )  # fmt: skip
    for at, status in rows:
        yield at.astimezone(about.zone).date(), status


def meetings(about: About) -> Facts:
    """Recovery meetings one by one without whoever led them, and what whole weeks asked for."""
    own = Category.MEETINGS
    yield about.kept(own)
    went = [
        m for m in went_of(about.session, [s.id for s in about.stays])
        if about.first <= m.on <= about.last
    ]  # fmt: skip
    for m in went:
        line = Line(
            Kind.MEETING, mark=m.verification, cells=(m.started_at, m.name, m.fellowship, m.format)
        )
        yield about.fact(own, line, m.on)
    starts = first_weekday(about.session, about.house_id)
    rules = asked_between(about.session, about.house_id, about.first, about.last, reasons=False)
    excuses = excuses_of(about.session, about.house_id, about.first, about.last)
    for stay in about.lived():
        phases = phases_between(about.session, [stay.id], about.first, about.last)
        start = week_of(max(about.first, stay.move_in_on) + _SIX, starts)
        while start + _SIX <= min(about.last, stay.discharged_on or about.last):
            phase = phase_on(phases.get(stay.id, ()), start)
            rule = holding(rules, stay.id, phase.phase_id if phase else None, start)
            wanted = count(rule, 7, (), excuses.get((stay.id, start))).asked
            yield about.fact(own, Line(Kind.ASKED, mark=str(wanted)), start)
            start += timedelta(days=7)


def chores(about: About) -> Facts:
    """Each turn whose time has come, and how it went."""
    own = Category.CHORES
    yield about.kept(own)
    for stay in about.lived():
        found = person_chores(about.session, stay.id, about.first, about.last, about.now)
        for turn in found.turns:
            if turn.state not in _NOT_COUNTED:
                yield about.fact(own, Line(Kind.CHORE, mark=turn.state.value), turn.on)


def comings(about: About) -> Facts:
    """Late returns, and nights on which somebody was missing at the round."""
    own, me = Category.COMINGS, {about.person.id: PaperName("", "")}
    week = signs_of(
        about.session, about.house_id, (about.first, about.last), about.zone, me, about.now
    )
    if week.kept:
        yield about.kept(own)
    for line in week.lines:
        yield about.fact(own, Line(Kind.LATE, text=line.what), line.on)


def passes(about: About) -> Facts:
    """The passes that were taken: their days, and whether they came back in time."""
    own = Category.PASSES
    yield about.kept(own)
    for stay in about.stays:
        for row in reversed(passes_of_stay(about.session, stay.id, about.now)):
            on = row.depart_at.astimezone(about.zone).date()
            if row.status in _TAKEN and about.first <= on <= about.last:
                yield about.fact(own, Line(Kind.PASS, *_pass_words(about, row)), on)


def _pass_words(about: About, row: Any) -> tuple[str, str]:
    days = _("{first} to {last}").format(
        first=civil_date(row.depart_at.astimezone(about.zone).date()),
        last=civil_date(row.return_by.astimezone(about.zone).date()),
    )
    if row.returned_at is None:
        return days, _("Not back yet") if row.overdue(about.now) else _("Away now")
    return days, _("Back in time") if row.returned_at <= row.return_by else _("Back late")


def sponsor(about: About) -> Facts:
    """Whether there is one; who, is a category of its own."""
    found = resident_support(about.session, about.person.id, about.today).sponsor
    yield from about.said(Category.SPONSOR, _("Sponsor"), _("Yes") if found else _("Not yet"))


def sponsor_name(about: About) -> Facts:
    """The first name and initial, where the resident shares it with the house at all."""
    found = resident_support(about.session, about.person.id, about.today).sponsor
    name = found.name if found is not None else ""
    yield from about.said(Category.SPONSOR_NAME, _("Sponsor's name"), name)


def sober(about: About) -> Facts:
    """The sobriety date, the days since then, and milestones that nobody wants quiet."""
    own = Category.SOBRIETY
    since = about.session.scalar(
        select(SobrietyPeriod.start_on).where(
            SobrietyPeriod.resident_id == about.person.id, SobrietyPeriod.voided_at.is_(None),
            or_(SobrietyPeriod.end_on.is_(None), SobrietyPeriod.end_on > about.today),
        ).order_by(SobrietyPeriod.id.desc()).limit(1)
    )  # fmt: skip
    if since is None:
        return
    whole = about.paper is OutsidePaper.CERTIFICATE
    if not whole:
        days = nice_days(days_sober(since, about.today))
        text = _("{day}, {days} ago").format(day=civil_date(since), days=days)
        yield from about.said(own, date_label(about.person.pathway), text)
    first = since if whole else about.first
    last = min(about.last, about.today)
    quiet = quiet_milestones(about.session, about.house_id, first, last)
    celebration = Celebration.of(about.session, about.house_id)
    for found in celebration.between(since, about.person.pathway, first, last):
        if (about.person.id, found.milestone.code, found.on) not in quiet:
            length = length_words(found.milestone)
            line = Line(Kind.MILESTONE, length, civil_date(found.on), found.milestone.token.value,
                        (civil_date(since), f"{days_sober(since, found.on)}"))  # fmt: skip
            yield about.fact(own, line, found.on)


def work(about: About) -> Facts:
    """Work or school as it stands."""
    for row in CareOf(about.session, about.person.id).employment():
        if row.to_on is not None and row.to_on < about.today:
            continue
        hours = _("{n} hours a week").format(n=row.hours_week) if row.hours_week else ""
        said = ", ".join(part for part in (row.place, row.schedule, hours) if part)
        kind = care_words.word(care_words.EMPLOYMENT_WORDS, row.kind)
        yield from about.said(Category.WORK, kind, said or _("Yes"))


def legal(about: About) -> Facts:
    """Supervision with its case number, so that whoever reads it finds the file."""
    for row in CareOf(about.session, about.person.id).legal():
        if row.end_on is not None and row.end_on < about.today:
            continue
        case = _("case {no}").format(no=row.case_no) if row.case_no else ""
        report = _("reports {how}").format(how=row.report_every) if row.report_every else ""
        said = ", ".join(part for part in (case, row.officer, report, row.conditions) if part)
        kind = care_words.word(care_words.LEGAL_WORDS, row.kind)
        yield from about.said(Category.LEGAL, kind, said or _("Yes"))


GATHERED: Mapping[Category, Callable[[About], Facts]] = {
    Category.IDENTITY: identity, Category.STANDING: standing, Category.MEETINGS: meetings,
    Category.CHORES: chores, Category.COMINGS: comings, Category.PASSES: passes,
    Category.SPONSOR: sponsor, Category.SPONSOR_NAME: sponsor_name, Category.SOBRIETY: sober,
    Category.WORK: work, Category.LEGAL: legal,
}  # fmt: skip
