"""Settings, About: version, data folder, licences, and a support file without personal data."""

import json
import platform
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit

from sobrhouse import __version__
from sobrhouse.paths import Folders, resource
from sobrhouse.queries.support import table_counts
from sobrhouse.words import _, language
from ui import theme
from ui.clip import copy_public
from ui.crash.left import last_details
from ui.desk import Desk
from ui.office.settings.section import Section
from ui.widgets.ask import choose_save
from ui.widgets.boxes import line
from ui.widgets.buttons import Button
from ui.widgets.cards import Fact
from ui.widgets.choices import ChoiceBox


class AboutSection(Section):
    """What this is, where its records lie, and whose work it stands on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        card = self.card(
            _("About sobrhouse"),
            _(
                "Runs the house: residents, beds and peer support. It works offline; nothing "
                "leaves "
                "this computer by itself."
            ),
        )
        for key, value in (
            (_("Version"), __version__),
            ("Python", platform.python_version()),
            ("Qt", qVersion() or ""),
            (_("System"), platform.platform(terse=True)),
        ):
            card.add(Fact(key, value))
        self.folder = Button(_("Open the data folder"), "outline", icon="folder-open")
        self.folder.setToolTip(str(desk.data))
        self.folder.clicked.connect(self._open_folder)
        self.support = Button(_("Make a support file"), "outline", icon="file-down")
        self.support.setToolTip(_("Versions and counts only. No names, no notes, no dates."))
        self.support.clicked.connect(self._make_support)
        card.add(line(self.folder, self.support, 1))
        self._trouble_card()
        licences = self.card(_("Licences"), _("Fonts, icons and libraries that come with it."))
        self.names = ChoiceBox()
        self.names.setAccessibleName(_("Which licence"))
        self.files = sorted(p for p in resource("licenses").iterdir() if p.is_file())
        self.names.addItems([p.stem for p in self.files])
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(_("Text of the licence"))
        self.text.setMinimumHeight(200)
        self.names.currentIndexChanged.connect(self._show_licence)
        licences.add(self.names)
        licences.add(self.text)
        self._show_licence(0)

    def _trouble_card(self) -> None:
        card = self.card(
            _("If something is wrong"),
            _(
                "Safe mode starts without what this computer remembers and without work in the "
                "background. Nothing is deleted, and a banner leads back."
            ),
        )
        self.safe = Button(_("Start in safe mode"), "outline", icon="life-buoy")
        if self.desk.safe:
            self.safe.set_text(_("Start as usual"))
        self.safe.clicked.connect(self._start_again)
        self.copy = Button(_("Copy the last failure"), "outline", icon="copy")
        self.copy.setToolTip(_("What failed, and where in the program. No names, no records."))
        self.copy.clicked.connect(self._copy_last)
        card.add(line(self.safe, self.copy, 1))

    def _start_again(self) -> None:
        self.desk.wanted.emit("again", "usual" if self.desk.safe else "safe")

    def _copy_last(self) -> None:
        details = last_details(Folders(self.desk.data).logs)
        if details:
            copy_public(details)
        self.desk.tell(
            _("Copied. Send it to whoever looks after this program.")
            if details
            else _("Nothing has failed on this computer.")
        )

    def _show_licence(self, at: int) -> None:
        if 0 <= at < len(self.files):
            self.text.setPlainText(self.files[at].read_text("utf-8", "replace"))

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.data))):
            self.desk.tell(_("The folder is {place}").format(place=self.desk.data))

    def _make_support(self) -> None:
        self.desk.ask(self, table_counts, done=self._save_support)

    def _save_support(self, counts: Mapping[str, int | str]) -> None:
        path = choose_save(
            self, _("Save the support file"), "sobrhouse-support.json", _("Support file (*.json)")
        )
        if path is None:
            return
        facts = {
            "sobrhouse": __version__,
            "python": sys.version.split()[0],
            "qt": qVersion(),
            "system": platform.platform(terse=True),
            "language": language(),
            "look": theme.mode(),
            "text_size": theme.scale(),
            "tables": dict(counts),
        }
        self.desk.slow(
            self,
            partial(_write, path, json.dumps(facts, indent=1)),
            done=lambda _n: self.desk.tell(_("Support file saved")),
        )


def _write(path: Path, text: str) -> int:
    return path.write_text(text, "utf-8")
