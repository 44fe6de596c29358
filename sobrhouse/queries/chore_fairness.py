"""How fairly a house's chores were shared in the last weeks."""

from datetime import date

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_fairness import Fairness
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs

WEEKS = 8


@needs(Permission.SEE_HOUSE)
def fairness(session: Session, house_id: int, last_on: date, weeks: int = WEEKS) -> Fairness:
    """Shares and loads of so many weeks up to and with `last_on`, by person and week; turns ahead
    count as they are planned. A constant number of statements.
    """
    raise NotImplementedError
