"""Plans of chores: deal them for weeks ahead, deal anew what must change, keep the plan long
enough, take a plan back.
"""

from collections.abc import Iterable
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.work import Work


def plan_chores(
    work: Work, house_id: int, first_on: date, weeks: int | None = None, why: str = ""
) -> int | None:
    """Deal whole periods from the one of `first_on` on, for so many weeks (None: as the house has
    set it); gives the plan, None where nothing changes. A period that has begun before `first_on`
    keeps what it has. What was given by hand, swapped, covered or marked stays. Problem before
    today.
    """
    work.require(Permission.MANAGE_HOUSE, house_id)
    raise NotImplementedError


def redeal(
    work: Work, house_id: int, from_on: date, joining: Iterable[int] = (), why: str = ""
) -> int | None:
    """Change only what must change from a day on: turns of who left, is excluded or away; turns of
    chores that changed, went or are new; and turns that people who joined (or `joining` stays that
    are back) take over from the next period on. Gives the plan, None where nothing changes or the
    house has none.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    raise NotImplementedError


def keep_planned(work: Work, house_id: int) -> int | None:
    """Plan on where fewer weeks are ahead than the house wants; gives the plan, None where there
    are enough, or where nobody has made a plan yet. Cheap where nothing is to be done.
    """
    work.require(Permission.RECORD_DAILY, house_id)
    raise NotImplementedError


def take_back_plan(work: Work, plan_id: int) -> None:
    """The inverse of a plan: what it dealt goes, what it released stands again. Problem once one of
    its turns is marked, inspected, swapped or covered, or a later plan stands on it.
    """
    work.require(Permission.MANAGE_HOUSE)
    raise NotImplementedError


def put_back_plan(work: Work, plan_id: int) -> None:
    """The inverse of `take_back_plan`: the plan stands again."""
    work.require(Permission.MANAGE_HOUSE)
    raise NotImplementedError
