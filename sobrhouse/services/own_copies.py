"""A resident's own copy is handed out: the row in the accounting, by somebody who confirmed it."""

from sobrhouse.domain.staff import Permission
from sobrhouse.services.disclosures import Asker, HandOut, disclose_without_consent
from sobrhouse.services.pins import Purpose
from sobrhouse.storage.work import Work

BASIS = "resident_copy"
CONFIRMED_BY = Purpose.OUTSIDE


def hand_out_copy(work: Work, house_id: int, handed: HandOut, asker: Asker) -> int:
    """Record that the copy goes to the resident (§ 2.23); gives the row. NotAllowed for whoever has
    a PIN and did not confirm this within the last minute.
    """
    work.require(Permission.MANAGE_PEOPLE, house_id)
    return disclose_without_consent(work, house_id, handed, asker, BASIS)
