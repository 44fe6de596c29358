"""The certificate of destruction in a window of its own, to be printed and signed by two."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.queries.purges import Certificate, certificate
from sobrhouse.reports.destruction import destruction
from sobrhouse.reports.options import PaperOptions
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish


class CertificateDialog(PaperDialog):
    """One purge's certificate."""

    def __init__(self, desk: Desk, parent: QWidget, purge_id: int) -> None:
        title = _("Certificate of destruction")
        super().__init__(desk, title, parent)
        self._title = title
        desk.ask(self, certificate, purge_id, desk.zone(), done=partial(self._on_data, desk),
                 failed=lambda problem: self._on_failed(problem.sentence))  # fmt: skip

    def _on_data(self, desk: Desk, data: Certificate) -> None:
        day = data.purge.at.astimezone(desk.zone()).date()

        def draw(options: PaperOptions) -> bytes:
            return destruction(data, options)

        number = data.purge.purge_id
        name = paper_name(day, desk.house_name(), f"{self._title} {number}")
        self.make(Wish(self._title, name, draw))


def show_certificate(desk: Desk, owner: QWidget, purge_id: int) -> None:
    """Open the certificate of one purge over the window."""
    CertificateDialog(desk, owner.window(), purge_id).open()
