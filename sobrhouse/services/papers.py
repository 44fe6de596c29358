"""Papers: every print and every saved file of one is recorded (safety.md 4.5)."""

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.tables import House, Resident
from sobrhouse.storage.work import Work

PRINTED = "report.printed"
SAVED = "report.saved"


def record_print(
    work: Work,
    house_id: int,
    title: str,
    pages: int,
    *,
    saved: bool = False,
    sha256: str = "",
    names: str = "short",
    resident_id: int | None = None,
) -> int:
    """Record that a paper was printed, or saved as a file: which one, whole, and with whose names.

    `sha256` is of the very file, so that a page found later can be told from a changed one.
    """
    work.require(Permission.PRINT_PAPERS, house_id)
    house = work.get(House, house_id)
    if resident_id is not None:
        work.get(Resident, resident_id)
    return work.record(
        SAVED if saved else PRINTED,
        house_id=house.id,
        resident_id=resident_id,
        title=title,
        pages=pages,
        sha256=sha256,
        names=names,
    )
