"""Plans of chores: deal them for weeks ahead, deal anew what must change, keep the plan long
enough, take a plan back.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from sobrhouse import settings
from sobrhouse.domain import chore_planning
from sobrhouse.domain.chore_plans import COMING_WEEKS
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import chore_plan_rows
from sobrhouse.storage.lookups.chore_house import chore_house
from sobrhouse.storage.tables import ChorePlan, HouseSetting
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_DAY = timedelta(days=1)
LONGEST_WHY = 200
LONGEST_PLAN = 52  # weeks


def plan_chores(
    work: Work, house_id: int, first_on: date, weeks: int | None = None, why: str = ""
) -> int | None:
    """Deal whole periods from the one of `first_on` on, for so many weeks (None: as the house has
    set it); gives the plan, None where nothing changes. A period that has begun before `first_on`
    keeps what it has. What was given by hand, swapped, covered or marked stays. Problem before
    today.
    """
    work.require(Permission.MANAGE_HOUSE, house_id)
    if first_on < work.today(house_id):
        raise Problem(_("A plan begins today or later."), field="first_on")
    ahead = _weeks_ahead(work, house_id) if weeks is None else weeks
    if not 1 <= ahead <= LONGEST_PLAN:
        raise Problem(_("Plan 1 to {n} weeks.").format(n=LONGEST_PLAN), field="weeks")
    last_on = first_on + timedelta(weeks=ahead) - _DAY
    work.flush()
    house = chore_house(work.session, house_id, first_on)
    if not house.tasks:
        raise Problem(_("There are no chores to plan yet. Add some first."))
    made = chore_planning.plan(house, first_on, last_on)
    return chore_plan_rows.put(work, house_id, made, why.strip()[:LONGEST_WHY])


def redeal(
    work: Work, house_id: int, from_on: date, joining: Iterable[int] = (), why: str = ""
) -> int | None:
    """Change only what must change from a day on: turns of who left, is excluded or away; turns of
    chores that changed, went or are new; and turns that `joining` stays, who are new or back, take
    over from the next period on. Gives the plan, None where nothing changes or the
    house has none.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    work.flush()
    return _redeal(work, house_id, from_on, joining, why)


def follow(
    work: Work, house_id: int, cause: str, joining: Iterable[int] = (), undoes: str = ""
) -> int | None:
    """What other use cases call when somebody comes, goes or is away, or a chore changes: redeal
    from today on. `cause` says what happened, as "stay.moved_in:7"; `undoes` what is taken back by
    it: the plan that followed from that goes first, so that all is as it was. One statement where
    nothing is planned.
    """
    work.flush()
    planned = chore_plan_rows.planned(work, house_id)
    if planned is None:
        return None
    if undoes:
        chore_plan_rows.take_back_of(work, house_id, undoes)
    return _redeal(work, house_id, work.today(house_id), joining, "", cause)


def keep_planned(work: Work, house_id: int) -> int | None:
    """Plan on where fewer weeks are ahead than the house wants; gives the plan, None where there
    are enough, or where nobody has made a plan yet. Two statements where nothing is to be done.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    planned = chore_plan_rows.planned(work, house_id)
    if planned is None:
        return None
    today = work.today(house_id)
    last_on = today + timedelta(weeks=_weeks_ahead(work, house_id)) - _DAY
    if last_on < planned[1] + timedelta(weeks=1):
        return None
    first_on = max(planned[1] + _DAY, today)
    made = chore_planning.plan(chore_house(work.session, house_id, first_on), first_on, last_on)
    return chore_plan_rows.put(work, house_id, made, COMING_WEEKS)


def take_back_plan(work: Work, plan_id: int) -> None:
    """The inverse of a plan: what it dealt goes, what it released stands again. Problem once one of
    its turns is over, marked, inspected, swapped or covered, or dealt anew by a later plan.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(ChorePlan, plan_id)
    if row.voided_at is not None:
        raise NotFound(_("This plan was taken back before."))
    if (reason := chore_plan_rows.stays(work, row)) is not None:
        raise Problem(reason)
    chore_plan_rows.take_back(work, row)


def put_back_plan(work: Work, plan_id: int) -> None:
    """The inverse of `take_back_plan`: the plan stands again. Problem where chores were dealt
    since.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(ChorePlan, plan_id)
    if row.voided_at is None:
        raise Problem(_("This plan stands already."))
    chore_plan_rows.put_back(work, row)


def _weeks_ahead(work: Work, house_id: int) -> int:
    found = work.session.execute(
        select(HouseSetting.value_json).where(
            HouseSetting.house_id == house_id, HouseSetting.key == "chore_weeks_ahead"
        )
    ).scalar()
    chosen = settings.read({} if found is None else {"chore_weeks_ahead": found})
    return int(chosen.get("chore_weeks_ahead"))


def _redeal(
    work: Work, house_id: int, from_on: date, joining: Iterable[int], why: str, cause: str = ""
) -> int | None:
    planned = chore_plan_rows.planned(work, house_id)
    if planned is None or planned[1] < from_on:
        return None
    first_on = max(from_on, planned[0])
    house = chore_house(work.session, house_id, first_on)
    made = chore_planning.redeal(house, first_on, planned[1], joining)
    return chore_plan_rows.put(work, house_id, made, why, cause)
