"""Papers that stay in the house for the Reports place: phones, beds of any day, papers about one
person, what left the house, and the check of the audit log.
"""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.queries.phone_list import PhoneList
from sobrhouse.queries.phone_list import phone_list as phones_of
from sobrhouse.reports.phone_list import phone_list
from sobrhouse.words import N_
from ui.desk import Desk
from ui.office.reports.papers import Papers

PHONES, CENSUS = "phones", "census"
FILE, COPY, DISCHARGE = "residentfile", "owncopy", "discharge"
ACCOUNT, AUDIT = "disclosures", "auditcheck"
HOUSE_TITLES: tuple[tuple[str, str], ...] = (
    (PHONES, N_("Phone list")),
    (CENSUS, N_("Beds of any day")),
)
PERSON_TITLES: tuple[tuple[str, str], ...] = (
    (FILE, N_("Resident file")),
    (COPY, N_("Resident's own copy")),
    (DISCHARGE, N_("Discharge summary")),
)
RECORD_TITLES: tuple[tuple[str, str], ...] = (
    (ACCOUNT, N_("Accounting of disclosures")),
    (AUDIT, N_("Check of the audit log")),
)
CODES = frozenset({PHONES})


class InsidePapers(Papers):
    """Asks for what the phone list needs; the others ask in windows of their own."""

    def ask(self, code: str, week: date) -> None:
        """Ask for the phones of today."""
        self.desk.ask(self.owner, phones_of, self.desk.house_id, self.desk.today(),
                      done=self._phones, failed=self.failed)  # fmt: skip

    def _phones(self, data: PhoneList) -> None:
        self.done(PHONES, data.on, partial(phone_list, data))


def open_census(desk: Desk, parent: QWidget) -> None:
    """Who was in what bed on a day that is chosen."""
    from ui.office.papers.day_papers import CensusDialog
    from ui.office.papers.person_papers import show

    show(CensusDialog(desk, parent))


def open_audit(desk: Desk, parent: QWidget) -> None:
    """Whether the log holds, on paper."""
    from ui.office.papers.day_papers import AuditDialog
    from ui.office.papers.person_papers import show

    show(AuditDialog(desk, parent))


def open_file(desk: Desk, parent: QWidget, resident_id: int | None = None) -> None:
    """The house's file of somebody."""
    from ui.office.papers import person_papers as papers

    papers.show(papers.PersonPaperDialog(desk, parent, papers.FILE, resident_id))


def open_discharge(desk: Desk, parent: QWidget, resident_id: int | None = None) -> None:
    """How somebody's stay went and ended."""
    from ui.office.papers import person_papers as papers

    papers.show(papers.PersonPaperDialog(desk, parent, papers.DISCHARGE, resident_id))


def open_copy(desk: Desk, parent: QWidget, resident_id: int | None = None) -> None:
    """Everything held about somebody, for themselves."""
    from ui.office.papers.own_copy_dialog import OwnCopyDialog
    from ui.office.papers.person_papers import show

    show(OwnCopyDialog(desk, parent, resident_id))


def open_account(desk: Desk, parent: QWidget, resident_id: int | None = None) -> None:
    """What left the house about somebody, or everybody."""
    from ui.office.papers.person_papers import AccountDialog, show

    show(AccountDialog(desk, parent, resident_id))
