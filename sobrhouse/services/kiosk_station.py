"""The kiosk as a place: opened and left by staff; a wrong staff PIN at it is written down."""

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.tables import House
from sobrhouse.storage.work import Work


def open_kiosk(work: Work, house_id: int, station: str) -> None:
    """Staff open the kiosk of a house, or the program where the house is for practice."""
    work.require(Permission.RECORD_DAILY, house_id)
    work.station = station
    work.record("kiosk.opened", None, house_id=work.get(House, house_id).id)


def leave_kiosk(work: Work, house_id: int, station: str) -> None:
    """The one who typed a staff PIN ends the kiosk."""
    work.require(Permission.RECORD_DAILY, house_id)
    work.station = station
    work.record("kiosk.left", None, house_id=work.get(House, house_id).id)


def note_wrong_staff_pin(work: Work, house_id: int, station: str, failures: int) -> None:
    """Somebody typed a staff PIN at the kiosk that is nobody's; `failures` so far in a row."""
    work.require(Permission.START, house_id)
    work.station = station
    work.record("kiosk.staff_pin_wrong", None, house_id=house_id, failures=failures)
